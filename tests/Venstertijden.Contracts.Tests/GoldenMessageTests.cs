using System.Security.Cryptography;
using System.Text.Json;

namespace Venstertijden.Contracts.Tests;

/// <summary>What goes over the wire, byte for byte. A change here is a change for every camera in the street.</summary>
public class GoldenMessageTests
{
    private static IReadOnlyList<GoldenMessage> All => Golden.All;

    [TestCaseSource(nameof(All))]
    public void It_is_written_byte_for_byte(object golden)
    {
        var message = (GoldenMessage)golden;

        Assert.That(Text(message.Payload), Is.EqualTo(Text(File.ReadAllBytes(message.PayloadFile))));
    }

    [TestCaseSource(nameof(All))]
    public void Reading_it_loses_nothing(object golden)
    {
        var message = (GoldenMessage)golden;
        byte[] file = File.ReadAllBytes(message.PayloadFile);

        Assert.That(Text(message.Rewritten(file)), Is.EqualTo(Text(file)));
    }

    [TestCaseSource(nameof(All))]
    public void Its_topic_hash_and_signature_are_right(object golden)
    {
        var message = (GoldenMessage)golden;
        byte[] file = File.ReadAllBytes(message.PayloadFile);
        var envelope = JsonSerializer.Deserialize<Envelope>(File.ReadAllBytes(message.EnvelopeFile), Golden.EnvelopeJson)!;

        Assert.That(Topic.TryParse(envelope.Topic, out var topic));
        Assert.That((topic.Kind, envelope.Retain, envelope.Sha256), Is.EqualTo((message.Kind, message.IsRetained, Signing.Hash(file))));
        if (!message.IsSigned)
        {
            Assert.That(envelope.Properties, Is.Empty);
            return;
        }

        using var key = PublicKeyOf(message);
        string signature = envelope.Properties["sig"];
        Assert.That(envelope.Properties["key"], Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))));
        Assert.That(Convert.FromBase64String(signature), Has.Length.EqualTo(64), "IEEE P1363");
        Assert.That(key.VerifyHash(SHA256.HashData(file), Convert.FromBase64String(signature)), "over the digest, by a plain library call");
        Assert.That(Signing.Verify(key, file, signature));
        file[^2] ^= 1;
        Assert.That(Signing.Verify(key, file, signature), Is.False, "one bit");
    }

    [Test]
    public void The_passages_and_gaps_are_one_chain()
    {
        string previous = Signing.NoPrevious;
        foreach (var message in All.Where(m => m.Kind is MessageKind.Passage or MessageKind.Gap))
        {
            byte[] file = File.ReadAllBytes(message.PayloadFile);
            using var json = JsonDocument.Parse(file);
            Assert.That(json.RootElement.GetProperty("previousHash").GetString(), Is.EqualTo(previous), message.Name);
            previous = Signing.Hash(file);
        }
    }

    [Test]
    public void Every_kind_that_is_in_use_has_one_and_no_file_is_without_its_message()
    {
        var kinds = All.Select(m => m.Kind).Distinct();
        var names = Directory.EnumerateFiles(Golden.Folder, "*.mqtt.json").Select(f => Path.GetFileName(f).Replace(".mqtt.json", "", StringComparison.Ordinal));

        // Configuration is published centrally from a later version on.
        Assert.That(kinds, Is.EquivalentTo(Enum.GetValues<MessageKind>().Except([MessageKind.Config])));
        Assert.That(names, Is.EquivalentTo(All.Select(m => m.Name)));
    }

    [TestCase("")]
    [TestCase("AAAA")]
    [TestCase("not base64!")]
    public void A_malformed_signature_is_wrong_and_no_exception(string signature)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.That(Signing.Verify(key, "payload"u8, signature), Is.False);
        Assert.That(Signing.Verify(key, "payload"u8, null), Is.False);
        Assert.That(Signing.Verify(key, "payload"u8, Convert.ToBase64String(new byte[64])), Is.False);
        Assert.That(Signing.Verify(key, "payload"u8, Convert.ToBase64String(new byte[100])), Is.False);
    }

    [Test]
    [Explicit("Writes the files anew, with new signatures: only for a change of the wire that was decided")]
    public void Write_the_golden_messages_again()
    {
        foreach (var message in All)
        {
            if (message.Kind != MessageKind.Evidence)
                File.WriteAllBytes(message.PayloadFile, message.Payload);
            File.WriteAllText(message.EnvelopeFile, JsonSerializer.Serialize(Golden.MakeEnvelope(message), Golden.EnvelopeJson) + "\n");
        }

        Assert.Pass($"{All.Count} messages written to {Golden.Folder}");
    }

    private static ECDsa PublicKeyOf(GoldenMessage message)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(Golden.Folder, (message.Kind == MessageKind.Command ? "central" : "device") + ".test-key.pub.pem")));
        return key;
    }

    private static string Text(byte[] payload) => System.Text.Encoding.Latin1.GetString(payload);
}
