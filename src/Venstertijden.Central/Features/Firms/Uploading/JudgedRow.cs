using NodaTime;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>What adding a row would do, or why it cannot be added.</summary>
public enum RowState
{
    /// <summary>Will be added.</summary>
    New,

    /// <summary>Will be added; another firm has the plate as well, and both will be told.</summary>
    OtherFirm,

    /// <summary>Is there; gets another name, group or end.</summary>
    Changes,

    /// <summary>Is there, just so.</summary>
    There,

    /// <summary>No Dutch plate.</summary>
    NotAPlate,

    /// <summary>The plate stands higher in the list already.</summary>
    Twice,

    /// <summary>The end is no date.</summary>
    BadDate,

    /// <summary>The end has passed.</summary>
    PastDate,

    /// <summary>Added by this upload.</summary>
    Done,
}

/// <summary>What is in the fleet already, as far as a list asks.</summary>
/// <param name="Nickname">The firm's own name.</param>
/// <param name="Group">The firm's own group.</param>
/// <param name="HiredUntil">Last day.</param>
public sealed record KnownVehicle(string? Nickname, string? Group, LocalDate? HiredUntil);

/// <summary>A row of the list with what would come of it.</summary>
/// <param name="Row">As it stands.</param>
/// <param name="State">What would come of it.</param>
/// <param name="Plate">The plate; the default value for <see cref="RowState.NotAPlate"/>.</param>
/// <param name="HiredUntil">Last day; null for none.</param>
/// <param name="FirstLine">Of <see cref="RowState.Twice"/>: where the plate stands first.</param>
public sealed record JudgedRow(UploadRow Row, RowState State, PlateText Plate, LocalDate? HiredUntil, int? FirstLine = null)
{
    private const int MostSuggestions = 3;

    /// <summary>Cannot be added as it stands.</summary>
    public bool IsFault => State is RowState.NotAPlate or RowState.Twice or RowState.BadDate or RowState.PastDate;

    /// <summary>Something is written when the firm agrees.</summary>
    public bool IsWritten => State is RowState.New or RowState.OtherFirm or RowState.Changes;

    /// <summary>Plates that may have been meant; empty for a row that has one, or that is like none.</summary>
    public IReadOnlyList<PlateText> Suggestions => State == RowState.NotAPlate ? [.. Meant(Row.Plate).Distinct().Take(MostSuggestions)] : [];

    /// <summary>Judges a list, row by row. Pure.</summary>
    /// <param name="rows">As they stand.</param>
    /// <param name="fleet">What the firm has, by plate.</param>
    /// <param name="elsewhere">Plates that another firm has now.</param>
    /// <param name="today">The local day.</param>
    public static IReadOnlyList<JudgedRow> All(IReadOnlyList<UploadRow> rows, IReadOnlyDictionary<string, KnownVehicle> fleet, IReadOnlySet<string> elsewhere, LocalDate today)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. rows.Select(Judge)];

        JudgedRow Judge(UploadRow row)
        {
            bool isPlate = PlateText.TryParse(row.Plate, CountryCode.Netherlands, out var plate);
            var until = row.HiredUntil.Length == 0 ? null : WrittenDate.Read(row.HiredUntil);
            if (row.Done && isPlate) first.TryAdd(plate.Text, row.Line);
            if (row.Done) return new JudgedRow(row, RowState.Done, plate, until);
            if (!isPlate) return new JudgedRow(row, RowState.NotAPlate, default, until);
            if (!first.TryAdd(plate.Text, row.Line)) return new JudgedRow(row, RowState.Twice, plate, until, first[plate.Text]);
            if (until is null && row.HiredUntil.Length > 0) return new JudgedRow(row, RowState.BadDate, plate, null);
            if (until < today) return new JudgedRow(row, RowState.PastDate, plate, until);
            return new JudgedRow(row, fleet.TryGetValue(plate.Text, out var known) ? Differs(row, until, known) ? RowState.Changes : RowState.There
                : elsewhere.Contains(plate.Text) ? RowState.OtherFirm : RowState.New, plate, until);
        }
    }

    // An empty cell changes nothing: many lists hold plates alone.
    private static bool Differs(UploadRow row, LocalDate? until, KnownVehicle known) =>
        (row.Name.Length > 0 && row.Name != known.Nickname) || (row.Group.Length > 0 && row.Group != known.Group) || (until is not null && until != known.HiredUntil);

    private static IEnumerable<PlateText> Meant(string text)
    {
        string bare = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        foreach (string one in bare.StartsWith("NL", StringComparison.Ordinal) ? new[] { bare[2..], bare } : [bare])
        {
            if (PlateText.TryParse(one, CountryCode.Netherlands, out var plate)) yield return plate;
            if (one.Length == Kenteken.Length)
                foreach (var neighbour in LookAlikes.Neighbours(one)) yield return PlateText.Of(neighbour);
            if (one.Length == Kenteken.Length + 1)
                for (int i = 0; i < one.Length; i++)
                    if (PlateText.TryParse(one.Remove(i, 1), CountryCode.Netherlands, out var shorter)) yield return shorter;
        }
    }
}
