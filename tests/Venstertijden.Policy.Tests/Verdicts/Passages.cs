using NodaTime;
using NodaTime.Text;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Policy.Tests.Verdicts;

/// <summary>Passages with valid defaults: a test names only what matters to it.</summary>
internal static class Passages
{
    internal static readonly ZoneId Centre = ZoneId.Parse("assen-kernwinkelgebied");

    internal static PolicyDocument Document2026 => AssenPolicies.All.On(Centre, new LocalDate(2026, 3, 2))!;

    /// <summary>The document of 2026 with some of its text changed.</summary>
    internal static PolicyDocument Changed(params (string From, string To)[] changes)
    {
        var yaml = AssenPolicies.Files.Single(file => file.Name == "assen-kernwinkelgebied-2026-01-01.yaml").Yaml;
        foreach (var (from, to) in changes)
            yaml = yaml.Contains(from, StringComparison.Ordinal) ? yaml.Replace(from, to, StringComparison.Ordinal) : throw new ArgumentException($"the document does not hold '{from}'");
        var reading = PolicyReader.ReadFolder([("changed.yaml", yaml)]);
        return reading.Set?.Documents[0] ?? throw new ArgumentException(string.Join('\n', reading.Errors));
    }

    internal static PassageTime Time(string local) =>
        PassageTime.TryAtLocal(LocalDateTimePattern.ExtendedIso.Parse(local).Value, out var time) ? time : throw new FormatException(local);

    internal static PlateText Foreign(string country) =>
        CountryCode.TryParse(country, out var code) && PlateText.TryParse("AB123", code, out var plate) ? plate : throw new FormatException(country);

    /// <summary>A petrol car, outside the windows on a Monday.</summary>
    internal static PassageFacts Car(string local = "2026-03-02T13:04:00") => new()
    {
        Zone = Centre,
        Time = Time(local),
        Plate = PlateText.Of(Kenteken.Parse("AE-123-B")),
        Category = VehicleCategory.M1,
        Fuels = Fuels.Benzine,
        EmissionClass = EmissionClass.Class6,
        FirstAdmission = new LocalDate(2018, 5, 1),
        Body = VehicleBody.Of("hatchback"),
    };

    /// <summary>A diesel van of class 4: it breaks the zero-emission rule at every hour.</summary>
    internal static PassageFacts OldVan(string local = "2026-03-02T10:00:00") => Car(local) with
    {
        Plate = PlateText.Of(Kenteken.Parse("VE-123-X")),
        Category = VehicleCategory.N1,
        Fuels = Fuels.Diesel,
        EmissionClass = EmissionClass.Class4,
        FirstAdmission = new LocalDate(2009, 5, 1),
        Body = VehicleBody.Of("gesloten opbouw"),
    };

    internal static PassageFacts With(this PassageFacts facts, string exemptions) =>
        Exemption.TryParseList(exemptions, out var list, out var error) ? facts with { Exemptions = list } : throw new FormatException(error);

    internal static string Judged(PassageFacts facts, PassageContext? context = null) =>
        Shown(Decide.Judge(AssenPolicies.All, facts, context ?? PassageContext.RulesAlone));

    internal static string Judged(PolicyDocument document, PassageFacts facts) => Shown(Decide.Judge(document, facts, PassageContext.RulesAlone));

    private static string Shown(Verdict verdict) =>
        $"{verdict.Code.Code()}/{verdict.Reason.Code()} {verdict.OffenceCode} {verdict.Cautions.Code()}".Trim();
}
