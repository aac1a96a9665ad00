using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
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
    public const string Case = "case";
    public const string Plate = "plate";
    public const string AfterRestore = "after-restore";

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
