using System.Collections.Immutable;

namespace Venstertijden.Central.Features.Letters;

/// <summary>A document for people before it is a PDF: title and parts, in reading order.</summary>
/// <param name="Title">Shown by readers as the document's name.</param>
/// <param name="Parts">In reading order; the first heading is of level 1.</param>
/// <param name="Footer">At the foot of each page, before the page number.</param>
public sealed record Sheet(string Title, ImmutableArray<SheetPart> Parts, string Footer = "")
{
    /// <summary>Letters and summaries are for people here, whatever language their maker reads in.</summary>
    public const string Language = "nl-NL";
}

/// <summary>A part of a sheet. A closed family: <see cref="SheetLayout"/> places each.</summary>
public abstract record SheetPart
{
    private protected SheetPart()
    {
    }
}

/// <summary>A heading.</summary>
/// <param name="Level">1 to 3; no level is skipped on the way down.</param>
/// <param name="Text">Plain text.</param>
public sealed record SheetHeading(int Level, string Text) : SheetPart;

/// <summary>A paragraph; <c>**words**</c> are strong.</summary>
public sealed record SheetText(string Text) : SheetPart;

/// <summary>A list with bullets.</summary>
public sealed record SheetList(ImmutableArray<string> Items) : SheetPart;

/// <summary>Lines that stay lines, such as a sender.</summary>
public sealed record SheetLines(ImmutableArray<string> Lines) : SheetPart;

/// <summary>Who the letter is for, where the window of an envelope shows it (NEN 1026: left, 50 mm from above).</summary>
public sealed record SheetAddress(ImmutableArray<string> Lines) : SheetPart;

/// <summary>A table.</summary>
/// <param name="Title">What it is of, for who cannot see it at a glance; stands above it.</param>
/// <param name="Head">Headings of the columns; empty when the first cell of each row is its heading.</param>
/// <param name="Rows">Cells, as many in each row.</param>
/// <param name="Widths">Shares of the columns; empty for equal ones.</param>
public sealed record SheetTable(string Title, ImmutableArray<string> Head, ImmutableArray<ImmutableArray<string>> Rows, ImmutableArray<double> Widths) : SheetPart
{
    /// <summary>Facts under each other: label, value.</summary>
    public static SheetTable Facts(string title, IEnumerable<(string Label, string Text)> facts) => new(title, [], [.. facts.Select(f => ImmutableArray.Create(f.Label, f.Text))], [0.3, 0.7]);
}

/// <summary>A picture.</summary>
/// <param name="Content">JPEG or PNG.</param>
/// <param name="Says">What it shows, for who cannot see it.</param>
/// <param name="Highest">Most height in millimetres.</param>
public sealed record SheetPicture(byte[] Content, string Says, double Highest) : SheetPart;
