using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;
using Venstertijden.Policy.ZeroEmission;

namespace Venstertijden.Policy.OpenData;

/// <summary>What changes in a zone.</summary>
public enum ZoneChangeKind
{
    /// <summary>The zone gets rules.</summary>
    Begins,

    /// <summary>The zone has no rules any more.</summary>
    Ends,

    /// <summary>Other access windows, from a day on.</summary>
    Windows,

    /// <summary>Other rules than the windows, from a day on.</summary>
    Rules,

    /// <summary>A group of vehicles loses access by the zero-emission rule, from a day on.</summary>
    AccessEnds,

    /// <summary>One day with other windows than that weekday has.</summary>
    OtherTimes,

    /// <summary>One day without any window, where that weekday has one.</summary>
    Closed,

    /// <summary>A holiday on which the usual windows hold.</summary>
    Holiday,
}

/// <summary>One change in a zone, as published rules say it.</summary>
/// <param name="Id">The same for the same change, as long as it is announced.</param>
/// <param name="Zone">The zone.</param>
/// <param name="Kind">What changes.</param>
/// <param name="On">The day, or the first day.</param>
/// <param name="AnnouncedAt">When the rules that say so were recorded; of a withdrawn one when those were that no longer do.</param>
/// <param name="IsWithdrawn">It was announced and will not happen.</param>
/// <param name="Document">The rules of that day; null where there are none (any more).</param>
/// <param name="Windows">The windows of that day.</param>
/// <param name="Row">Who loses access; null for other kinds.</param>
/// <param name="Holiday">Name of the holiday in the document; null on other days.</param>
public sealed record ZoneChange(
    Guid Id, ZoneId Zone, ZoneChangeKind Kind, LocalDate On, Instant AnnouncedAt, bool IsWithdrawn, PolicyDocument? Document, ImmutableArray<AccessWindow> Windows, TransitionRow? Row, string? Holiday)
{
    /// <summary>What it rests on is not published and stands here as an example.</summary>
    public bool IsExample => Row?.IsExample ?? Document?.Pedestrian?.IsExample ?? false;
}
