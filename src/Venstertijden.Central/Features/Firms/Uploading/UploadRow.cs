using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>One row of an uploaded list, as text: what cannot be read must be shown as it stood.</summary>
/// <param name="Line">Row of the file, from 1, a header counted.</param>
/// <param name="Plate">What stood in the place of the plate.</param>
/// <param name="Name">The firm's own name; empty for none.</param>
/// <param name="Group">The firm's own group; empty for none.</param>
/// <param name="HiredUntil">Last day, as it stood; empty for none.</param>
/// <param name="Done">It is in the fleet by this upload.</param>
public sealed record UploadRow(int Line, string Plate, string Name = "", string Group = "", string HiredUntil = "", bool Done = false)
{
    /// <summary>Most characters that are kept of what is no plate or no date.</summary>
    public const int MaxText = 60;

    /// <summary>True when the row names that plate, given without dashes.</summary>
    public bool IsOf(string plate) => PlateText.TryParse(Plate, CountryCode.Netherlands, out var read) && read.Text == plate;
}

/// <summary>What is wrong with a whole list, so that no row of it can be shown.</summary>
public enum UploadFault
{
    /// <summary>Nothing in it.</summary>
    Empty,

    /// <summary>More than <see cref="UploadReader.MostBytes"/>.</summary>
    TooLarge,

    /// <summary>More than <see cref="UploadReader.MostRows"/> rows.</summary>
    TooManyRows,

    /// <summary>A picture, a PDF, a program: by its content, whatever its name says.</summary>
    NotAList,

    /// <summary>Excel of before 2007, or locked with a password.</summary>
    OldExcel,

    /// <summary>A zip file that is no Excel workbook, or a broken one.</summary>
    BrokenExcel,

    /// <summary>Unpacked it is larger than <see cref="Workbook.MostUnpackedBytes"/>.</summary>
    Bomb,

    /// <summary>A sheet of more columns than any list of vehicles has.</summary>
    TooWide,

    /// <summary>No cell in it is a Dutch plate.</summary>
    NoPlates,
}

/// <summary>A list that was read: rows, or why there are none.</summary>
public sealed record UploadReading(IReadOnlyList<UploadRow> Rows, UploadFault? Fault = null)
{
    /// <summary>Nothing but a reason.</summary>
    public static UploadReading Of(UploadFault fault) => new([], fault);
}
