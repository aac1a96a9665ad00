using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Proof;
using Venstertijden.Central.Tests.Builders;

namespace Venstertijden.Central.Tests.Features.Proof;

public class DossierTests
{
    private ProvenTown _proven;
    private SortedDictionary<string, byte[]> _files = null!;

    [OneTimeSetUp]
    public async Task MakeADossier()
    {
        _proven = await ProvenTown.Build();
        _files = Unpack((await _proven.Dossier())!.Zip);
    }

    [OneTimeTearDown]
    public async Task StopTown() => await _proven.DisposeAsync();

    [Test]
    public void It_holds_what_a_judge_needs_and_is_whole_without_our_system()
    {
        var report = Verify(_files, trust: true);
        Assert.That(report.Findings.Select(f => f.ToString()), Is.Empty);
        Assert.That(report.Looked, Does.Contain("pictures 2").And.Contain("messages 1"));
        Assert.That(_files.Keys, Is.SupersetOf(new[] { "LEESMIJ.txt", "case.json", "events.json", "messages.json", "uitleg.txt", "verdicts.json", "samenvatting.pdf", "papers.json", "controle.html", "manifest.json", "manifest.sig" }));
        Assert.That(Encoding.UTF8.GetString(_files["uitleg.txt"]), Does.Contain("V-56-KVT").And.Contain("buiten de venstertijd"));
        Assert.That(Encoding.UTF8.GetString(_files["case.json"]), Does.Contain("\"officerNumber\": \"123456\""));
        Assert.That(report.Looked, Does.Contain("papers "));
        Assert.That(_files.Keys.Where(n => n.StartsWith("papers/", StringComparison.Ordinal)), Is.Not.Empty, "with their uploads");
        var chain = _files.Single(f => f.Key.StartsWith("chain/", StringComparison.Ordinal));
        Assert.That(Encoding.UTF8.GetString(chain.Value), Does.Contain("\"from\": 4").And.Not.Contain(A.Van), "from the checkpoint before; of others no plate");
    }

    [Test]
    public async Task The_same_case_in_the_same_state_gives_the_same_bytes_and_each_making_is_on_record()
    {
        byte[] once = (await _proven.Dossier())!.Zip, again = (await _proven.Dossier())!.Zip;
        Assert.That(again, Is.EqualTo(once));
        await using var db = _proven.Town.Open();
        Assert.That(await db.Audit.CountAsync(a => a.Action == "case.dossier"), Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public void Whose_key_it_is_was_not_checked_without_trust_and_is_said()
    {
        var report = Verify(_files, trust: false);
        Assert.That(report.IsWhole, Is.True);
        Assert.That(report.Remarks, Has.Some.Contains("was not checked"));
    }

    [Test]
    public void Another_municipalitys_key_is_not_trusted()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        using var ring = new KeyRing();
        ring.AddPem(other.ExportSubjectPublicKeyInfoPem());
        using var zip = new MemoryStream(DossierFiles.Zip(_files));
        Assert.That(DossierVerification.Run(zip, ring).Findings.Select(f => f.What), Has.Some.Contains("none of the trusted keys"));
    }

    [Test]
    public void A_flipped_bit_in_any_file_is_found()
    {
        var random = new Random(1);
        foreach (var (name, content) in _files)
        {
            foreach (int at in Enumerable.Range(0, 12).Select(_ => random.Next(content.Length)).Append(0).Append(content.Length - 1))
            {
                byte[] changed = [.. content];
                changed[at] ^= (byte)(1 << random.Next(8));
                Assert.That(WholeWith(name, changed), Is.False, $"{name} byte {at}");
            }
        }
    }

    [Test]
    public void Every_bit_of_the_signature_counts()
    {
        byte[] signature = _files[DossierFiles.Signature];
        for (int bit = 0; bit < signature.Length * 8; bit += 3)
        {
            byte[] changed = [.. signature];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(WholeWith(DossierFiles.Signature, changed), Is.False, $"bit {bit}");
        }
    }

    [Test]
    public void A_file_taken_out_or_put_in_is_found()
    {
        foreach (string name in _files.Keys.Where(n => n != DossierFiles.Manifest))
            Assert.That(Verify(new(_files.Where(f => f.Key != name).ToDictionary(), StringComparer.Ordinal), trust: true).IsWhole, Is.False, name);
        Assert.That(WholeWith("extra.txt", [1]), Is.False);
    }

    [TestCase("no zip at all")]
    [TestCase("")]
    public void What_is_no_dossier_is_refused(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.That(() => DossierVerification.Run(stream, null), Throws.TypeOf<InvalidDataException>());
    }

    /// <summary>A forger who can sign the list himself (the reader trusts his key) still has to forge cameras, events and rules.</summary>
    [TestCase("case.json", "\"state\": \"approved\"", "\"state\": \"rejected\"")]
    [TestCase("case.json", "V56KVT", "V56KVV")]
    [TestCase("papers.json", "\"mediaType\": \"application/pdf\",\n        \"bytes\": ", "\"mediaType\": \"application/pdf\",\n        \"bytes\": 1")]
    [TestCase("events.json", "\"equal\": true", "\"equal\": false")]
    [TestCase("messages.json", "\"seq\": 9", "\"seq\": 8")]
    [TestCase("verdicts.json", "\"verdict\": \"suspected\"", "\"verdict\": \"allowed\"")]
    public void Files_that_contradict_each_other_are_found_even_under_a_good_signature(string name, string from, string to)
    {
        string text = Encoding.UTF8.GetString(_files[name]);
        Assert.That(text, Does.Contain(from));
        var files = new SortedDictionary<string, byte[]>(_files, StringComparer.Ordinal) { [name] = Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)) };
        Assert.That(Verify(SignedAnew(files), trust: true).IsWhole, Is.False);
    }

    [Test]
    public void A_paper_that_was_swapped_for_another_is_found_even_under_a_good_signature()
    {
        string name = _files.Keys.First(n => n.StartsWith("papers/", StringComparison.Ordinal));
        var files = new SortedDictionary<string, byte[]>(_files, StringComparer.Ordinal) { [name] = "%PDF-1.4 another"u8.ToArray() };
        Assert.That(Verify(SignedAnew(files), trust: true).Findings.Select(f => f.ToString()), Is.EqualTo(new[] { $"{name}: is not the paper that was filed" }));
    }

    [Test]
    public void The_summary_says_rule_sign_list_clock_pictures_and_papers_on_a_sheet_that_can_be_read_aloud()
    {
        using var read = PdfSharp.Pdf.IO.PdfReader.Open(new MemoryStream(_files["samenvatting.pdf"]), PdfSharp.Pdf.IO.PdfDocumentOpenMode.Import);
        Assert.That(read.Info.Title, Is.EqualTo("Zaak 2026-000001 in het kort"));
        Assert.That(read.Internals.Catalog.Elements.GetDictionary("/MarkInfo"), Is.Not.Null);
    }

    [Test]
    public void The_page_that_checks_it_lets_in_nothing_but_its_own_script_and_style()
    {
        string page = Encoding.UTF8.GetString(_files["controle.html"]);
        string script = page.Split("<script>")[1].Split("</script>")[0];
        Assert.That(page, Does.Contain($"script-src 'sha256-{Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'").And.Contain("default-src 'none'"));
        Assert.That(page, Does.Not.Contain("http://").And.Not.Contain("https://"));
    }

    [Test]
    public async Task Of_an_erased_case_there_is_none()
    {
        await using var db = _proven.Town.Open();
        Assert.That(await _proven.Dossier((await db.Cases.SingleAsync(c => c.ErasedAt != null)).Id), Is.Null);
    }

    private SortedDictionary<string, byte[]> SignedAnew(SortedDictionary<string, byte[]> files)
    {
        files.Remove(DossierFiles.Manifest);
        files.Remove(DossierFiles.Signature);
        var key = _proven.Town.Get<CentralKey>();
        byte[] manifest = DossierFiles.Json(new DossierManifest(1, "assen", "2026-000001", key.KeyId, [.. files.Select(f => new ManifestFile(f.Key, f.Value.Length, Contracts.Signing.Hash(f.Value)))]));
        files[DossierFiles.Manifest] = manifest;
        files[DossierFiles.Signature] = Encoding.ASCII.GetBytes(key.Sign(manifest) + "\n");
        return files;
    }

    private bool WholeWith(string name, byte[] content) => Verify(new SortedDictionary<string, byte[]>(_files, StringComparer.Ordinal) { [name] = content }, trust: true).IsWhole;

    private ProofReport Verify(SortedDictionary<string, byte[]> files, bool trust)
    {
        using var ring = new KeyRing();
        ring.AddPem(_proven.Town.Get<CentralKey>().PublicKeyPem);
        using var zip = new MemoryStream(DossierFiles.Zip(files));
        return DossierVerification.Run(zip, trust ? ring : null);
    }

    private static SortedDictionary<string, byte[]> Unpack(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            files[entry.FullName] = copy.ToArray();
        }

        return files;
    }
}
