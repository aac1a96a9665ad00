using Microsoft.Extensions.Localization;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Live;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Review;

/// <summary>Says what came of asking the register afresh.</summary>
public static class RegisterInWords
{
    public static string Of(AskedRegister asked, IStringLocalizer<ReviewTexts> texts)
    {
        string since = asked.KnownSince is { } at ? Written.Date(DutchTime.Local(at).Date) : texts["asked.never"];
        return asked.Outcome switch
        {
            AskOutcome.Down => texts["asked.down", texts["asked.down." + Kebab.Name(asked.Fault!.Value)].Value, since],
            AskOutcome.NotListed => texts["asked.not-listed", since],
            AskOutcome.Same => texts["asked.same"],
            AskOutcome.RecordedHere => texts["asked.recorded-here", Differences(asked, texts)],
            _ => texts["asked.differs", Differences(asked, texts)],
        };
    }

    /// <summary>Each fact that is another, as it was and as it is.</summary>
    private static string Differences(AskedRegister asked, IStringLocalizer<ReviewTexts> texts)
    {
        var (before, told) = (asked.Before, asked.Told!);
        (string Name, string Was, string Is)[] facts =
        [
            ("make", Make(before), Make(told)), ("category", before?.Category ?? "", told.Category), ("fuel", before?.Fuels ?? "", told.Fuels), ("class", before?.EmissionClass ?? "", told.EmissionClass),
            ("first", Day(before), Day(told)), ("body", before?.Body ?? "", told.Body), ("colour", before?.Colour ?? "", told.Colour), ("mass", Mass(before), Mass(told)), ("taxi", Taxi(before), Taxi(told)),
        ];
        return string.Join("; ", facts.Where(f => f.Was != f.Is).Select(f => texts["asked.fact", texts["asked.fact." + f.Name].Value, Known(f.Was), Known(f.Is)].Value));

        string Known(string text) => text.Length > 0 ? text : texts["asked.unknown"].Value;
        string Taxi(RegisterVehicle? v) => v is null ? "" : texts[v.Taxi ? "asked.yes" : "asked.no"].Value;
    }

    private static string Make(RegisterVehicle? v) => v is null ? "" : $"{v.Brand} {v.Model}".Trim();

    private static string Day(RegisterVehicle? v) => v?.FirstAdmission is { } day ? Written.Date(day) : "";

    private static string Mass(RegisterVehicle? v) => v?.MaxMassKg is { } kg ? $"{Written.Count(kg)} kg" : "";
}
