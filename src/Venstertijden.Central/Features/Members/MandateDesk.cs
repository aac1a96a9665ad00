using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Members;

/// <summary>What came of giving a mandate.</summary>
public enum MandateStep
{
    Done,

    /// <summary>No firm of that number has shown that it is that firm.</summary>
    NoSuchFirm,

    /// <summary>The giver holds no exemption of that plate, nor was shown to be its holder.</summary>
    NotHolder,

    /// <summary>No day, one that is over, or one too far away.</summary>
    BadDay,

    /// <summary>The text is no Dutch plate.</summary>
    NotAPlate,
}

/// <summary>A mandate as its giver sees it.</summary>
/// <param name="Row">As kept.</param>
/// <param name="Firm">Name of who may see.</param>
public sealed record GivenMandate(PlateMandate Row, string Firm);

/// <summary>Gives and ends mandates: of a holder firm to another, and of an official to who showed to be the holder.</summary>
public sealed class MandateDesk(CentralDb db, FactsLoader facts, IClock clock)
{
    /// <summary>Longest term.</summary>
    public static readonly Period Longest = Period.FromYears(2);

    private LocalDate Today => DutchTime.Local(clock.GetCurrentInstant()).Date;

    /// <summary>Whether a firm may give mandates of a plate: an exemption of it was granted to the firm and stands, or an official saw that it is the holder.</summary>
    public async Task<bool> IsHolder(Guid firm, string plate, CancellationToken ct)
    {
        var sight = await ExemptionSight.Of(db, firm, Today, ct);
        return facts.Latest(db.CurrentSite).Exemptions(plate).Any(e => sight.Own.Contains(e.Id))
            || (sight.Mandated.Contains(plate) && await db.PlateMandates.AnyAsync(m => m.FirmId == firm && m.Plate == plate && m.GivenById == null && m.LastDay >= Today, ct));
    }

    /// <summary>What a firm gave of a plate and still holds.</summary>
    public async Task<IReadOnlyList<GivenMandate>> GivenBy(Guid firm, string plate, CancellationToken ct) =>
        await Named(db.PlateMandates.Where(m => m.GivenById == firm && m.Plate == plate && m.LastDay >= Today), ct);

    /// <summary>What officials gave and still holds, newest first.</summary>
    public async Task<IReadOnlyList<GivenMandate>> GivenByOfficials(CancellationToken ct) =>
        await Named(db.PlateMandates.Where(m => m.GivenById == null && m.LastDay >= Today), ct);

    /// <summary>A holder firm lets another see.</summary>
    public async Task<MandateStep> Give(Guid giver, string plate, string? kvk, LocalDate? lastDay, Actor actor, CancellationToken ct) =>
        await IsHolder(giver, plate, ct) ? await Add(giver, plate, kvk, lastDay, "by the holder", actor, ct) : MandateStep.NotHolder;

    /// <summary>An official saw papers by which the firm is the holder.</summary>
    public async Task<MandateStep> GiveByOfficial(string? kvk, string? plate, LocalDate? lastDay, string seen, Actor official, CancellationToken ct) =>
        PlateText.TryParse(plate ?? "", CountryCode.Netherlands, out var read) ? await Add(null, read.Text, kvk, lastDay, seen, official, ct) : MandateStep.NotAPlate;

    /// <summary>Ends one at once: the giver its own, an official (null) any of officials.</summary>
    public async Task<bool> End(Guid? giver, Guid mandate, Actor actor, CancellationToken ct)
    {
        if (await db.PlateMandates.FirstOrDefaultAsync(m => m.Id == mandate && m.GivenById == giver, ct) is not { } row)
            return false;
        db.PlateMandates.Remove(row);
        AuditTrail.Record(db, actor, "mandate.end", $"firm:{row.FirmId}", "", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task<MandateStep> Add(Guid? giver, string plate, string? kvk, LocalDate? lastDay, string why, Actor actor, CancellationToken ct)
    {
        if (lastDay is not { } day || day < Today || day > Today + Longest)
            return MandateStep.BadDay;
        if (!KvkNumber.TryRead(kvk, out string number) || await db.Firms.FirstOrDefaultAsync(f => f.ProvenKvkNumber == number, ct) is not { } to)
            return MandateStep.NoSuchFirm;
        var now = clock.GetCurrentInstant();
        db.PlateMandates.RemoveRange(await db.PlateMandates.Where(m => m.FirmId == to.Id && m.Plate == plate && m.GivenById == giver).ToListAsync(ct));
        db.PlateMandates.Add(new PlateMandate { Id = Guid.CreateVersion7(), FirmId = to.Id, Plate = plate, GivenById = giver, GivenBy = actor.Name, GivenAt = now, LastDay = day });
        AuditTrail.Record(db, actor, "mandate.give", $"firm:{to.Id}", why, now);
        await db.SaveChangesAsync(ct);
        return MandateStep.Done;
    }

    private async Task<IReadOnlyList<GivenMandate>> Named(IQueryable<PlateMandate> mandates, CancellationToken ct) =>
        await mandates.AsNoTracking().OrderByDescending(m => m.GivenAt).Take(100).Join(db.Firms, m => m.FirmId, f => f.Id, (m, f) => new GivenMandate(m, f.Name)).ToListAsync(ct);
}
