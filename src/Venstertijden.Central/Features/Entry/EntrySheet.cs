using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Entry;

/// <summary>An answer as a dated document, for a driver to carry. Dutch, as all our documents.</summary>
public sealed class EntrySheet(EntryWords words, IStringLocalizer<EntryTexts> texts, IStringLocalizer<PolicyTexts> names)
{
    /// <summary>A tagged PDF.</summary>
    public byte[] Of(EntryReport report)
    {
        var (question, local) = (report.Question, report.Question.Local);
        var parts = new List<SheetPart>
        {
            new SheetHeading(1, texts["title"]),
            SheetTable.Facts(texts["asked"], [
                (texts["field.plate"], question.Plate.Country.IsForeign ? $"{question.Plate.Shown} ({question.Plate.Country})" : question.Plate.Shown),
                (texts["field.moment"], $"{Written.Date(local.Date)}, {Written.Clock(local.TimeOfDay)}"),
                (texts["field.zone"], Written.Capital(words.NameOf(report.Answer))),
            ]),
            new SheetHeading(2, words.Headline(report.Answer, local)),
            new SheetList([.. words.Lines(report), .. words.Vehicle(report, category => names["category." + category]) is { } vehicle ? (string[])[vehicle] : []]),
        };
        if (report.Others.Count > 0)
            parts.AddRange([new SheetHeading(2, texts["others"]), new SheetList([.. report.Others.Select(o => words.Other(o, local))])]);
        parts.Add(new SheetText(texts["basis", Written.Minute(report.At), report.RegisterAt is { } at ? Written.Minute(at) : "–", report.Answer.Document?.Version.ToString() ?? "–"]));
        return AccessiblePdf.Write(new Sheet(texts["title"], [.. parts], texts["sheet.foot"]), report.At);
    }
}
