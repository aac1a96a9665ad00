using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Venstertijden.Policy.OpenData;

/// <summary>UUIDs made of a text (RFC 9562, version 5): the same text, the same UUID.</summary>
internal static class NamedUuid
{
    // Made once for this feed; another namespace would give every published rule another id.
    private static readonly Guid Namespace = new("5c0f7d0e-6f0b-4a53-9d57-0d5c9a3a7c21");

    [SuppressMessage("Security", "CA5350", Justification = "Version 5 is defined over SHA-1; nothing secret hangs on it.")]
    internal static Guid Of(ReadOnlySpan<byte> content)
    {
        var named = new byte[16 + content.Length];
        Namespace.TryWriteBytes(named, bigEndian: true, out _);
        content.CopyTo(named.AsSpan(16));
        Span<byte> id = SHA1.HashData(named).AsSpan(0, 16);
        BinaryPrimitives.WriteUInt16BigEndian(id[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(id[6..]) & 0x0FFF) | 0x5000));
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
