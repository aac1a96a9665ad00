using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>How a policy document came into the database.</summary>
public enum PolicyOrigin
{
    /// <summary>Travels with the program.</summary>
    Shipped,

    /// <summary>Read from the folder of the <c>policy</c> option.</summary>
    Folder,

    /// <summary>Drafted and published here, by two people.</summary>
    Published,
}

/// <summary>One version of a policy document, as text. Never changed and never removed: a verdict of years ago still names it.</summary>
public sealed class StoredPolicy : ISiteRow
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>The document's own id, such as <c>assen-brink-2023-01-01</c>.</summary>
    public required string DocumentId { get; init; }

    public required int Number { get; init; }
    public required string Zone { get; init; }
    public required LocalDate ValidFrom { get; init; }

    /// <summary>First date on which it no longer holds; null without end.</summary>
    public required LocalDate? ValidUntil { get; init; }

    /// <summary>As the document says; for one published here the moment of publishing.</summary>
    public required Instant RecordedAt { get; init; }

    public required Instant StoredAt { get; init; }
    public required string Yaml { get; init; }
    public required PolicyOrigin Origin { get; init; }

    /// <summary>The name by which mistakes in it are told.</summary>
    public required string FileName { get; init; }

    public string? DraftedBy { get; init; }
    public string? AskedBy { get; init; }
    public string? PublishedBy { get; init; }

    /// <summary>Number of the traffic order that it was published under; null for what was not published here.</summary>
    public string? TrafficOrder { get; init; }

    public Guid? DraftId { get; init; }

    public PolicyVersion VersionName => new(DocumentId, Number);

    internal static StoredPolicy Of(PolicyDocument document, string fileName, string yaml, PolicyOrigin origin, Instant now) => new()
    {
        Id = Guid.CreateVersion7(),
        Site = SiteId.Parse(document.Site),
        DocumentId = document.Version.Id,
        Number = document.Version.Number,
        Zone = document.Zone.Text,
        ValidFrom = document.Valid.From,
        ValidUntil = document.Valid.Until,
        RecordedAt = document.RecordedAt,
        StoredAt = now,
        Yaml = yaml,
        Origin = origin,
        FileName = fileName,
    };
}

/// <summary>Where a draft stands.</summary>
public enum DraftState
{
    /// <summary>Being written; may hold mistakes.</summary>
    Writing,

    /// <summary>Publishing was asked for; the text is closed until the second person has decided.</summary>
    Asked,

    /// <summary>Published: it is a version now.</summary>
    Published,

    /// <summary>Withdrawn by who wrote it or asked.</summary>
    Withdrawn,
}

/// <summary>A policy document that is being written.</summary>
public sealed class PolicyDraft : ISiteRow, IVersioned
{
    public const int MaxYaml = 200_000;

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>Name for people.</summary>
    public required string Title { get; set; }

    /// <summary>As typed, mistakes and all.</summary>
    public required string Yaml { get; set; }

    /// <summary>The version that it began from, such as <c>assen-brink-2023-01-01/1</c>; null when it was uploaded.</summary>
    public string? BasedOn { get; init; }

    public required DraftState State { get; set; }
    public required Instant CreatedAt { get; init; }
    public required Guid CreatedById { get; init; }
    public required string CreatedBy { get; init; }
    public required Instant ChangedAt { get; set; }
    public required string ChangedBy { get; set; }
    public string? TrafficOrder { get; set; }
    public Guid? AskedById { get; set; }
    public string? AskedBy { get; set; }
    public Instant? AskedAt { get; set; }
    public string? DecidedBy { get; set; }
    public Instant? DecidedAt { get; set; }

    /// <summary>Why the second person refused; stays until publishing is asked for again.</summary>
    public string? Refusal { get; set; }

    /// <summary>The version that it became.</summary>
    public string? PublishedAs { get; set; }

    public long Version { get; set; }
}

/// <summary>Where a what-if stands.</summary>
public enum WhatIfState
{
    Running,
    Done,
    Cancelled,
    Failed,
}

/// <summary>One replay of anonymous facts under drafts, with what came of it: kept, so that its address can be shared.</summary>
public sealed class WhatIfRun : ISiteRow
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required string Title { get; init; }

    /// <summary>The draft; null when documents were uploaded.</summary>
    public Guid? DraftId { get; init; }

    /// <summary>The documents laid over those in force, as they were then: JSON list of name and text.</summary>
    public required string Documents { get; init; }

    public required LocalDate From { get; init; }

    /// <summary>First date no longer replayed.</summary>
    public required LocalDate Until { get; init; }

    public required WhatIfState State { get; set; }
    public required Instant AskedAt { get; init; }
    public required string AskedBy { get; init; }
    public Instant? FinishedAt { get; set; }
    public long Facts { get; set; }
    public long Replayed { get; set; }

    /// <summary>JSON of <see cref="WhatIfOutcome"/>; null until done.</summary>
    public string? Outcome { get; set; }
}

/// <summary>Up to where the anonymous facts of a site were made coarser.</summary>
public sealed class CoarsenedFacts : ISiteRow
{
    public SiteId Site { get; set; }

    /// <summary>The last ended day that was done.</summary>
    public required LocalDate Day { get; set; }

    /// <summary>The greatest number of a fact then: one that came later may be of an earlier day.</summary>
    public required long UpToId { get; set; }
}

internal sealed class StoredPolicyMapping : IEntityTypeConfiguration<StoredPolicy>
{
    public void Configure(EntityTypeBuilder<StoredPolicy> builder)
    {
        builder.HasKey(p => p.Id);
        builder.Ignore(p => p.VersionName);
        builder.Property(p => p.DocumentId).HasMaxLength(120);
        builder.Property(p => p.Zone).HasMaxLength(60);
        builder.Property(p => p.FileName).HasMaxLength(260);
        foreach (string name in (string[])["DraftedBy", "AskedBy", "PublishedBy", "TrafficOrder"])
            builder.Property<string?>(name).HasMaxLength(120);
        builder.HasIndex(p => new { p.Site, p.DocumentId, p.Number }).IsUnique();
    }
}

internal sealed class PolicyDraftMapping : IEntityTypeConfiguration<PolicyDraft>
{
    public void Configure(EntityTypeBuilder<PolicyDraft> builder)
    {
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Title).HasMaxLength(120);
        builder.Property(d => d.Refusal).HasMaxLength(400);
        foreach (string name in (string[])["BasedOn", "CreatedBy", "ChangedBy", "TrafficOrder", "AskedBy", "DecidedBy", "PublishedAs"])
            builder.Property<string?>(name).HasMaxLength(130);
        builder.HasIndex(d => new { d.Site, d.State });
    }
}

internal sealed class WhatIfRunMapping : IEntityTypeConfiguration<WhatIfRun>
{
    public void Configure(EntityTypeBuilder<WhatIfRun> builder)
    {
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Title).HasMaxLength(200);
        builder.Property(r => r.AskedBy).HasMaxLength(120);
        builder.HasIndex(r => new { r.Site, r.AskedAt });
    }
}

internal sealed class CoarsenedFactsMapping : IEntityTypeConfiguration<CoarsenedFacts>
{
    public void Configure(EntityTypeBuilder<CoarsenedFacts> builder) => builder.HasKey(c => c.Site);
}
