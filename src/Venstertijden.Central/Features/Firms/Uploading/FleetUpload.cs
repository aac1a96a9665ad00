using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>A list that a firm uploaded and has not agreed to yet, or whose adding can still be undone. Kept for <see cref="KeptFor"/>.</summary>
public sealed class FleetUpload : ISiteRow, IVersioned
{
    /// <summary>How long it waits to be agreed to, and can be undone afterwards.</summary>
    public static readonly Duration KeptFor = Duration.FromHours(24);

    private static readonly JsonSerializerOptions Json = new JsonSerializerOptions().ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid FirmId { get; init; }

    /// <summary>As it was named; empty for pasted text.</summary>
    public required string FileName { get; init; }

    public required Instant UploadedAt { get; init; }

    /// <summary>The rows, as JSON packed by Brotli.</summary>
    public byte[] Packed { get; private set; } = [];

    /// <summary>What agreeing changed, to take it back; null before.</summary>
    public byte[]? Undo { get; private set; }

    public long Version { get; set; }

    /// <summary>Rows as they came, or as they were mended since.</summary>
    public IReadOnlyList<UploadRow> Rows
    {
        get => Unpack<UploadRow[]>(Packed);
        set => Packed = Pack(value);
    }

    /// <summary>What agreeing changed; null before, and once it was taken back.</summary>
    public Agreed? Agreed
    {
        get => Undo is null ? null : Unpack<Agreed>(Undo);
        set => Undo = value is null ? null : Pack(value);
    }

    private static byte[] Pack<T>(T value)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            JsonSerializer.Serialize(brotli, value, Json);
        return packed.ToArray();
    }

    private static T Unpack<T>(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(brotli, Json)!;
    }
}

/// <summary>What a vehicle was called before an upload changed it.</summary>
public sealed record VehicleBefore(Guid Vehicle, string? Nickname, string? Group, LocalDate? HiredUntil);

/// <summary>What came of agreeing to an upload.</summary>
/// <param name="At">When.</param>
/// <param name="Added">Ids of the vehicles that are new.</param>
/// <param name="Changed">Those that were there and got another name, group or end.</param>
public sealed record Agreed(Instant At, IReadOnlyList<Guid> Added, IReadOnlyList<VehicleBefore> Changed);

internal sealed class FleetUploadMapping : IEntityTypeConfiguration<FleetUpload>
{
    public void Configure(EntityTypeBuilder<FleetUpload> builder)
    {
        builder.HasKey(u => u.Id);
        builder.Property(u => u.FileName).HasMaxLength(120);
        builder.Ignore(u => u.Rows).Ignore(u => u.Agreed);
        builder.HasOne<Firm>().WithMany().HasForeignKey(u => u.FirmId);
        builder.HasIndex(u => new { u.Site, u.UploadedAt });
    }
}
