using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Proof;

/// <summary>Says what a dossier is, makes it, and lists those that were made before.</summary>
public sealed class DossierModel(CentralDb db, Vault vault, DossierWriter writer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public CaseRow Row { get; private set; } = null!;

    public IReadOnlyList<IssuedDossier> Made { get; private set; } = [];

    /// <summary>Who may still have to judge this case reads the plate himself first: the dossier would tell it.</summary>
    public bool ReadsBlindFirst { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await Find(ct))
            return NotFound();
        Made = await db.Dossiers.AsNoTracking().Where(d => d.CaseId == Id).OrderByDescending(d => d.At).Take(50).ToListAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await Find(ct))
            return NotFound();
        if (ReadsBlindFirst || Row.ErasedAt is not null || await writer.Write(Id, Person.Required(User).Actor, ct) is not { } dossier)
            return RedirectToPage(new { id = Id });
        Response.Headers.CacheControl = "no-store";
        return File(dossier.Zip, "application/zip", dossier.FileName);
    }

    private async Task<bool> Find(CancellationToken ct)
    {
        if (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Id, ct) is not { } row)
            return false;
        Row = row;
        var me = Person.Required(User).Id;
        ReadsBlindFirst = (row.SecondPair == CaseRow.SecondPairWaits && row.NotFor != me) || CaseMoves.Undecided.Contains(row.State) && await CaseFile.Open(db, vault, Id, ct) is { } file && !file.Events.Any(e => e is PlateRead or PlateCorrected && e.By.UserId == me);
        return true;
    }
}
