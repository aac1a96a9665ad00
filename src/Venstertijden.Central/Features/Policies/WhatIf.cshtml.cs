using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Policies;

/// <summary>Choose a draft and a period; see what was worked out before.</summary>
public sealed class WhatIfModel(WhatIfDesk desk, IClock clock, IStringLocalizer<PolicyTexts> texts) : PageModel
{
    private const int DaysBack = 30;
    private const int MostFiles = 10;

    /// <summary>Key of the chosen draft.</summary>
    [BindProperty(SupportsGet = true, Name = "concept")] public string? Chosen { get; set; }
    [BindProperty(SupportsGet = true, Name = "van")] public string? From { get; set; }
    [BindProperty(SupportsGet = true, Name = "tot")] public string? To { get; set; }
    [BindProperty] public List<IFormFile> Files { get; set; } = [];

    public IReadOnlyList<TriableDraft> Drafts { get; private set; } = [];
    public IReadOnlyList<WhatIfRun> Recent { get; private set; } = [];
    public IReadOnlyList<PolicyError> Mistakes { get; private set; } = [];
    public string? DraftProblem { get; private set; }
    public string? PeriodProblem { get; private set; }

    public bool IsInterrupted(WhatIfRun run) => desk.IsInterrupted(run);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var today = DutchTime.Local(clock.GetCurrentInstant()).Date;
        From ??= LocalDatePattern.Iso.Format(today.PlusDays(-DaysBack));
        To ??= LocalDatePattern.Iso.Format(today);
        await Show(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await Show(ct);
        var (from, to) = (LocalDatePattern.Iso.Parse(From ?? ""), LocalDatePattern.Iso.Parse(To ?? ""));
        if (!from.Success || !to.Success || to.Value < from.Value) PeriodProblem = texts["whatif.period.bad"];
        var draft = Drafts.FirstOrDefault(d => d.Key == Chosen);
        var documents = await Uploaded(ct) ?? (draft is null ? [] : [draft.Text]);
        if (documents.Count == 0) DraftProblem ??= texts["whatif.draft.none"];
        else Mistakes = desk.Check(documents).Errors;
        if (PeriodProblem is not null || DraftProblem is not null || Mistakes.Count > 0) return Page();
        bool uploaded = Files.Count > 0;
        string title = uploaded ? string.Join(", ", documents.Select(d => d.Name)) : draft!.Title;
        Guid? id = !uploaded && Guid.TryParse(draft!.Key, out var own) ? own : null;
        var run = await desk.Begin(title.Length > 200 ? title[..200] : title, id, documents, from.Value, to.Value.PlusDays(1), Person.Required(User), ct);
        return RedirectToPage("WhatIfResult", new { id = run });
    }

    private async Task Show(CancellationToken ct)
    {
        Drafts = await desk.Drafts(ct);
        Recent = await desk.Recent(ct);
    }

    /// <summary>The uploaded documents; null when nothing was uploaded.</summary>
    private async Task<IReadOnlyList<DraftText>?> Uploaded(CancellationToken ct)
    {
        if (Files.Count == 0) return null;
        var documents = new List<DraftText>();
        foreach (var file in Files.Take(MostFiles))
        {
            if (await Upload.Text(file, ct) is { } text)
                documents.Add(new DraftText(Path.GetFileName(file.FileName), text));
            else
                DraftProblem = texts["drafts.upload.none", PolicyDraft.MaxYaml / 1000];
        }

        return documents;
    }
}
