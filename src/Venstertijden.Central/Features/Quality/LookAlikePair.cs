using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;
using PlateRead = Venstertijden.Central.Features.Cases.PlateRead;

namespace Venstertijden.Central.Features.Quality;

/// <summary>
/// Two plates of which one was taken for the other (N11), as keyed hashes: who looks in the list learns no plate. The next case of either is
/// judged by two officers. Of a misread whose true plate nobody could tell only the one is known.
/// </summary>
public sealed class LookAlikePair : ISiteRow
{
    /// <summary>An officer corrected the plate.</summary>
    public const string Corrected = "corrected";

    /// <summary>An officer rejected a case because the plate was misread.</summary>
    public const string Rejected = "rejected";

    /// <summary>A judge or the prosecutor annulled a sanction for a misread plate.</summary>
    public const string Annulled = "annulled";

    /// <summary>As long as a case is of use.</summary>
    internal static readonly Duration KeptFor = Duration.FromDays(2 * 365);

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>As <see cref="Vault.PlateIndex"/> gives it: the plate that was read.</summary>
    public required string One { get; init; }

    /// <summary>The plate that it was; null when nobody could tell.</summary>
    public string? Other { get; init; }

    public required string Source { get; init; }
    public required Guid CaseId { get; init; }
    public required Instant RecordedAt { get; init; }
    public required Instant EraseAt { get; init; }

    /// <summary>Adds a pair to the unit of work.</summary>
    public static void Add(CentralDb db, Vault vault, string misread, string? truth, string source, Guid caseId, Instant now) => db.LookAlikePairs.Add(new LookAlikePair
    {
        Id = Guid.CreateVersion7(), One = vault.PlateIndex(db.CurrentSite, misread), Other = truth is null ? null : vault.PlateIndex(db.CurrentSite, truth),
        Source = source, CaseId = caseId, RecordedAt = now, EraseAt = now + KeptFor,
    });

    /// <summary>Learns from what an officer did to a case; a rejection that is taken back is unlearned.</summary>
    internal static async Task Learn(CentralDb db, Vault vault, CaseView view, IReadOnlyList<CaseEvent> happened, CancellationToken ct)
    {
        foreach (var one in happened)
        {
            switch (one)
            {
                case PlateCorrected e:
                    Add(db, vault, e.From, e.To, Corrected, view.Row.Id, e.At);
                    break;
                case CaseRejected { ReasonCode: "plate-misread" } e:
                    string? truth = view.Events.OfType<PlateRead>().LastOrDefault(r => !r.Equal && r.By.UserId == e.By.UserId)?.Typed;
                    Add(db, vault, view.Case.Plate, truth, Rejected, view.Row.Id, e.At);
                    break;
                case DecisionUndone when view.Case.Decision is CaseRejected:
                    db.LookAlikePairs.RemoveRange(await db.LookAlikePairs.Where(p => p.CaseId == view.Row.Id && p.Source == Rejected).ToListAsync(ct));
                    break;
            }
        }
    }

    /// <summary>Whether a plate was mistaken before, in another case.</summary>
    internal static Task<bool> IsKnown(CentralDb db, string plateIndex, Guid except, Instant now, CancellationToken ct) =>
        db.LookAlikePairs.AnyAsync(p => (p.One == plateIndex || p.Other == plateIndex) && p.CaseId != except && p.EraseAt > now, ct);
}

internal sealed class LookAlikePairMapping : IEntityTypeConfiguration<LookAlikePair>
{
    public void Configure(EntityTypeBuilder<LookAlikePair> builder)
    {
        builder.ToTable("LookAlikePairs");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.One).HasMaxLength(64);
        builder.Property(p => p.Other).HasMaxLength(64);
        builder.Property(p => p.Source).HasMaxLength(20);
        builder.HasIndex(p => new { p.Site, p.One });
        builder.HasIndex(p => new { p.Site, p.Other });
        builder.HasIndex(p => p.CaseId);
    }
}
