using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Copy;

namespace Venstertijden.Central.Features.Matching;

/// <summary>
/// What copies of the register said of a case's vehicle and when, from what was kept with the case: the verdicts, and what later copies said
/// otherwise. The copies themselves are gone by then. Pure.
/// </summary>
public static class CopiedFacts
{
    /// <summary>All that is known of it, oldest first.</summary>
    /// <param name="stored">The passage.</param>
    /// <param name="events">Of its case: an officer may have corrected the plate.</param>
    public static IEnumerable<RegisterSaid> Of(JudgedPassage stored, IEnumerable<CaseEvent> events)
    {
        string read = stored.ReadPassage().Plate?.Text ?? "";
        var verdicts = stored.Earlier.Append(stored.Verdict).Select(v => Said(v.Supplied?.Plate?.Text ?? read, v));
        var corrected = events.OfType<PlateCorrected>().Where(c => c.Record is not null).Select(c => Said(c.To, c.Record!));
        return verdicts.Concat(corrected).Concat(stored.RegisterSince).OrderBy(s => s.At);
    }

    /// <summary>What a copy had said by a moment, the first where that is before any; null when none spoke of the plate.</summary>
    public static RegisterVehicle? At(IEnumerable<RegisterSaid> said, string plate, Instant at)
    {
        RegisterSaid[] copies = [.. said.Where(s => s.Plate == plate && RegisterCopy.IsVersion(s.RegisterVersion))];
        return (copies.LastOrDefault(s => s.At <= at) ?? copies.FirstOrDefault())?.Vehicle?.Of(plate);
    }

    /// <summary>What has to be kept now, because the copy in use says something else than what was last kept; null when it does not.</summary>
    public static RegisterSaid? Next(JudgedPassage stored, IEnumerable<CaseEvent> events, Judgement judged, Facts known)
    {
        if (known is not { Copy: not null, Register: { } register } || judged.Plate is not { } plate)
            return null;
        var now = VerdictRecords.VehicleOf(judged);
        return Of(stored, events).LastOrDefault(s => s.Plate == plate.Text) is { } last && !RegisterFacts.SayTheSame(last.Vehicle, now)
            ? new RegisterSaid(Since(register.RetrievedAt, now), plate.Text, register.ListVersionName, now)
            : null;
    }

    /// <summary>What was recorded here, or asked of the register itself, is known since then and not since the copy.</summary>
    private static Instant Since(Instant copy, RegisterFacts? vehicle) => vehicle is { RecordedAt: var recorded } && recorded > copy ? recorded : copy;

    private static RegisterSaid Said(string plate, VerdictRecord verdict) => new(Since(verdict.RegisterRetrievedAt ?? verdict.JudgedAt, verdict.Vehicle), plate, verdict.RegisterVersion, verdict.Vehicle);
}
