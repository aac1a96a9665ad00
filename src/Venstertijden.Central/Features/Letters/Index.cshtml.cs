using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Venstertijden.Central.Features.Letters;

/// <summary>The letters that leave the house, and who wrote their text last.</summary>
public sealed class IndexModel(LetterTemplates templates) : PageModel
{
    public IReadOnlyList<LetterVersion> Letters { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var letters = new List<LetterVersion>();
        foreach (var kind in Enum.GetValues<LetterKind>())
            letters.Add(await templates.Current(kind, ct));
        Letters = letters;
    }
}
