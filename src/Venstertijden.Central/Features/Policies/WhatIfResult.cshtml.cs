using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Exemptions;

namespace Venstertijden.Central.Features.Policies;

/// <summary>A what-if under way or done: what would have gone otherwise, by day, hour, kind, street and exemption.</summary>
public sealed class WhatIfResultModel(WhatIfDesk desk, CentralDb db, PolicyInWords words, IStringLocalizer<PolicyTexts> texts) : PageModel
{
    private Dictionary<string, string> _cameras = [];

    public WhatIfRun Run { get; private set; } = null!;
    public WhatIfOutcome? Outcome { get; private set; }
    public bool IsInterrupted { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await desk.Find(id, ct) is not { } run) return NotFound();
        (Run, Outcome, IsInterrupted) = (run, WhatIfDesk.OutcomeOf(run), desk.IsInterrupted(run));
        _cameras = await db.Cameras.AsNoTracking().ToDictionaryAsync(c => c.Camera.Value, c => c.DisplayName, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken ct)
    {
        desk.Stop(id);
        return await desk.Find(id, ct) is null ? NotFound() : RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken ct)
    {
        if (await desk.Find(id, ct) is not { } run) return NotFound();
        var again = await desk.Begin(run.Title, run.DraftId, WhatIfDesk.TextsOf(run), run.From, run.Until, Person.Required(User), ct);
        return RedirectToPage(new { id = again });
    }

    public string Count(long count) => SmallCount.Hides(count) ? texts["few"].Value : Written.Count(count);

    public string Name(string by, string value) => by switch
    {
        "day" => Written.Date(LocalDatePattern.Iso.Parse(value).Value),
        "hour" => texts["hour", int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)],
        "category" => value.Length == 0 ? texts["category."] : $"{texts["category." + value]} ({value})",
        "camera" => _cameras.GetValueOrDefault(value, value),
        _ => value.Length == 0 ? texts["firm.none"] : string.Join(", ", value.Split(';').Select(code => ExemptionKinds.TryParse(code, out var kind) ? words.Kind(kind) : code)),
    };
}
