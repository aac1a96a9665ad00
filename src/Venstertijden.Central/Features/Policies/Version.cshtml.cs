using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>One version of one document: in plain words and as it is written.</summary>
public sealed class VersionModel(PolicyDesk desk, PolicyInWords words) : PageModel
{
    public StoredPolicy Row { get; private set; } = null!;
    public PolicyDocument? Document { get; private set; }
    public IReadOnlyList<RuleSection> Sections { get; private set; } = [];

    /// <summary>The versions of the same zone to compare with, nearest first.</summary>
    public IReadOnlyList<StoredPolicy> Others { get; private set; } = [];

    public int Examples => Sections.Sum(s => s.Lines.Count(l => l.IsExample));

    public async Task<IActionResult> OnGetAsync(string document, int number, CancellationToken ct)
    {
        var stored = await desk.Stored(ct);
        if (stored.Find(s => s.DocumentId == document && s.Number == number) is not { } row)
            return NotFound();
        Row = row;
        Document = PolicyReader.ReadDocument(row.FileName, row.Yaml, out _);
        Sections = Document is null ? [] : words.Of(Document);
        var ofZone = stored.Where(s => s.Zone == row.Zone).ToList();
        int at = ofZone.FindIndex(s => s.Id == row.Id);
        Others = [.. ofZone.Where(s => s.Id != row.Id).OrderBy(s => Math.Abs(ofZone.IndexOf(s) - at)).ThenBy(s => ofZone.IndexOf(s))];
        return Page();
    }
}
