using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>The officer's side: how does the person concerned get in, and what did he write?</summary>
[ResponseCache(NoStore = true)]
public sealed class AccessModel(CentralDb db, Vault vault, OwnCaseDesk desk, CentralOptions options, NodaTime.IClock clock, IStringLocalizer<OwnCaseTexts> texts) : PageModel
{
    private const string CodeOnce = "own-case.code";

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public int Seen { get; set; }

    public CaseRow Row { get; private set; } = null!;
    public OwnCaseKey? Key { get; private set; }

    /// <summary>What the person wrote, newest last, and whether nobody has marked it as read.</summary>
    public IReadOnlyList<(OwnComment Comment, bool Unread)> Comments { get; private set; } = [];

    /// <summary>The new code, on the one page after it was made; null elsewhere.</summary>
    public string? NewCode { get; private set; }

    public bool MayHaveCode => OwnCaseDesk.MayHaveCode(Row);

    /// <summary>Where the person types it.</summary>
    public string Where => options.Mail.Link is { } link ? new Uri(new Uri(link), OwnCaseSession.SignInPath).AbsoluteUri : $"{Request.Scheme}://{Request.Host}{OwnCaseSession.SignInPath}";

    private Person Me => Person.Required(User);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Id, ct) is not { } row)
            return NotFound();
        (Row, Key) = (row, await desk.Find(Id, ct));
        NewCode = TempData[CodeOnce] as string;
        // Only a case with comments is opened for it.
        if (Key?.LastCommentAt is not null && await CaseFile.Open(db, vault, Id, ct) is { } file)
        {
            var written = file.Events.OfType<PersonCommented>().Select(e => new OwnComment(e.At, e.Text)).ToList();
            Comments = [.. written.Select((c, i) => (c, i >= written.Count - Key.Unread))];
            Audit.AuditTrail.Record(db, Me.Actor, "case.look", $"case:{row.Number}", "reacties lezen", clock.GetCurrentInstant());
            await db.SaveChangesAsync(ct);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken ct)
    {
        if (await desk.NewCode(Id, Me.Actor, ct) is { } code)
            TempData[CodeOnce] = code;
        else
            TempData.Tell(texts["access.not-yet"], tone: Shared.Tags.Tone.Warning);
        return RedirectToPage(new { id = Id });
    }

    public async Task<IActionResult> OnPostReadAsync(CancellationToken ct)
    {
        await desk.MarkRead(Id, Seen, Me.Actor, ct);
        TempData.Tell(texts["access.read.told"]);
        return RedirectToPage(new { id = Id });
    }
}
