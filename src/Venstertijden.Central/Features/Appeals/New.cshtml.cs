using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Appeals;

/// <summary>A request that came in.</summary>
public sealed class NewModel(AppealDesk desk, IStringLocalizer<AppealTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "zaak")] public string? CaseNumber { get; set; }
    [BindProperty] public string? Stage { get; set; }
    [BindProperty] public string? Reference { get; set; }
    [BindProperty] public string? ReceivedOn { get; set; }
    [BindProperty] public string? DueOn { get; set; }
    [BindProperty] public string? HearingOn { get; set; }

    /// <summary>What is wrong with a field, by its name.</summary>
    public Dictionary<string, string> Problems { get; } = new(StringComparer.Ordinal);

    public string? ProblemOf(string field) => Problems.GetValueOrDefault(field);

    public void OnGet() => ReceivedOn = LocalDatePattern.Iso.Format(desk.Today);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Read() is not { } request) return Page();
        var (step, id) = await desk.Enter(request, Person.Required(User).Actor, ct);
        if (step != AppealStep.Done)
        {
            Problems["zaak"] = texts["step." + Kebab.Name(step)];
            return Page();
        }

        TempData.Tell(texts["told.entered"]);
        return Redirect($"/verzoeken/{id}");
    }

    private NewRequest? Read()
    {
        var stage = Enum.GetValues<AppealStage>().Where(s => Kebab.Name(s) == Stage).Select(s => (AppealStage?)s).FirstOrDefault();
        if (string.IsNullOrWhiteSpace(CaseNumber)) Problems["zaak"] = texts["missing"];
        if (stage is null) Problems["Stage"] = texts["missing"];
        if (string.IsNullOrWhiteSpace(Reference) || Reference.Trim().Length > AppealRequest.MaxReference) Problems["Reference"] = texts["missing"];
        var (received, due, hearing) = (Day("ReceivedOn", ReceivedOn, true), Day("DueOn", DueOn, true), Day("HearingOn", HearingOn, false));
        if (received > desk.Today) Problems["ReceivedOn"] = texts["received.future"];
        if (due < received) Problems["DueOn"] = texts["due.before"];
        return Problems.Count > 0 ? null : new NewRequest(CaseNumber!.Trim(), stage!.Value, Reference!.Trim(), received!.Value, due!.Value, hearing);
    }

    private LocalDate? Day(string field, string? text, bool needed)
    {
        if (string.IsNullOrEmpty(text))
        {
            if (needed) Problems[field] = texts["missing"];
            return null;
        }

        var read = LocalDatePattern.Iso.Parse(text);
        if (!read.Success) Problems[field] = texts["date"];
        return read.Success ? read.Value : null;
    }
}
