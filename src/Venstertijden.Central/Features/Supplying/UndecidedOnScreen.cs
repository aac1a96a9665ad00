using NodaTime;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Policy.Explanations;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Supplying;

/// <summary>A line of the list. It names no plate.</summary>
public sealed record UndecidedItem(Guid Id, string CameraName, string Street, Instant SeenFrom, string Reason, Instant EraseAt, Instant? GivenUpAt, string? GivenUpBy)
{
    /// <summary>Reasons for which an official can add what is missing; a stale list or a wrong clock mends itself, or not.</summary>
    public static IReadOnlyList<string> Helpable { get; } = [ReasonCode.WeakRead.Code(), ReasonCode.RegisterUnknown.Code()];

    public bool CanBeHelped => GivenUpAt is null && Helpable.Contains(Reason);
}

/// <summary>What an official can do for a passage now.</summary>
public enum SupplyStep
{
    /// <summary>Its picture was asked for and is on its way.</summary>
    AwaitPicture,

    /// <summary>Type the plate that he reads.</summary>
    ReadPlate,

    /// <summary>Record what the register lacks.</summary>
    RecordFacts,

    /// <summary>Nothing: what is missing comes by itself, or never.</summary>
    Nothing,
}

/// <summary>An undecided passage in clear, for one who may add to it.</summary>
/// <param name="Item">As in the list.</param>
/// <param name="Version">To be sent along with what he adds.</param>
/// <param name="Message">As received.</param>
/// <param name="Judged">As judged last.</param>
/// <param name="Explanation">Why it is undecided, in the reader's language.</param>
/// <param name="Picture">The picture to read from; null when none was ever named.</param>
public sealed record UndecidedOnScreen(UndecidedItem Item, long Version, PassageMessage Message, Judgement Judged, Explanation Explanation, UndecidedPicture? Picture)
{
    public SupplyStep Step => Item.Reason == ReasonCode.RegisterUnknown.Code() ? SupplyStep.RecordFacts
        : Item.Reason != ReasonCode.WeakRead.Code() ? SupplyStep.Nothing
        : Picture is { ReceivedAt: null } ? SupplyStep.AwaitPicture
        : SupplyStep.ReadPlate;

    /// <summary>Facts that neither the register nor an official named yet.</summary>
    public IReadOnlyList<string> Missing
    {
        get
        {
            var v = Judged.Vehicle;
            (string Name, bool IsThere)[] facts =
            [
                (nameof(FactsEntry.Category), v?.Category.Length > 0), (nameof(FactsEntry.Fuels), v?.Fuels.Length > 0), (nameof(FactsEntry.EmissionClass), v?.EmissionClass.Length > 0),
                (nameof(FactsEntry.FirstAdmission), v?.FirstAdmission is not null), (nameof(FactsEntry.Body), v?.Body.Length > 0),
            ];
            return [.. facts.Where(f => !f.IsThere).Select(f => f.Name)];
        }
    }

    public bool Lacks(string fact) => Missing.Contains(fact);
}
