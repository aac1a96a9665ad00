using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Review;

/// <summary>
/// The two readers of a camera beside plates that an officer confirmed. Only counts are kept: no plate, no case. The plates are
/// those of decided cases, so a read that no register knows is not among them.
/// </summary>
/// <param name="Confirmed">Plates that an officer confirmed.</param>
/// <param name="ReaderRight">Of these, read right by the reader.</param>
/// <param name="SecondTried">Of these, read by the second reader as well.</param>
/// <param name="SecondRight">Of the last, read right by the second reader.</param>
/// <param name="BothWrong">Both read it, and both wrong.</param>
public sealed record ReadTruth(long Confirmed, long ReaderRight, long SecondTried, long SecondRight, long BothWrong)
{
    private const string Counter = "reads-confirmed";
    private const string Right = "right", Wrong = "wrong", None = "none";

    /// <summary>Counts the readers of the case's act when this is the first event that confirms its plate.</summary>
    /// <param name="db">The unit of work in which the event is saved.</param>
    /// <param name="view">The case as it was before.</param>
    /// <param name="happened">What the officer did now.</param>
    /// <param name="ct">Stops.</param>
    public static async Task Count(CentralDb db, CaseView view, IReadOnlyList<CaseEvent> happened, CancellationToken ct)
    {
        if (view.Events.Any(Confirms) || happened.FirstOrDefault(Confirms) is not { } confirming || view.Act.Message.Plate is not { } read)
            return;
        var truth = confirming is PlateCorrected corrected ? corrected.To : view.Case.Plate;
        await Counters.Add(db, Counter, Label(view.Row.Camera, read.Text == truth, read.SecondReader is { } second ? second == truth : null), 1, ct);
    }

    /// <summary>What was counted, by camera; a camera without confirmed plates is left out.</summary>
    public static async Task<IReadOnlyDictionary<CameraId, ReadTruth>> ByCamera(CentralDb db, CancellationToken ct)
    {
        var counted = await db.Counters.AsNoTracking().Where(c => c.Name == Counter).Select(c => new { c.Label, c.Value }).ToListAsync(ct);
        return counted
            .Select(c => (Parts: c.Label.Split('/'), c.Value))
            .GroupBy(c => CameraId.Parse(c.Parts[0]))
            .ToDictionary(same => same.Key, same => new ReadTruth(
                same.Sum(c => c.Value),
                same.Where(c => c.Parts[1] == Right).Sum(c => c.Value),
                same.Where(c => c.Parts[2] != None).Sum(c => c.Value),
                same.Where(c => c.Parts[2] == Right).Sum(c => c.Value),
                same.Where(c => c.Parts[1] == Wrong && c.Parts[2] == Wrong).Sum(c => c.Value)));
    }

    private static bool Confirms(CaseEvent happened) => happened is CaseApproved or WarningDecided or PlateCorrected;

    private static string Label(CameraId camera, bool reader, bool? second) =>
        $"{camera}/{(reader ? Right : Wrong)}/{second switch { true => Right, false => Wrong, null => None }}";
}
