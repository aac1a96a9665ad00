using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Venstertijden.Central.Features.Inspecting;

/// <summary>The form of a round as it is drawn: for the page, and without anything of a person for the phone's memory.</summary>
/// <param name="Stops">The posts.</param>
/// <param name="Today">Local date.</param>
/// <param name="Sent">What was sent and refused; null for an empty form.</param>
/// <param name="Faults">What was wrong with it.</param>
/// <param name="Key">Of the round; null for the phone to choose.</param>
public sealed record RoundView(IReadOnlyList<RouteStop> Stops, LocalDate Today, IFormCollection? Sent, IReadOnlyList<RoundFault> Faults, Guid? Key)
{
    /// <summary>The copy that stays on the phone.</summary>
    public bool IsShell => Key is null;

    /// <summary>What was typed in a field; empty for nothing.</summary>
    public string Value(string field, string otherwise = "") => Sent is not null && Sent.TryGetValue(field, out var value) ? value.ToString() : otherwise;

    /// <summary>Keys of what is wrong with a field.</summary>
    public IEnumerable<string> Problems(string field) => Faults.Where(f => f.Field == field).Select(f => f.Code);

    /// <summary>Which post, and which sign of it, a field is about, in words; empty for one of the round as a whole.</summary>
    public string Place(string field)
    {
        foreach (var stop in Stops)
        {
            if (field == RoundFields.At(stop.Camera) || field == RoundFields.Place(stop.Camera))
                return stop.Name;
            foreach (var (i, sign) in stop.Signs.Index())
                if (field == RoundFields.State(stop.Camera, i + 1) || field == RoundFields.Note(stop.Camera, i + 1) || field == RoundFields.Photo(stop.Camera, i + 1))
                    return $"{stop.Name}, {sign.Code}";
        }

        return "";
    }

    /// <summary>The post is open on the page: it is the first that is due, or something of it is wrong.</summary>
    public bool IsOpen(RouteStop stop) => (stop.IsDue && stop == Stops[0]) || Faults.Any(f => Place(f.Field) is var place && (place == stop.Name || place.StartsWith(stop.Name + ", ", StringComparison.Ordinal)));
}
