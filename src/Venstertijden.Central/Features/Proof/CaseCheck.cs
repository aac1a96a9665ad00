using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Contracts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Proof;

/// <summary>A case against its own events: chain, row, messages, pictures. Of an erased one the chain, and that nothing is left.</summary>
internal sealed class CaseCheck(CentralDb db, Vault vault, LivePolicies policies, MessageCheck messages, ProofReport report)
{
    /// <summary>Cases are numbered without gaps per year: one that is gone shows.</summary>
    public async Task Numbers(CancellationToken ct)
    {
        var numbers = (await db.Cases.AsNoTracking().Select(c => c.Number).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        foreach (var counter in await db.Counters.AsNoTracking().Where(c => c.Name == CaseFile.NumberCounter).ToListAsync(ct))
        {
            for (long n = 1; n <= counter.Value; n++)
            {
                string number = string.Create(CultureInfo.InvariantCulture, $"{counter.Label}-{n:000000}");
                if (!numbers.Remove(number))
                    report.Wrong($"case {number}", "is gone");
            }
        }

        foreach (string number in numbers)
            report.Wrong($"case {number}", "has a number that was never given");
    }

    public async Task Run(Guid id, CancellationToken ct)
    {
        var row = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == id, ct);
        string where = $"case {row.Number}";
        report.Count("cases");
        var events = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == id).OrderBy(e => e.Number).ToListAsync(ct);
        report.Count("case events", events.Count);
        if (await CaseFile.FirstFault(db, id, ct) is { } fault)
            report.Wrong($"{where} event {fault}", "changed, missing or out of place");
        if (row.EventCount > events.Count)
            report.Wrong($"{where} event {row.EventCount}", "is gone from the end");
        else
            report.Unless(row.EventCount == events.Count && events is [.., var last] && row.LastEventHash == last.Hash, where, "its last event is not the one that the case names");
        if (row.ErasedAt is not null)
            await Erased(row, where, ct);
        else if (await CaseFile.Open(db, vault, id, ct) is { } file)
            await Open(row, file, events, where, ct);
        else
            report.Wrong(where, "its key is gone, and it was never erased");
    }

    private async Task Erased(CaseRow row, string where, CancellationToken ct)
    {
        report.Count("erased cases");
        report.Unless(row.PlateIndex is null && await vault.Find(db, row.Id, ct) is null, where, "is erased, and can still be opened or found");
        report.Unless(!await db.PictureContents.AnyAsync(c => db.Pictures.Any(p => p.Id == c.PictureId && p.CaseId == row.Id), ct), where, "is erased, and has pictures");
    }

    private async Task Open(CaseRow row, CaseFile file, List<CaseEventRow> rows, string where, CancellationToken ct)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            var (kept, happened) = (rows[i], file.Events[i]);
            report.Unless(Clock.Same(kept.At, happened.At) && kept.Actor == happened.By.Name && kept.Kind == happened.Kind, $"{where} event {kept.Number}", "its row does not say what the event says");
        }

        var (state, opened) = (file.Case, (CaseOpened)file.Events[0]);
        report.Unless(row.State == state.State && row.Offence == state.Offence && row.Reason == state.Reason && row.Zone == state.Zone && row.WarningOnly == state.WarningOnly, where, "its row does not say what its events say");
        // Cases that were decided before these columns were there do not fill them: nothing said is nothing wrong.
        report.Unless(
            (row.Regime is null || row.Regime == CaseRow.RegimeOf(state)) && (row.RejectedFor is null || row.RejectedFor == CaseRow.RejectedForOf(state)) && (row.NotFor is null || row.NotFor == CaseRow.NotForOf(state))
                && row.SentOn == state.SentOn && row.SecondPair == CaseRow.SecondPairOf(state),
            where, "its row does not say how it was decided and sent");
        report.Unless(row.PlateIndex == vault.PlateIndex(db.CurrentSite, state.Plate), where, "is not found under its plate");
        report.Unless(row.SettlesAt is null ? opened.SettlesAt is null : opened.SettlesAt is { } settles && Clock.Same(row.SettlesAt.Value, settles), where, "its settling time is not that of its events");
        var passages = await Passages(row, file, where, ct);
        Days(row, passages, where);
        await Pictures(row, file, passages, where, ct);
    }

    private async Task<List<(JudgedPassage Stored, PassageMessage Message)>> Passages(CaseRow row, CaseFile file, string where, CancellationToken ct)
    {
        var result = new List<(JudgedPassage, PassageMessage)>();
        var joined = file.Case.Passages.Select(p => p.Passage).ToHashSet();
        foreach (var passage in await db.CasePassages.AsNoTracking().Where(p => p.CaseId == row.Id).OrderBy(p => p.SeenFrom).ToListAsync(ct))
        {
            string place = $"{where} message {passage.Seq} of camera {passage.Camera}";
            report.Unless(joined.Remove(passage.Id), place, "never joined the case");
            var stored = StoredJson.Read<JudgedPassage>(file.Cipher.Open(passage.Sealed, CaseLibrary.PassagePlace(passage.Id)));
            var message = await messages.Run(stored, passage.Camera, passage.Chain, passage.Seq, place, ct);
            report.Unless(message.Id == passage.Id && Clock.Same(message.SeenFrom, passage.SeenFrom), place, "its row does not say what the message says");
            result.Add((stored, message));
        }

        foreach (var gone in joined)
            report.Wrong($"{where} passage {gone}", "is gone");
        return result;
    }

    private void Days(CaseRow row, List<(JudgedPassage Stored, PassageMessage Message)> passages, string where)
    {
        if (passages.Count == 0)
            return;
        // Two cameras may have seen it at the same moment: the act is then that of whichever came in first.
        var act = passages.Find(p => p.Message.SeenFrom == passages[0].Message.SeenFrom && p.Message.Camera == row.Camera.Value);
        act = act.Message is null ? passages[0] : act;
        report.Unless(
            Clock.Same(row.FirstSeen, act.Message.SeenFrom) && Clock.Same(row.LastSeen, passages.Max(p => p.Message.SeenFrom)) && row.Camera.Value == act.Message.Camera && row.ActDate == DutchTime.Local(act.Message.SeenFrom).Date,
            where, "day, time or camera is not that of its messages");
        var versions = act.Stored.Earlier.Prepend(act.Stored.Verdict).Select(v => v.PolicyVersion).ToHashSet(StringComparer.Ordinal);
        var documents = policies.Current.Documents.Where(d => versions.Contains(d.Version.ToString())).ToList();
        if (documents.Count > 0)
            report.Unless(documents.Any(d => Deadlines.Of(act.Message.SeenFrom, d) == new Deadlines(row.ActDate, row.LegalLastDay, row.InternalLastDay)), where, "its last days are not those that the rules give");
    }

    private async Task Pictures(CaseRow row, CaseFile file, List<(JudgedPassage Stored, PassageMessage Message)> passages, string where, CancellationToken ct)
    {
        var named = passages.SelectMany(p => p.Message.Evidence.DistinctBy(e => e.Sha256).Select(e => (p.Message.Id, e))).ToDictionary(e => (e.Id, e.e.Sha256), e => e.e);
        var received = file.Case.Pictures.Select(p => p.Picture).ToHashSet();
        foreach (var picture in await db.Pictures.AsNoTracking().Where(p => p.CaseId == row.Id).ToListAsync(ct))
        {
            string place = $"{where} picture {picture.Id}";
            report.Count("pictures");
            bool signed = named.Remove((picture.PassageId, picture.Sha256), out var item);
            report.Unless(signed && item!.Kind == picture.Kind && item.MediaType == picture.MediaType && item.Bytes == picture.Bytes, place, "is not one that a signed message named");
            bool came = received.Remove(picture.Id);
            report.Unless(came == picture.ReceivedAt is not null, place, "its events and its row differ on whether it came");
            var content = await db.PictureContents.AsNoTracking().FirstOrDefaultAsync(c => c.PictureId == picture.Id, ct);
            if (content is null)
                report.Unless(!came, place, "is gone");
            else
                Content(file, picture, content, place);
        }

        foreach (var (id, sha) in named.Keys)
            report.Wrong($"{where} picture {sha[..12]}... of passage {id}", "its row is gone");
        foreach (var gone in received)
            report.Wrong($"{where} picture {gone}", "came, and its row is gone");
    }

    private void Content(CaseFile file, EvidencePicture picture, EvidenceContent content, string place)
    {
        byte[] plain;
        try
        {
            plain = file.Cipher.Open(content.Sealed, EvidenceStore.Place(picture.Id));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            report.Wrong(place, "does not open: it was changed");
            return;
        }

        report.Unless(Signing.Hash(plain) == picture.Sha256, place, "its hash is not the one that the camera signed");
    }
}
