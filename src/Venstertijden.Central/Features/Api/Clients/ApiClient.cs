using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Api.Clients;

/// <summary>A program that a firm lets in (an OAuth 2 client). What it does is the firm's doing, and its name stands in the audit trail.</summary>
public sealed class ApiClient : ISiteRow, IVersioned
{
    /// <summary>Most characters of <see cref="Name"/>.</summary>
    public const int MaxName = 60;

    /// <summary>How long the secret before a rotation still works, so that no planning stands still.</summary>
    public static readonly Duration Overlap = Duration.FromHours(24);

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid FirmId { get; init; }

    /// <summary>What the firm calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Of <see cref="ApiScopes"/>, with spaces between them.</summary>
    public required string Scopes { get; init; }

    /// <summary>Hash of the secret. It is 256 random bits, which no slow hash makes safer.</summary>
    public required string SecretHash { get; set; }

    /// <summary>Hash of the secret before this one; null for none.</summary>
    public string? PreviousHash { get; set; }

    /// <summary>From when the secret before this one no longer works.</summary>
    public Instant? PreviousUntil { get; set; }

    public required Instant CreatedAt { get; init; }

    /// <summary>When it last showed a token, to the minute; null for never.</summary>
    public Instant? LastUsedAt { get; set; }

    /// <summary>When the firm closed it; null while it stands.</summary>
    public Instant? RevokedAt { get; set; }

    public long Version { get; set; }

    /// <summary>Its scopes, one by one.</summary>
    public IReadOnlyList<string> ScopeList => Scopes.Split(' ');

    /// <summary>As it stands in the audit trail.</summary>
    public Actor Actor => new(Id, Name, "api-client");

    /// <summary>Whether it may have a token with this secret.</summary>
    public bool Opens(string secret, Instant now)
    {
        byte[] shown = Encoding.ASCII.GetBytes(ClientSecret.HashOf(secret));
        bool current = CryptographicOperations.FixedTimeEquals(shown, Encoding.ASCII.GetBytes(SecretHash));
        bool previous = PreviousHash is { } hash && now < PreviousUntil && CryptographicOperations.FixedTimeEquals(shown, Encoding.ASCII.GetBytes(hash));
        return RevokedAt is null && (current || previous);
    }
}

/// <summary>Secrets of clients: shown once, kept as a hash.</summary>
internal static class ClientSecret
{
    /// <summary>By it people and scanners of source code see what it is.</summary>
    private const string Mark = "vths_";

    public static string New() => Mark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string HashOf(string secret) => Signing.Hash(Encoding.UTF8.GetBytes(secret));
}

internal sealed class ApiClientMapping : IEntityTypeConfiguration<ApiClient>
{
    public void Configure(EntityTypeBuilder<ApiClient> builder)
    {
        builder.ToTable("ApiClients");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Name).HasMaxLength(ApiClient.MaxName);
        builder.Property(c => c.Scopes).HasMaxLength(200);
        builder.Property(c => c.SecretHash).HasMaxLength(64);
        builder.Property(c => c.PreviousHash).HasMaxLength(64);
        builder.HasOne<Firm>().WithMany().HasForeignKey(c => c.FirmId);
        builder.HasIndex(c => new { c.Site, c.FirmId });
    }
}
