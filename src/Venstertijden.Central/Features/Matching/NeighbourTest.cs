using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Matching;

/// <summary>A plate one confusable character away whose vehicle fits the picture better.</summary>
/// <param name="Plate">Without dashes.</param>
/// <param name="Brand">Its make in the register.</param>
/// <param name="Category">Its category.</param>
/// <param name="Colour">Its colour.</param>
public sealed record BetterNeighbour(string Plate, string Brand, string Category, string Colour);

/// <summary>
/// The one-edit neighbour test (N12): does a plate that may be taken for this one belong to a vehicle whose class and colour fit what the
/// camera saw better? Then perhaps that one was read. A caution for the officer; nothing follows of itself. The camera sees no make.
/// </summary>
public static class NeighbourTest
{
    private const double SureEnough = 0.5;

    /// <summary>The neighbours that fit better, in the order of the alphabet; none where the camera did not see enough, or the plate's own vehicle fits.</summary>
    public static IReadOnlyList<BetterNeighbour> Of(PlateText plate, PassageMessage message, Facts facts, LocalDate day)
    {
        if (message.Vehicle is not { } seen || seen.Confidence < SureEnough || (seen.Class is null && seen.Colour is null))
            return [];
        int own = facts.Vehicle(plate.Text, day) is { } vehicle ? Judge.FitsPicture(seen, vehicle) : -1;
        return
        [
            .. from other in LookAlikeHolders.Plates(plate, message).Order(StringComparer.Ordinal)
               let found = facts.Vehicle(other, day)
               where found is not null && Judge.FitsPicture(seen, found) > Math.Max(own, 0)
               select new BetterNeighbour(other, found.Brand, found.Category, found.Colour),
        ];
    }
}
