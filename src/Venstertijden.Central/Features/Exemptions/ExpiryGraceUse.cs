using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Exemptions;

/// <summary>That the first passage after an exemption's end was let off with a warning (N21): it happens once per exemption.</summary>
public sealed class ExpiryGraceUse : ISiteRow
{
    /// <summary><see cref="Exemption.Id"/> of the one that ended.</summary>
    public required Guid Exemption { get; init; }

    public SiteId Site { get; set; }

    /// <summary>The passage that used it; the others of its visit share it.</summary>
    public required Guid Passage { get; init; }

    public required Instant SeenFrom { get; init; }
    public required Instant RecordedAt { get; init; }
}

internal sealed class ExpiryGraceUseMapping : IEntityTypeConfiguration<ExpiryGraceUse>
{
    public void Configure(EntityTypeBuilder<ExpiryGraceUse> builder) => builder.HasKey(u => u.Exemption);
}
