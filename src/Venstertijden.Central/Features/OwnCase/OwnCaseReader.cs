using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Proof;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>Opens the one case of a session for the person concerned; every look is on record as his.</summary>
public sealed class OwnCaseReader(CentralDb db, CaseLibrary library, CaseAccounts accounts, DossierPapers papers, EvidenceStore evidence)
{
    private const string Purpose = "own-case";

    /// <summary>The story, and the case while there is more to show of it; null when there is no such case here.</summary>
    public async Task<(OwnCaseStory Story, CaseView? View)?> Look(Guid id, CancellationToken ct)
    {
        if (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct) is not { } row)
            return null;
        if (row.ErasedAt is not null || await library.Look(id, OwnCaseSession.Actor, Purpose, ct) is not { } view)
            return (OwnCaseStory.OfErased(row.Number), null);
        var story = OwnCaseStory.Of(view);
        return (story, story.IsOver ? null : view);
    }

    /// <summary>Whether its pictures are shown: not of a case that ended without a sanction, nor while it is judged (again).</summary>
    public async Task<bool> ShowsPictures(Guid id, CancellationToken ct) =>
        await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct) is { ErasedAt: null } row && !CaseMoves.Undecided.Contains(row.State) && row.State is not (CaseState.Lapsed or CaseState.Annulled or CaseState.Withdrawn or CaseState.Rejected);

    /// <summary>The explanation as a document: what was seen, the rule, the sign, the list, the clock, the pictures. Dutch; without names. Null when there is nothing (more) to show.</summary>
    public async Task<(string Number, byte[] Pdf)?> Sheet(Guid id, CancellationToken ct)
    {
        if (!await ShowsPictures(id, ct) || await Look(id, ct) is not ({ } story, { } view))
            return null;
        var pictures = new List<(PictureView Picture, byte[] Content)>();
        foreach (var picture in view.Pictures.Where(p => p.ReceivedAt is not null))
            if (await evidence.Open(picture.Id, ct) is { } open)
                pictures.Add((picture, open.Content));
        return (story.Number, DossierSummary.Write(view, Shared.Language.InDutch(() => accounts.Given(view)), await papers.Of(view, ct), pictures, forPerson: true));
    }
}
