using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>What is said of a camera when it is enrolled.</summary>
public sealed record EnrolRequest(CameraId Camera, byte[] PublicKey)
{
    public string? DisplayName { get; init; }
    public string Place { get; init; } = "";
    public string Street { get; init; } = "";
    public required string Zone { get; init; }
    public Direction EnforcedDirection { get; init; } = Direction.Unknown;

    /// <summary>A new camera only counts, until its approval is on file.</summary>
    public EnforcementMode PedestrianMode { get; init; } = EnforcementMode.Count;

    /// <inheritdoc cref="PedestrianMode"/>
    public EnforcementMode ZeroEmissionMode { get; init; } = EnforcementMode.Count;
}

/// <summary>What came of it.</summary>
/// <param name="Camera">The camera as enrolled.</param>
/// <param name="BrokerPassword">For the embedded broker, shown once; null when the camera kept the one it had.</param>
public sealed record Enrolled(EnrolledCamera Camera, string? BrokerPassword);

/// <summary>Enrols cameras: who is trusted, by which key.</summary>
public static class CameraEnrolment
{
    /// <summary>The user name of a camera at the embedded broker.</summary>
    public static string BrokerUser(SiteId site, CameraId camera) => $"{site}/{camera}";

    public static string HashOf(string password) => Signing.Hash(Encoding.UTF8.GetBytes(password));

    /// <summary>The SubjectPublicKeyInfo of a PEM text; null when it holds no ECDSA P-256 public key.</summary>
    public static byte[]? ReadPublicKey(string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value ? key.ExportSubjectPublicKeyInfo() : null;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Enrols or changes a camera, with its audit entry, in one save. A camera that has the same key keeps its broker password.</summary>
    public static async Task<Enrolled> Enrol(CentralDb db, EnrolRequest request, Actor actor, Instant now, CancellationToken ct)
    {
        string keyId = Signing.Hash(request.PublicKey);
        var camera = await db.Cameras.FirstOrDefaultAsync(c => c.Camera == request.Camera, ct);
        bool isNew = camera is null;
        string? password = null;
        if (camera is null)
        {
            camera = new EnrolledCamera { Camera = request.Camera, DisplayName = "", Place = "", Street = "", Zone = "", PublicKey = request.PublicKey, KeyId = "", EnrolledAt = now };
            db.Cameras.Add(camera);
        }

        if (camera.KeyId != keyId || camera.BrokerPasswordHash is null)
        {
            password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
            camera.BrokerPasswordHash = HashOf(password);
        }

        if (!await db.CameraKeys.AnyAsync(k => k.Camera == request.Camera && k.KeyId == keyId, ct))
            db.CameraKeys.Add(new EnrolledKey { Camera = request.Camera, KeyId = keyId, PublicKey = request.PublicKey, EnrolledAt = now });
        (camera.PublicKey, camera.KeyId, camera.RevokedAt) = (request.PublicKey, keyId, null);
        (camera.DisplayName, camera.Place, camera.Street) = (request.DisplayName ?? request.Camera.Value, request.Place, request.Street);
        (camera.Zone, camera.EnforcedDirection) = (request.Zone, request.EnforcedDirection);
        (camera.PedestrianMode, camera.ZeroEmissionMode) = (request.PedestrianMode, request.ZeroEmissionMode);
        AuditTrail.Record(db, actor, isNew ? "camera.enrol" : "camera.change", $"camera:{request.Camera}", $"key {keyId[..12]}", now);
        await db.SaveChangesAsync(ct);
        return new Enrolled(camera, password);
    }
}
