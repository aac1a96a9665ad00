using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Retention;

/// <summary>
/// Proof that something was erased: what kind, how many, when, under which term. For a case also which one, so that it is erased again
/// when an older backup is put back. Holds no plate and nobody's data.
/// </summary>
public sealed class Erasure : ISiteRow
{
    public const string Undecided = "undecided-passages";
    public const string DeadLetters = "dead-letters";
    public const string DeadLettersOver = "dead-letters-over";
    public const string Case = "case";
    public const string Application = "application";
    public const string Plate = "plate";
    public const string AfterRestore = "after-restore";

    /// <summary>The action under which the audit trail holds the hash of each record.</summary>
    public const string RecordAction = "erasure.record";

    private const int MostTerm = 200;
    private static readonly Actor Program = Actor.System("retention");

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Instant At { get; init; }

    /// <summary>One of the constants above.</summary>
    public required string Kind { get; init; }

    public required int Count { get; init; }

    /// <summary>What it rests on, such as <c>72 h</c> or <c>assen-brink-2023-01-01/1: 5 years</c>.</summary>
    public required string Term { get; init; }

    /// <summary>The case or passage whose key was destroyed; null where many were.</summary>
    public Guid? Subject { get; init; }

    /// <summary>What the audit trail holds of this record: 64 hex digits. A record that was changed, made up or taken away differs from it.</summary>
    public string ComputeHash() => Signing.Hash(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{Id}\n{Site}\n{AuditTrail.Time.Format(At)}\n{Kind}\n{Count}\n{Term}\n{Subject}")));

    /// <summary>Adds the record of an erasure to the unit of work, and its hash to the audit trail: both are saved with the erasure, or none.</summary>
    internal static void Record(CentralDb db, string kind, int count, string term, Instant now, Guid? subject = null)
    {
        var record = new Erasure { Id = Guid.CreateVersion7(), Site = db.CurrentSite, At = now, Kind = kind, Count = count, Term = term.Length <= MostTerm ? term : term[..MostTerm], Subject = subject };
        db.Erasures.Add(record);
        AuditTrail.Record(db, Program, RecordAction, SubjectOf(record.Id), record.ComputeHash(), now);
    }

    internal static string SubjectOf(Guid id) => $"erasure:{id}";
}

internal sealed class ErasureMapping : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("Erasures");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Kind).HasMaxLength(40);
        builder.Property(e => e.Term).HasMaxLength(200);
        builder.HasIndex(e => new { e.Site, e.At });
        builder.HasIndex(e => e.Subject);
    }
}
