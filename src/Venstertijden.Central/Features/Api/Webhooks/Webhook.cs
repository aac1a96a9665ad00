using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Api.Webhooks;

/// <summary>What can be told to a webhook.</summary>
public static class WebhookEvents
{
    /// <summary>A right of a vehicle ends in 90, 30 or 7 days.</summary>
    public const string AllowanceEnding = "allowance.ending";

    /// <summary>An application for an exemption was granted or refused.</summary>
    public const string ExemptionDecided = "exemption.decided";

    /// <summary>Something changes in a zone from a day on, or will not after all.</summary>
    public const string ZoneChanged = "zone.changed";

    /// <summary>A test that a person asked for.</summary>
    public const string Test = "test";

    /// <summary>Those that a firm chooses from.</summary>
    public static ImmutableArray<string> All { get; } = [AllowanceEnding, ExemptionDecided, ZoneChanged];
}

/// <summary>Where a client is told what happens, without asking.</summary>
public sealed class Webhook : ISiteRow, IVersioned
{
    /// <summary>Most characters of <see cref="Address"/>.</summary>
    public const int MaxAddress = 500;

    /// <summary>How long both secrets sign after a rotation.</summary>
    public static readonly Duration Overlap = Duration.FromHours(24);

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>The client; it has one at most.</summary>
    public required Guid ClientId { get; init; }

    public required Guid FirmId { get; init; }

    /// <summary>https.</summary>
    public required string Address { get; set; }

    /// <summary>Of <see cref="WebhookEvents"/>, with spaces between them.</summary>
    public required string Events { get; set; }

    /// <summary>The secret that signs, sealed under the key of this row's id.</summary>
    public required byte[] Secret { get; set; }

    /// <summary>The one before; null for none.</summary>
    public byte[]? PreviousSecret { get; set; }

    /// <summary>From when the one before no longer signs.</summary>
    public Instant? PreviousUntil { get; set; }

    public required Instant CreatedAt { get; init; }

    /// <summary>Since when every delivery failed; null when the last one was taken.</summary>
    public Instant? FailingSince { get; set; }

    /// <summary>When it was put out because it failed for a day; null while it is told.</summary>
    public Instant? DisabledAt { get; set; }

    public long Version { get; set; }

    internal static string SecretPlace(Guid id) => $"webhook:{id}";
}

/// <summary>One thing to tell one webhook: kept until it was taken or given up, and <see cref="KeptFor"/> after it happened.</summary>
public sealed class WebhookDelivery : ISiteRow
{
    /// <summary>How long a delivery stays known, so that what it is about is not told again.</summary>
    public static readonly Duration KeptFor = Duration.FromDays(30);

    /// <summary>Most characters of <see cref="Answer"/>.</summary>
    public const int MaxAnswer = 200;

    /// <summary>Also the <c>webhook-id</c>: the same at every attempt.</summary>
    public required Guid Id { get; init; }

    public SiteId Site { get; set; }
    public required Guid WebhookId { get; init; }
    public required string Event { get; init; }

    /// <summary>What it is about, so that it is told once: <c>notice:ID</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The body, JSON. No plate is in it.</summary>
    public required string Payload { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant At { get; init; }

    public int Attempts { get; set; }

    /// <summary>When it is sent next; null when it no longer is.</summary>
    public Instant? NextAt { get; set; }

    /// <summary>When the last attempt was; null before the first.</summary>
    public Instant? TriedAt { get; set; }

    /// <summary>When it was taken; null while it was not.</summary>
    public Instant? TakenAt { get; set; }

    /// <summary>What the other side said last, such as <c>200</c> or <c>timed out</c>.</summary>
    public string? Answer { get; set; }
}

internal sealed class WebhookMapping : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("Webhooks");
        builder.HasKey(w => w.Id);
        builder.Property(w => w.Address).HasMaxLength(Webhook.MaxAddress);
        builder.Property(w => w.Events).HasMaxLength(200);
        builder.HasOne<ApiClient>().WithMany().HasForeignKey(w => w.ClientId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(w => w.ClientId).IsUnique();
    }
}

internal sealed class WebhookDeliveryMapping : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("WebhookDeliveries");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Event).HasMaxLength(40);
        builder.Property(d => d.Source).HasMaxLength(120);
        builder.Property(d => d.Answer).HasMaxLength(WebhookDelivery.MaxAnswer);
        builder.HasOne<Webhook>().WithMany().HasForeignKey(d => d.WebhookId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(d => new { d.WebhookId, d.Source }).IsUnique();
        // What is due, every second; and what is old.
        builder.HasIndex(d => new { d.Site, d.NextAt });
        builder.HasIndex(d => d.At);
    }
}
