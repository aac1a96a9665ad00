using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Plates known as cloned or as look-alikes. The list shows no plate: it holds none.</summary>
public sealed class MarksModel(PlateMarkDesk desk, IStringLocalizer<MatchingTexts> texts) : PageModel
{
    [BindProperty] public string? Plate { get; set; }
    [BindProperty] public string? Kind { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public IReadOnlyList<PlateMark> Marks { get; private set; } = [];

    /// <summary>Problem per field; the key is the field's name.</summary>
    public Dictionary<string, string> Problems { get; } = new(StringComparer.Ordinal);

    private Person Me => Person.Required(User);

    public async Task OnGetAsync(CancellationToken ct) => Marks = await desk.Standing(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!PlateText.TryParse(Plate, CountryCode.Netherlands, out var plate)) Problems["Plate"] = texts["marks.plate.bad"];
        if (Kind is not (PlateMark.Cloned or PlateMark.LookAlike)) Problems["Kind"] = texts["marks.kind.bad"];
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Trim().Length > 200) Problems["Reason"] = texts["marks.reason.bad"];
        if (Problems.Count == 0)
        {
            if (await desk.Add(plate, Kind!, Reason!.Trim(), Me.Actor, ct))
            {
                TempData.Tell(texts["marks.added", plate.Shown]);
                return RedirectToPage();
            }

            Problems["Plate"] = texts["marks.plate.there"];
        }

        Marks = await desk.Standing(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid row, CancellationToken ct)
    {
        TempData.Tell(texts[await desk.Withdraw(row, Me.Actor, ct) ? "marks.withdrawn" : "told.gone"]);
        return RedirectToPage();
    }
}
