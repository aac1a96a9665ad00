using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>How far a batch is.</summary>
public enum BatchState
{
    /// <summary>Made: its cases are bound to it. It lies ready to be sent, and is tried until it is.</summary>
    Ready,

    /// <summary>It lies whole at the fining body.</summary>
    Sent,

    /// <summary>Every case of it was answered.</summary>
    Answered,
}

/// <summary>What the fining body said of one case.</summary>
public enum ItemOutcome
{
    /// <summary>Nothing yet.</summary>
    Open,
    Accepted,
    Refused,
}

/// <summary>Cases that go to the fining body together. Holds no plate: what it says of each case lies in the case.</summary>
public sealed class DeliveryBatch : ISiteRow, IVersioned
{
    /// <summary>The counter behind batch numbers; its label is the year.</summary>
    public const string NumberCounter = "delivery-batch";

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary><c>2026-000012</c>: with the site the name under which the fining body knows it.</summary>
    public required string Number { get; init; }

    public BatchState State { get; set; }
    public required Instant MadeAt { get; init; }
    public required string MadeBy { get; init; }
    public required int Cases { get; init; }

    /// <summary>Sum of the amounts in eurocents, administration costs excluded.</summary>
    public required long AmountCents { get; init; }

    /// <summary>SHA-256 of <c>batch.xml</c>, which holds the hash of every case and so of every picture.</summary>
    public required string ListHash { get; init; }

    public required string Signature { get; init; }
    public required string KeyId { get; init; }

    /// <summary>How often sending was tried, when last, and what was wrong then; null when nothing was.</summary>
    public int Attempts { get; set; }

    /// <inheritdoc cref="Attempts"/>
    public Instant? TriedAt { get; set; }

    /// <inheritdoc cref="Attempts"/>
    public string? Problem { get; set; }

    public Instant? SentAt { get; set; }
    public long Version { get; set; }

    /// <summary>The name of the file that is sent.</summary>
    public string FileName => $"vth-{Site}-{Number}.zip";
}

/// <summary>One case of a batch, and what was answered.</summary>
public sealed class DeliveryItem : ISiteRow, IVersioned
{
    public required Guid BatchId { get; init; }
    public required Guid CaseId { get; init; }
    public SiteId Site { get; set; }
    public required string CaseNumber { get; init; }
    public required string FactCode { get; init; }
    public required long AmountCents { get; init; }

    /// <summary>SHA-256 of the case's file in the batch.</summary>
    public required string ContentHash { get; init; }

    public ItemOutcome Outcome { get; set; }
    public Instant? AnsweredAt { get; set; }

    /// <summary>Of a refusal: the fining body's code.</summary>
    public string? RefusalCode { get; set; }

    /// <summary>When it was last compared with what the fining body holds; null while it was not.</summary>
    public Instant? ReadBackAt { get; set; }

    /// <summary>What it holds otherwise than was sent: names of fields joined by <c>;</c>, empty when all is alike.</summary>
    public string Differences { get; set; } = "";

    public long Version { get; set; }
}

/// <summary>A file of the fining body that was taken in or refused.</summary>
public sealed class DeliveryAnswer : ISiteRow
{
    public const int MaxProblems = 4000;

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public required Instant At { get; init; }
    public required string By { get; init; }

    /// <summary>The id that the file gives itself; null when it could not be read.</summary>
    public string? ReturnId { get; init; }

    /// <summary>The batch that it is about; null when it could not be read.</summary>
    public string? BatchNumber { get; init; }

    /// <summary>False when nothing of it was taken in.</summary>
    public required bool IsTakenIn { get; init; }

    /// <summary>Lines that changed something.</summary>
    public required int Applied { get; init; }

    /// <summary>What was wrong, a line each; empty when nothing was.</summary>
    public required string Problems { get; init; }
}

/// <summary>How the connection with the fining body is.</summary>
public sealed class DeliveryLink : ISiteRow
{
    public SiteId Site { get; set; }

    /// <summary>When it last answered; null when it never did.</summary>
    public Instant? HeardAt { get; set; }

    /// <summary>Since when it does not, and why; null when it does.</summary>
    public Instant? ProblemSince { get; set; }

    /// <inheritdoc cref="ProblemSince"/>
    public string? Problem { get; set; }
}

internal sealed class DeliveryBatchMapping : IEntityTypeConfiguration<DeliveryBatch>
{
    public void Configure(EntityTypeBuilder<DeliveryBatch> builder)
    {
        builder.ToTable("DeliveryBatches");
        builder.HasKey(b => b.Id);
        builder.Ignore(b => b.FileName);
        builder.Property(b => b.Number).HasMaxLength(20);
        builder.Property(b => b.MadeBy).HasMaxLength(120);
        builder.Property(b => b.ListHash).HasMaxLength(64);
        builder.Property(b => b.Signature).HasMaxLength(88);
        builder.Property(b => b.KeyId).HasMaxLength(64);
        builder.Property(b => b.Problem).HasMaxLength(400);
        builder.HasIndex(b => new { b.Site, b.Number }).IsUnique();
        // What is still to be sent or answered.
        builder.HasIndex(b => new { b.Site, b.State });
    }
}

internal sealed class DeliveryItemMapping : IEntityTypeConfiguration<DeliveryItem>
{
    public void Configure(EntityTypeBuilder<DeliveryItem> builder)
    {
        builder.ToTable("DeliveryItems");
        builder.HasKey(i => new { i.BatchId, i.CaseId });
        builder.HasOne<DeliveryBatch>().WithMany().HasForeignKey(i => i.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CaseRow>().WithMany().HasForeignKey(i => i.CaseId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(i => i.CaseNumber).HasMaxLength(20);
        builder.Property(i => i.FactCode).HasMaxLength(20);
        builder.Property(i => i.ContentHash).HasMaxLength(64);
        builder.Property(i => i.RefusalCode).HasMaxLength(60);
        builder.Property(i => i.Differences).HasMaxLength(200);
    }
}

internal sealed class DeliveryAnswerMapping : IEntityTypeConfiguration<DeliveryAnswer>
{
    public void Configure(EntityTypeBuilder<DeliveryAnswer> builder)
    {
        builder.ToTable("DeliveryAnswers");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.FileName).HasMaxLength(200);
        builder.Property(a => a.Sha256).HasMaxLength(64);
        builder.Property(a => a.By).HasMaxLength(120);
        builder.Property(a => a.ReturnId).HasMaxLength(60);
        builder.Property(a => a.BatchNumber).HasMaxLength(20);
        builder.Property(a => a.Problems).HasMaxLength(DeliveryAnswer.MaxProblems);
        builder.HasIndex(a => new { a.Site, a.ReturnId });
        builder.HasIndex(a => new { a.Site, a.At });
    }
}

internal sealed class DeliveryLinkMapping : IEntityTypeConfiguration<DeliveryLink>
{
    public void Configure(EntityTypeBuilder<DeliveryLink> builder)
    {
        builder.ToTable("DeliveryLinks");
        builder.HasKey(l => l.Site);
        builder.Property(l => l.Problem).HasMaxLength(400);
    }
}
