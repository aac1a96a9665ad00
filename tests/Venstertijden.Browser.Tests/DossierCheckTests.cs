using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Proof;
using Venstertijden.Testing.Web;

namespace Venstertijden.Browser.Tests;

/// <summary>The page in a dossier, opened from a disk as a judge would: it checks the zip it came in, and sees one changed bit.</summary>
public class DossierCheckTests
{
    private string _folder = null!;
    private byte[] _zip = null!;

    [OneTimeSetUp]
    public async Task MakeADossier()
    {
        _folder = Directory.CreateTempSubdirectory("vth-dossier-").FullName;
        await using var web = await WebUnderTest.StartAsync();
        await web.SeedAsync();
        var id = await new CaseSeed().AddTo(web);
        await web.InScope(async services => _zip = (await services.GetRequiredService<DossierWriter>().Write(id, Actor.System("test"), default))!.Zip);
        using var archive = new ZipArchive(new MemoryStream(_zip));
        archive.GetEntry("controle.html")!.ExtractToFile(Path.Combine(_folder, "controle.html"));
    }

    [OneTimeTearDown]
    public void RemoveIt() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task It_finds_a_whole_dossier_whole_and_one_changed_bit_anywhere_in_it()
    {
        var page = await Chromium.NewPage(new Uri("file:///"));
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(new Uri(Path.Combine(_folder, "controle.html")).AbsoluteUri);
        Assert.That(await Outcome(page, _zip), Is.EqualTo("whole"), await page.Locator("#rows").InnerTextAsync());
        Assert.That(await page.Locator("#rows tr").CountAsync(), Is.EqualTo(8));
        foreach (var (name, at) in Places())
        {
            byte[] changed = [.. _zip];
            changed[at] ^= 1;
            Assert.That(await Outcome(page, changed), Is.EqualTo("broken"), $"{name} at {at}");
        }

        Assert.That(asked, Has.All.StartWith("file:"), "nothing is asked of a network");
        await page.Context.CloseAsync();
    }

    /// <summary>A place in the middle of each new part, of a picture, and of the list at the zip's end.</summary>
    private IEnumerable<(string Name, int At)> Places()
    {
        string[] parts = ["samenvatting.pdf", "papers.json", "controle.html", "manifest.sig"];
        using var archive = new ZipArchive(new MemoryStream(_zip));
        foreach (var entry in archive.Entries.Where(e => parts.Contains(e.FullName) || e.FullName.EndsWith("-overview.jpg", StringComparison.Ordinal) || e.FullName.StartsWith("papers/1-", StringComparison.Ordinal)))
            yield return (entry.FullName, _zip.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(entry.FullName)) + entry.FullName.Length + ((int)entry.CompressedLength / 2));
        yield return ("the end", _zip.Length - 12);
    }

    private static async Task<string> Outcome(IPage page, byte[] zip)
    {
        await page.Locator("#zip").SetInputFilesAsync(Array.Empty<FilePayload>());
        await page.EvaluateAsync("() => { delete document.documentElement.dataset.outcome; }");
        await page.Locator("#zip").SetInputFilesAsync(new FilePayload { Name = "dossier.zip", MimeType = "application/zip", Buffer = zip });
        await page.Locator("html[data-outcome]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return (await page.Locator("html").GetAttributeAsync("data-outcome"))!;
    }
}
