using System.Globalization;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>One line of a return: what became of a case.</summary>
public abstract record ReturnLine(string Case);

/// <summary>Taken, under this number; on this local date the decision went to the person.</summary>
public sealed record AcceptedLine(string Case, string CjibNumber, LocalDate SentOn) : ReturnLine(Case);

/// <summary>Not taken.</summary>
public sealed record RefusedLine(string Case, string Code, string Text) : ReturnLine(Case);

/// <summary>Over: <c>paid</c>, or <c>final</c>.</summary>
public sealed record FinalLine(string Case, string Outcome) : ReturnLine(Case);

/// <summary>What the fining body holds of a case.</summary>
public sealed record HeldLine(string Case, ToldOfCase Held) : ReturnLine(Case);

/// <summary>An answer of the fining body, read.</summary>
/// <param name="Id">Of the file itself.</param>
/// <param name="Batch">Number of the batch that it is about.</param>
/// <param name="Lines">In the order of the file.</param>
public sealed record ReturnFile(string Id, string Batch, IReadOnlyList<ReturnLine> Lines)
{
    /// <summary>Reads an answer by the schema; the faults name line and column.</summary>
    public static (ReturnFile? File, IReadOnlyList<string> Faults) Read(byte[] xml)
    {
        var (document, faults) = DeliverySchemas.ReadReturn(xml);
        if (document?.Root is not { } root)
            return (null, faults);
        return (new ReturnFile(Text(root, "id"), Text(root, "batch"), [.. root.Elements().Select(LineOf)]), []);
    }

    private static ReturnLine LineOf(XElement line) => line.Name.LocalName switch
    {
        "accepted" => new AcceptedLine(Text(line, "case"), Text(line, "number"), LocalDatePattern.Iso.Parse(Text(line, "sentOn")[..10]).GetValueOrThrow()),
        "refused" => new RefusedLine(Text(line, "case"), Text(line, "code"), line.Value.Trim()),
        "final" => new FinalLine(Text(line, "case"), Text(line, "outcome")),
        _ => new HeldLine(Text(line, "number"), new ToldOfCase(
            Text(line, "factCode"), CaseContent.Cents(decimal.Parse(Text(line, "amountEuro"), CultureInfo.InvariantCulture)), Text(line, "plate"), Text(line, "actLocal")[..19], Text(line, "street"), Text(line, "town"),
            line.Elements().Select(p => Text(p, "sha256")).ToHashSet(StringComparer.Ordinal))),
    };

    private static string Text(XElement element, string attribute) => (string?)element.Attribute(attribute) ?? "";
}
