using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>What a withdrawal touches, and the withdrawal.</summary>
public sealed class WithdrawModel(ReadinessDesk desk, IStringLocalizer<ReadinessTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty(SupportsGet = true, Name = "camera")] public string? Camera { get; set; }
    [BindProperty(SupportsGet = true, Name = "regime")] public string? Regime { get; set; }
    [BindProperty(SupportsGet = true, Name = "vanaf")] public string? From { get; set; }
    [BindProperty] public string? Why { get; set; }
    [BindProperty] public string? Seen { get; set; }

    public Paper Paper { get; private set; } = null!;
    public LocalDate Since { get; private set; }
    public IReadOnlyList<TouchedCase> Touched { get; private set; } = [];
    public string? WhyProblem { get; private set; }
    public string? FromProblem { get; private set; }
    public string? Problem { get; private set; }

    public string Back => Camera is { Length: > 0 } && Regime is { Length: > 0 } ? $"/dossier-klaar/{Uri.EscapeDataString(Camera)}/{Uri.EscapeDataString(Regime)}" : "/dossier-klaar";

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await desk.Find(Id, ct) is not { } paper) return NotFound();
        if (!ReadFrom(paper)) return await Show(ct);
        var outcome = await desk.Withdraw(Id, Since, Why?.Trim() ?? "", Seen, Person.Required(User).Actor, ct);
        if (outcome.Paper is not null)
        {
            TempData.Tell(outcome.Touched.Count switch { 0 => texts["told.withdrawn"], 1 => texts["told.withdrawn.touched.one"], var count => texts["told.withdrawn.touched", count] });
            return Redirect(Back);
        }

        var fault = outcome.Faults[0];
        if (fault.Field == "Why") WhyProblem = texts["fault." + fault.Code];
        else Problem = texts["fault." + fault.Code];
        return await Show(ct);
    }

    private async Task<IActionResult> Show(CancellationToken ct)
    {
        if (await desk.Find(Id, ct) is not { } paper) return NotFound();
        Paper = paper;
        if (!ReadFrom(paper)) FromProblem = texts["fault.not-a-date"];
        Touched = await desk.Preview(Id, Since, ct) ?? [];
        Seen = TouchedCase.MarkOf(Touched);
        ModelState.Clear();
        return Page();
    }

    /// <summary>Without a day it counts for none: from its first day on.</summary>
    private bool ReadFrom(Paper paper)
    {
        var read = LocalDatePattern.Iso.Parse(From ?? "");
        Since = read.Success ? read.Value : paper.ValidFrom;
        return read.Success || string.IsNullOrEmpty(From);
    }
}
