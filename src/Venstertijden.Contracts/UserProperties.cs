namespace Venstertijden.Contracts;

/// <summary>Names of the MQTT user properties.</summary>
public static class UserProperties
{
    /// <summary>SHA-256 of the signed payload is signed: base64 of the 64-byte IEEE P1363 ECDSA P-256 signature.</summary>
    public const string Signature = "sig";

    /// <summary>Lower-case hex SHA-256 of the signing key's SubjectPublicKeyInfo.</summary>
    public const string Key = "key";

    /// <summary>Id of the passage that an <c>evidence</c> payload belongs to.</summary>
    public const string Passage = "passage";

    /// <summary>Media type of an <c>evidence</c> payload.</summary>
    public const string MediaType = "mediaType";

    /// <summary>Lower-case hex SHA-256 of an <c>evidence</c> payload.</summary>
    public const string Sha256 = "sha256";
}
