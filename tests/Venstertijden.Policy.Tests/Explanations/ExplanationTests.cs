using NodaTime;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Explanations;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Tests.Verdicts;
using static Venstertijden.Policy.Tests.Verdicts.Passages;

namespace Venstertijden.Policy.Tests.Explanations;

public class ExplanationTests
{
    private const string Area = "het voetgangersgebied in het centrum van Assen";

    private static Explanation Explain(PassageFacts facts, bool english = false, PassageContext? context = null)
    {
        var verdict = Decide.Judge(AssenPolicies.All, facts, context ?? PassageContext.RulesAlone);
        return Explanation.Of(AssenPolicies.All.On(facts.Zone, facts.Time.Local.Date), facts, verdict, english);
    }

    private static PassageFacts NewVan => OldVan() with { EmissionClass = EmissionClass.Class6, FirstAdmission = new LocalDate(2018, 5, 1) };

    public static IEnumerable<TestCaseData> Dutch()
    {
        yield return Row("outside", Car(),
            $"Personenauto AE-123-B reed op maandag 2 maart 2026 om 13.04 uur buiten de venstertijd (ma-za 7-12 uur) in {Area} en had geen geldige ontheffing.");
        yield return Row("inside", NewVan,
            $"Bestelauto VE-123-X reed op maandag 2 maart 2026 om 10.00 uur in {Area}. Dat was binnen de venstertijd (ma-za 7-12 uur). Het voertuig mag tot 1 januari 2028 in de zero-emissiezone komen.");
        yield return Row("zero emission, never", OldVan(),
            $"Bestelauto VE-123-X reed op maandag 2 maart 2026 om 10.00 uur in {Area}. Het voertuig is niet emissievrij (emissieklasse 4) en mag niet in de zero-emissiezone komen. Er was geen vrijstelling of ontheffing.");
        yield return Row("zero emission, ended", NewVan with { Time = Time("2028-01-03T10:00:00") },
            $"Bestelauto VE-123-X reed op maandag 3 januari 2028 om 10.00 uur in {Area}. Het voertuig is niet emissievrij (emissieklasse 6) en mag sinds 1 januari 2028 niet meer in de zero-emissiezone komen. Er was geen vrijstelling of ontheffing.");
        yield return Row("zero emission, too new", NewVan with { FirstAdmission = new LocalDate(2025, 5, 1) },
            $"Bestelauto VE-123-X reed op maandag 2 maart 2026 om 10.00 uur in {Area}. Het voertuig is niet emissievrij (emissieklasse 6) en kwam op of na 1 januari 2025 voor het eerst op de weg. Er was geen vrijstelling of ontheffing.");
        yield return Row("exemption", Car("2026-03-02T18:00:00").With("resident"),
            $"Personenauto AE-123-B reed op maandag 2 maart 2026 om 18.00 uur in {Area}. Het voertuig had een ontheffing die toen gold: bewoner.");
        yield return Row("statutory", OldVan() with { Body = VehicleBody.Of("SH") },
            $"Bestelauto VE-123-X reed op maandag 2 maart 2026 om 10.00 uur in {Area}. Dat was binnen de venstertijd (ma-za 7-12 uur). Het voertuig is rolstoeltoegankelijk en daarom vrijgesteld.");
        yield return Row("trailer", Car() with { Category = VehicleCategory.O2 },
            $"Aanhanger AE-123-B reed op maandag 2 maart 2026 om 13.04 uur in {Area}. De regels van deze zone gelden niet voor dit voertuig.");
        yield return Row("unknown", OldVan() with { Body = null, FirstAdmission = null },
            $"Bestelauto VE-123-X reed op maandag 2 maart 2026 om 10.00 uur in {Area}. In het register ontbreken de datum eerste toelating en de carrosserie. Een medewerker moet dat nagaan.");
        yield return Row("unknown category", Car() with { Category = null },
            $"Voertuig AE-123-B reed op maandag 2 maart 2026 om 13.04 uur in {Area}. In het register ontbreekt de soort voertuig. Een medewerker moet dat nagaan.");
        yield return Row("foreign", Car() with { Plate = Foreign("DE") },
            $"Personenauto AB123 reed op maandag 2 maart 2026 om 13.04 uur buiten de venstertijd (ma-za 7-12 uur) in {Area} en had geen geldige ontheffing. Het kenteken is buitenlands (DE); de camera kan daarvoor geen boete geven.");
        yield return Row("holiday and ended exemption", Car("2026-04-06T18:00:00").With("resident@2025-01-01..2025-12-31"),
            $"Personenauto AE-123-B reed op maandag 6 april 2026 om 18.00 uur buiten de venstertijd (ma-za 7-12 uur) in {Area} en had geen geldige ontheffing. Een eerdere ontheffing was afgelopen. Het was een feestdag; de venstertijd gold gewoon.");
        yield return Row("tractor unit", NewVan with { Category = VehicleCategory.N3, Body = VehicleBody.Of("BC") },
            $"Trekker VE-123-X reed op maandag 2 maart 2026 om 10.00 uur in {Area}. Dat was binnen de venstertijd (ma-za 7-12 uur). Het voertuig mag tot 1 januari 2030 in de zero-emissiezone komen.");

        static TestCaseData Row(string name, PassageFacts facts, string expected) => new TestCaseData(facts, expected).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Dutch))]
    public void A_verdict_is_said_in_plain_Dutch(PassageFacts facts, string expected) => Assert.That(Explain(facts).Sentence, Is.EqualTo(expected));

    [Test]
    public void The_same_is_said_in_English() =>
        Assert.That(Explain(OldVan("2026-03-02T13:04:00"), english: true).Sentence, Is.EqualTo(
            "Van VE-123-X drove in the pedestrian zone in the centre of Assen on Monday 2 March 2026 at 13:04, outside the access window (Mon-Sat 07:00-12:00), and had no valid exemption. " +
            "The vehicle is not emission-free (emission class 4) and may not enter the zero-emission zone. It had no statutory or individual exemption."));

    [Test]
    public void A_warning_says_that_only_a_warning_follows() =>
        Assert.That(Explain(Car(), context: new PassageContext { Pedestrian = RegimeContext.Ready with { InWarningPeriod = true } }).Sentence, Does.EndWith("Hierop volgt alleen een waarschuwing."));

    [Test]
    public void Every_rule_looked_at_is_listed_with_its_outcome_and_source()
    {
        var rules = Explain(OldVan("2026-03-02T18:00:00").With("resident@2025-01-01..2025-12-31;carrier-zero-emission;ze-day@2026-03-02..2026-03-02")).Rules;

        Assert.That(rules.Select(rule => $"{rule.Regime.Code()} {rule.Step} {rule.Outcome.Code()}: {rule.Text}"), Is.EqualTo(new[]
        {
            "pedestrian-zone window broken: ma-za 7-12 uur",
            "pedestrian-zone exemption broken: Ontheffing bewoner: afgelopen.",
            "pedestrian-zone exemption broken: Ontheffing emissievrij vervoer: het voertuig voldoet niet aan de voorwaarden.",
            "zero-emission-zone emission-class broken: 4",
            "zero-emission-zone transition broken: Het voertuig is niet emissievrij (emissieklasse 4) en mag niet in de zero-emissiezone komen.",
            "zero-emission-zone exemption met: Ontheffing dagontheffing: geldig.",
        }));
        Assert.That(rules.Select(rule => rule.Source is { Length: > 0 } || rule.IsExample), Has.All.True);
    }

    [Test]
    public void A_zone_without_document_is_explained_too() =>
        Assert.That(Explain(Car() with { Zone = ZoneId.Parse("elsewhere") }).Sentence, Is.EqualTo("Voor deze zone gelden op die dag nog geen regels."));
}
