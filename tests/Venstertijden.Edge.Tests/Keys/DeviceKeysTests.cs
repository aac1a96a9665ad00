using System.Security.Cryptography;
using Venstertijden.Contracts;
using Venstertijden.Edge.Keys;

namespace Venstertijden.Edge.Tests.Keys;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public class DeviceKeysTests
{
    private string _folder = null!;

    private string KeyFile => Path.Combine(_folder, "keys", "device.pem");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("vth-keys-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Keys_are_made_once_and_only_their_owner_can_read_them()
    {
        string id;
        using (var keys = DeviceKeys.Open(KeyFile))
            id = keys.KeyId;
        using var again = DeviceKeys.Open(KeyFile);

        Assert.That(again.KeyId, Is.EqualTo(id));
        foreach (string file in new[] { KeyFile, KeyFile + ".secret" })
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
    }

    [Test]
    public void The_public_key_for_enrolment_lies_beside_it_and_checks_its_signatures()
    {
        using var keys = DeviceKeys.Open(KeyFile);
        using var shown = ECDsa.Create();
        shown.ImportFromPem(File.ReadAllText(KeyFile + ".pub.pem"));

        Assert.That(Signing.Verify(shown, "payload"u8, keys.Sign("payload"u8)));
        Assert.That(Signing.KeyId(shown), Is.EqualTo(keys.KeyId));
    }

    [Test]
    public void Keys_for_data_at_rest_differ_by_purpose_by_salt_and_by_device()
    {
        using var keys = DeviceKeys.Open(KeyFile);
        using var other = DeviceKeys.Open(KeyFile + "2");

        byte[][] derived = [keys.Derive("outbox", []), keys.Derive("evidence", []), keys.Derive("evidence", [1]), other.Derive("outbox", [])];

        Assert.That(derived.Select(Convert.ToHexString), Is.Unique);
        Assert.That(keys.Derive("outbox", []), Is.EqualTo(derived[0]));
    }

    private static readonly object[] BadKeys =
    [
        new object[] { "not a key", "no key in it" },
        new object[] { "", "no key in it" },
        new object[] { PublicOnly(), "no key in it" },
        new object[] { OnOtherCurve(), "another curve" },
    ];

    [TestCaseSource(nameof(BadKeys))]
    public void A_key_file_that_cannot_be_used_is_refused_in_one_line(string content, string says)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, content);

        var refusal = Assert.Throws<EdgeConfigException>(() => DeviceKeys.Open(KeyFile).Dispose())!;

        Assert.That(refusal.Message, Does.StartWith("keyFile: " + KeyFile).And.Contains(says).And.Contains("expected a PEM file with an EC private key on P-256").And.Not.Contains("\n"));
    }

    [Test]
    public void A_folder_in_which_no_key_can_be_made_is_refused_in_one_line()
    {
        File.WriteAllText(Path.Combine(_folder, "keys"), "a file where the folder should be");

        var refusal = Assert.Throws<EdgeConfigException>(() => DeviceKeys.Open(KeyFile).Dispose())!;

        Assert.That(refusal.Message, Does.StartWith("keyFile: ").And.Contains("expected").And.Not.Contains("\n"));
    }

    private static string PublicOnly()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private static string OnOtherCurve()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
