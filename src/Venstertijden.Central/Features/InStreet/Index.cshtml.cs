using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.InStreet;

/// <summary>For an officer in the street: type a plate and know what holds; and what passed a camera that may not fine it.</summary>
public sealed class IndexModel(PlateCheck check, StreetNotices notices, LivePolicies policies, CentralDb db, CentralOptions options, IClock clock) : PageModel
{
    [BindProperty] public string? Plate { get; set; }
    [BindProperty] public string? Country { get; set; }
    [BindProperty] public string? Zone { get; set; }
    [BindProperty] public string? Purpose { get; set; }

    public ImmutableArray<StreetNotice> Notices { get; private set; } = [];

    /// <summary>Zones in which rules are in force, with their names.</summary>
    public IReadOnlyList<(ZoneId Zone, string Name)> Zones { get; private set; } = [];

    /// <summary>Countries whose vehicles the rules leave to the street; empty for none anywhere.</summary>
    public bool SomeCountryIsForTheStreet { get; private set; }

    public CheckedPlate? Found { get; private set; }

    /// <summary>Field name to text key.</summary>
    public Dictionary<string, string> Problems { get; } = new(StringComparer.Ordinal);

    /// <summary>Several centrals share the work, and each only knows what it took in itself.</summary>
    public bool IsOneOfSeveral => options.Broker.Share is not null;

    public Instant Now => clock.GetCurrentInstant();
    public StreetPages.StreetPulse Pulse => StreetPages.StreetPulse.Of(notices, db.CurrentSite);

    public Task OnGetAsync(CancellationToken ct) => Show(ct);

    public async Task OnPostAsync(CancellationToken ct)
    {
        Load();
        string country = string.IsNullOrWhiteSpace(Country) ? "NL" : Country.Trim().ToUpperInvariant();
        if (!CountryCode.TryParse(country, out var of)) Problems[nameof(Country)] = "bad.country";
        if (!PlateText.TryParse(Plate?.Trim() ?? "", of, out var plate)) Problems[nameof(Plate)] = of.IsForeign ? "bad.foreign" : "bad.plate";
        if (!PlateCheck.Purposes.Contains(Purpose)) Problems[nameof(Purpose)] = "bad.purpose";
        var zone = Zones.Where(z => z.Zone.Text == Zone).Select(z => (ZoneId?)z.Zone).FirstOrDefault();
        if (zone is null) Problems[nameof(Zone)] = "bad.zone";
        if (Problems.Count == 0)
            Found = await check.Check(plate, zone!.Value, Purpose!, Language.IsEnglish, Person.Required(User).Actor, ct);
        await Show(ct);
    }

    private async Task Show(CancellationToken ct)
    {
        Load();
        Notices = notices.Of(db.CurrentSite);
        if (Notices.IsEmpty)
            return;
        // Plates are shown: a look like any other.
        AuditTrail.Record(db, Person.Required(User).Actor, "street.watch", "street", $"{Notices.Length} notices", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
    }

    private void Load()
    {
        var documents = policies.Current.Zones.Select(z => (Zone: z, Document: policies.Current.At(z, clock.GetCurrentInstant()))).Where(z => z.Document is not null).ToList();
        Zones = [.. documents.Select(z => (z.Zone, Language.IsEnglish ? z.Document!.ZoneNameEnglish : z.Document!.ZoneName))];
        SomeCountryIsForTheStreet = documents.Any(z => z.Document!.ForeignPlatesElsewhere.Value == ForeignPlates.Street || z.Document.ForeignPlatesByCountry.Values.Any(c => c.Value == ForeignPlates.Street));
    }
}
