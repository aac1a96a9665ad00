using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Register.Live;

/// <summary>What an officer learned by asking the register afresh.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Fault">Why there was no answer; null when there was.</param>
/// <param name="Before">What was known; null for nothing.</param>
/// <param name="Told">What the register says; null when it does not know the plate, or gave no answer.</param>
/// <param name="KnownSince">The date of what is known without it: of the copy's data, or of the list; null when there is none.</param>
public sealed record AskedRegister(AskOutcome Outcome, LiveFault? Fault, RegisterVehicle? Before, RegisterVehicle? Told, Instant? KnownSince);

/// <summary>What came of asking.</summary>
public enum AskOutcome
{
    /// <summary>It says what was known.</summary>
    Same,

    /// <summary>It says something else, which counts from now on.</summary>
    Differs,

    /// <summary>It says something else, but an official recorded a fact here, which goes before.</summary>
    RecordedHere,

    /// <summary>It does not know the plate.</summary>
    NotListed,

    /// <summary>It gave no answer; what was known stays.</summary>
    Down,
}

/// <summary>Asks the register itself for the vehicle of a case, on record.</summary>
public sealed class RegisterDesk(CentralDb db, FactsLoader facts, IClock clock, RdwLive? live = null)
{
    /// <summary>Whether there is a way to the register.</summary>
    public bool IsOpen => live is not null;

    /// <summary>Asks for the vehicle of a case. A new fact is a version with its source and time; who asked stands in the log in every case.</summary>
    /// <exception cref="InvalidOperationException">There is no way to the register.</exception>
    public async Task<AskedRegister> Ask(string caseNumber, Kenteken plate, Actor officer, CancellationToken ct)
    {
        if (live is null)
            throw new InvalidOperationException("There is no way to the register: rdw is not configured.");
        var known = facts.Latest(db.CurrentSite);
        var before = known.Vehicle(plate.Text, DutchTime.Local(clock.GetCurrentInstant()).Date);
        var answer = await live.Ask([plate.Text], ct);
        var now = clock.GetCurrentInstant();
        var told = answer is LiveResult.Answered { Vehicles: var vehicles } && vehicles.TryGetValue(plate.Text, out var vehicle) ? Short(Version(vehicle, now)) : null;
        var outcome = answer is LiveResult.Down ? AskOutcome.Down
            : told is null ? AskOutcome.NotListed
            : before is not null && RegisterBook.SaysTheSame(Short(before), told) ? AskOutcome.Same
            : before is { ListVersion: null } ? AskOutcome.RecordedHere
            : AskOutcome.Differs;
        if (outcome == AskOutcome.Differs)
            await RegisterBook.Record(db, told!, ct);
        var fault = (answer as LiveResult.Down)?.Why;
        AuditTrail.Record(db, officer, "register.ask", $"case:{caseNumber}", Kebab.Name(outcome) + (fault is { } why ? $": {Kebab.Name(why)}" : ""), now);
        await db.SaveChangesAsync(ct);
        if (outcome == AskOutcome.Differs)
            await facts.Reload(db.CurrentSite, ct);
        return new AskedRegister(outcome, fault, before, told, known.Copy?.SourceAt ?? known.Register?.RetrievedAt);
    }

    private static RegisterVehicle Version(SourceVehicle v, Instant now) => new()
    {
        Plate = v.Plate, Brand = v.Brand, Model = v.Model, Category = v.Category, Fuels = v.Fuels, EmissionClass = v.EmissionClass, FirstAdmission = v.FirstAdmission, Body = v.Body, Colour = v.Colour,
        MaxMassKg = v.MaxMassKg, Taxi = v.Taxi, ListVersion = LiveAnswer.Source, RecordedAt = now,
    };

    /// <summary>As wide as the columns of the database; a body that does not fit is unknown, for half of it would be another body.</summary>
    private static RegisterVehicle Short(RegisterVehicle v) => new()
    {
        Plate = v.Plate, Brand = Cut(v.Brand, 60), Model = Cut(v.Model, 60), Category = v.Category, Fuels = v.Fuels, EmissionClass = v.EmissionClass, FirstAdmission = v.FirstAdmission,
        Body = v.Body.Length <= 120 ? v.Body : "", Colour = Cut(v.Colour, 30), MaxMassKg = v.MaxMassKg, Taxi = v.Taxi, ValidUntil = v.ValidUntil, ListVersion = v.ListVersion, RecordedAt = v.RecordedAt,
    };

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
