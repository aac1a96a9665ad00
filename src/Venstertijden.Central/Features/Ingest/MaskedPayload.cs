using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using NodaTime.Text;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>
/// A refused message as an operator may see it: how it is built, and the values that say how rather than who. A plate is never in it, nor
/// anything that could be one, whatever member it was put in.
/// </summary>
public static class MaskedPayload
{
    /// <summary>Characters shown at most.</summary>
    public const int Most = 6_000;

    private const int MostShape = 400;

    /// <summary>Members whose value says nothing of a vehicle or a person.</summary>
    private static readonly FrozenSet<string> Open = FrozenSet.Create(StringComparer.Ordinal,
        "schema", "id", "kind", "site", "camera", "chain", "seq", "previousHash", "seenFrom", "seenTo", "direction", "country", "confidence", "agreeing", "class", "sha256", "mediaType", "bytes",
        "offsetMs", "source", "synchronised", "tzdb", "software", "detector", "reader", "config", "from", "to", "reason", "noticedAt", "previousChain", "carried");

    /// <summary>Members that hold others.</summary>
    private static readonly FrozenSet<string> Holders = FrozenSet.Create(StringComparer.Ordinal, "plate", "text", "secondReader", "characters", "alternatives", "vehicle", "colour", "evidence", "clock", "models");

    public static string Of(ReadOnlyMemory<byte> payload)
    {
        string text;
        try
        {
            using var json = JsonDocument.Parse(payload);
            var written = new StringBuilder();
            Write(written, json.RootElement, name: "", indent: 0);
            text = written.ToString();
        }
        catch (JsonException)
        {
            text = Shape(Encoding.UTF8.GetString(payload.Span[..Math.Min(payload.Length, MostShape)]));
        }

        return text.Length <= Most ? text : text[..Most] + " ...";
    }

    private static void Write(StringBuilder to, JsonElement value, string name, int indent)
    {
        // Never the whole of something huge.
        if (to.Length > Most)
            return;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Each(to, '{', '}', value.EnumerateObject(), indent, member =>
                {
                    to.Append(Open.Contains(member.Name) || Holders.Contains(member.Name) ? member.Name : Shape(member.Name)).Append(": ");
                    Write(to, member.Value, member.Name, indent + 1);
                });
                break;
            case JsonValueKind.Array:
                Each(to, '[', ']', value.EnumerateArray(), indent, item => Write(to, item, name, indent + 1));
                break;
            case JsonValueKind.String:
                string text = value.GetString()!;
                to.Append('"').Append(Open.Contains(name) && !MayBePlate(text) ? Printable(text) : Shape(text)).Append('"');
                break;
            case JsonValueKind.Number:
                to.Append(Open.Contains(name) ? Printable(value.GetRawText()) : Shape(value.GetRawText()));
                break;
            default:
                to.Append(value.GetRawText());
                break;
        }
    }

    private static void Each<T>(StringBuilder to, char open, char close, IEnumerable<T> items, int indent, Action<T> write)
    {
        to.Append(open);
        bool any = false;
        foreach (var item in items)
        {
            to.Append(any ? ",\n" : "\n").Append(' ', 2 * (indent + 1));
            any = true;
            write(item);
            if (to.Length > Most)
                return;
        }

        if (any)
            to.Append('\n').Append(' ', 2 * indent);
        to.Append(close);
    }

    /// <summary>Letters and digits together, short as a plate is, with any signs between; or capitals, but for a time and the two letters of a country.</summary>
    private static bool MayBePlate(string text)
    {
        int letters = text.Count(char.IsLetter), digits = text.Count(char.IsDigit);
        bool mixed = letters > 0 && digits > 0 && letters + digits is >= 3 and <= 12;
        return mixed || (text.Length > 2 && text.Any(char.IsUpper) && !InstantPattern.ExtendedIso.Parse(text).Success);
    }

    /// <summary>What kind of characters there were: x for a letter, 0 for a digit, signs as they are.</summary>
    private static string Shape(string text)
    {
        string cut = text.Length <= MostShape ? text : text[..MostShape];
        return new([.. cut.Select(c => char.IsLetter(c) ? 'x' : char.IsDigit(c) ? '0' : char.IsAscii(c) && !char.IsControl(c) ? c : '.')]);
    }

    private static string Printable(string text)
    {
        string cut = text.Length <= MostShape ? text : text[..MostShape];
        return new([.. cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '.' : c)]);
    }
}
