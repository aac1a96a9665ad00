using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Annulments;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>
/// Takes in what the fining body answers. One file is one save: what of it can be taken in is, what contradicts is a line on the page, and a file that cannot be
/// read changes nothing. The same file twice does nothing the second time.
/// </summary>
public sealed class DeliveryAnswers(Vault vault, IClock clock)
{
    /// <summary>Takes a file in, or refuses it; either is on record.</summary>
    public async Task<DeliveryAnswer> Take(CentralDb db, string name, byte[] content, Actor actor, CancellationToken ct)
    {
        string hash = Signing.Hash(content);
        if (await db.DeliveryAnswers.FirstOrDefaultAsync(a => a.Sha256 == hash && a.IsTakenIn, ct) is { } before)
            return before;
        var (file, faults) = content.Length <= ICaseExport.MaxAnswerBytes ? ReturnFile.Read(content) : (null, ["the file is too great"]);
        if (file is null)
            return await Keep(db, name, hash, null, 0, faults, actor, ct);
        if (await db.DeliveryAnswers.AnyAsync(a => a.ReturnId == file.Id && a.IsTakenIn, ct))
            return await Keep(db, name, hash, file, 0, [$"a file with id {file.Id} and other content was taken in before"], actor, ct, refused: true);
        if (await db.DeliveryBatches.FirstOrDefaultAsync(b => b.Number == file.Batch, ct) is not { } batch)
            return await Keep(db, name, hash, file, 0, [$"there is no batch {file.Batch}"], actor, ct, refused: true);

        var items = await db.DeliveryItems.Where(i => i.BatchId == batch.Id).ToDictionaryAsync(i => i.CaseNumber, StringComparer.Ordinal, ct);
        var (problems, applied) = (new List<string>(), 0);
        foreach (var line in file.Lines)
        {
            if (!items.TryGetValue(line.Case, out var item))
                problems.Add($"{line.Case}: not in batch {batch.Number}");
            else if (await Apply(db, batch, item, line, actor, ct) is not { } problem)
                applied++;
            else if (problem.Length > 0)
                problems.Add($"{line.Case}: {problem}");
        }

        // What was answered has arrived, whatever sending still thinks.
        if (batch.State == BatchState.Ready)
            (batch.State, batch.SentAt) = (BatchState.Sent, clock.GetCurrentInstant());
        if (items.Values.All(i => i.Outcome != ItemOutcome.Open))
            batch.State = BatchState.Answered;
        return await Keep(db, name, hash, file, applied, problems, actor, ct);
    }

    /// <summary>Null when done, empty when it was so already, else what is wrong.</summary>
    private async Task<string?> Apply(CentralDb db, DeliveryBatch batch, DeliveryItem item, ReturnLine line, Actor actor, CancellationToken ct)
    {
        if (await CaseFile.Open(db, vault, item.CaseId, ct) is not { } file)
            return "its data was erased";
        var now = clock.GetCurrentInstant();
        switch (line)
        {
            case HeldLine held:
                var sent = file.Events.OfType<CaseExported>().Last(e => e.Batch == batch.Number);
                (item.ReadBackAt, item.Differences) = (now, string.Join(';', CaseContent.Read(sent.Content).DifferencesWith(held.Held)));
                return item.Differences.Length == 0 ? null : $"held otherwise: {item.Differences}";
            case AcceptedLine or RefusedLine when item.Outcome != ItemOutcome.Open:
                return SaysTheSame(file, item, line) ? "" : $"answered before as {Kebab.Name(item.Outcome)}";
            case AcceptedLine accepted:
                file.Append(new CaseAccepted(now, actor, batch.Number, accepted.CjibNumber, accepted.SentOn));
                (item.Outcome, item.AnsweredAt) = (ItemOutcome.Accepted, now);
                return accepted.SentOn > file.Row.LegalLastDay ? $"sent on {accepted.SentOn:uuuu-MM-dd}, after the legal last day" : null;
            case RefusedLine refused:
                file.Append(new CaseRefused(now, actor, batch.Number, refused.Code, refused.Text));
                (item.Outcome, item.AnsweredAt, item.RefusalCode) = (ItemOutcome.Refused, now, refused.Code);
                // Asked back while it was under way: there is no sanction, so nothing to answer.
                foreach (var asked in await db.AnnulmentCases.Where(a => a.CaseId == item.CaseId && a.Outcome == AnnulmentOutcome.Requested).ToListAsync(ct))
                    (asked.Outcome, asked.DoneAt, asked.AnsweredBy, asked.Note) = (AnnulmentOutcome.Lapsed, now, actor.Name, refused.Code);
                return null;
            // A sanction that was taken back is final too, and stays on record as taken back.
            case FinalLine when file.Case.State is CaseState.Annulled or CaseState.Withdrawn:
                return "";
            case FinalLine final when CaseMoves.MayFollow(file.Case.State, CaseState.Closed) && item.Outcome == ItemOutcome.Accepted:
                file.Append(new CaseClosed(now, actor, final.Outcome));
                return null;
            case FinalLine when file.Case.State == CaseState.Closed:
                return "";
            default:
                return $"final, but the case is {Kebab.Name(file.Case.State)}";
        }
    }

    private static bool SaysTheSame(CaseFile file, DeliveryItem item, ReturnLine line) => line switch
    {
        AcceptedLine a => item.Outcome == ItemOutcome.Accepted && file.Events.OfType<CaseAccepted>().Last() is var was && was.CjibNumber == a.CjibNumber && was.SentOn == a.SentOn,
        RefusedLine r => item.Outcome == ItemOutcome.Refused && item.RefusalCode == r.Code,
        _ => false,
    };

    private async Task<DeliveryAnswer> Keep(CentralDb db, string name, string hash, ReturnFile? file, int applied, IReadOnlyList<string> problems, Actor actor, CancellationToken ct, bool refused = false)
    {
        string text = string.Join('\n', problems);
        var answer = new DeliveryAnswer
        {
            Id = Guid.CreateVersion7(), FileName = name.Length > 200 ? name[..200] : name, Sha256 = hash, At = clock.GetCurrentInstant(), By = actor.Name, ReturnId = file?.Id, BatchNumber = file?.Batch,
            IsTakenIn = file is not null && !refused, Applied = applied, Problems = text.Length > DeliveryAnswer.MaxProblems ? text[..DeliveryAnswer.MaxProblems] : text,
        };
        db.DeliveryAnswers.Add(answer);
        AuditTrail.Record(db, actor, answer.IsTakenIn ? "delivery.answer" : "delivery.answer-refused", $"batch:{file?.Batch ?? "?"}", $"{hash}: {applied} lines", answer.At);
        await db.SaveChangesAsync(ct);
        return answer;
    }
}
