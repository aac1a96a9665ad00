using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>Two documents side by side: what changes in the rules, and in the text. A draft may stand on the right.</summary>
public sealed class DifferenceModel(PolicyDesk desk, PolicyInWords words) : PageModel
{
    /// <summary>A version, such as <c>assen-brink-2023-01-01/1</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "van")] public string? From { get; set; }

    /// <summary>A version, or the id of a draft.</summary>
    [BindProperty(SupportsGet = true, Name = "naar")] public string? To { get; set; }

    public string ToName { get; private set; } = "";

    /// <summary>Null when one of the two cannot be read.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<DiffLine> Lines)>? InWords { get; private set; }

    public IReadOnlyList<DiffLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var stored = await desk.Stored(ct);
        string? after = stored.Find(s => s.VersionName.ToString() == To)?.Yaml;
        ToName = To ?? "";
        if (after is null && Guid.TryParse(To, out var id) && await desk.Find(id, ct) is { } draft)
            (after, ToName) = (draft.Yaml, draft.Title);
        if (stored.Find(s => s.VersionName.ToString() == From)?.Yaml is not { } before || after is null)
            return NotFound();
        if (PolicyReader.ReadDocument("", before, out _) is { } old && PolicyReader.ReadDocument("", after, out _) is { } fresh)
            InWords = words.Differences(old, fresh);
        Lines = LineDiff.Of(YamlOnScreen.LinesOf(before), YamlOnScreen.LinesOf(after));
        return Page();
    }
}
