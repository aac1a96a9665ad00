using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Applying;

/// <summary>A firm's exemptions: what holds, what is asked, what ends.</summary>
public sealed class ExemptionsModel(ApplicationLibrary library, ApplicationDesk desk, LivePolicies policies, IOptions<WebOptions> web, IStringLocalizer<ApplyingTexts> texts) : PageModel
{
    /// <summary>A next term may be asked so many days before the end (F9).</summary>
    public const int RenewDaysAhead = 60;

    [BindProperty] public List<Guid> Chosen { get; set; } = [];

    public IReadOnlyList<(ExemptionApplication Row, Exemptions.Exemption Standing)> Standing { get; private set; } = [];
    public IReadOnlyList<ExemptionApplication> Applications { get; private set; } = [];
    public LocalDate Today => library.Today;

    private Person Me => Person.Required(User);
    private Guid Firm => Me.FirmId ?? Guid.Empty;

    public bool MayRenew(Exemptions.Exemption standing) => ApplyingPages.LastDayOf(standing) is { } last && last <= Today.PlusDays(RenewDaysAhead);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Standing = await library.Standing(Firm, ct);
        Applications = await library.Of(Firm, ct);
    }

    /// <summary>Asks a next term for all that were ticked.</summary>
    public async Task<IActionResult> OnPostRenewAsync(CancellationToken ct)
    {
        int renewed = await desk.Renew(Firm, Chosen, Next, Me.Actor, ct);
        TempData.Tell(renewed switch { 0 => texts["told.renewed.none"], 1 => texts["told.renewed.one"], _ => texts["told.renewed", renewed] });
        return RedirectToPage();
    }

    private ApplicationForm? Next(ExemptionApplication row, Exemptions.Exemption standing)
    {
        if (!MayRenew(standing) || !ExemptionKinds.TryParse(row.Kind, out var kind) || ExemptionFinder.RuleOf(kind, policies.Current, Today, web.Value.Site.Value) is not { } rule || !PlateText.TryParse(standing.Plate, CountryCode.Netherlands, out var plate))
            return null;
        var from = LocalDate.Max(Today, ApplyingPages.LastDayOf(standing)!.Value.PlusDays(1));
        return new ApplicationForm(plate, rule, from, ApplicationForm.LongestFrom(from, rule), texts["renewal.why", row.Number]);
    }
}
