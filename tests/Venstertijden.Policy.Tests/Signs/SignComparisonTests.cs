using NodaTime;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Signs;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Tests.Signs;

public class SignComparisonTests
{
    private static readonly LocalDate Day = new(2026, 3, 2);
    private static readonly string File = System.IO.File.ReadAllText(TestData.PathOf("signs", "assen-fictitious.geojson"));

    [Test]
    public void Each_sign_of_the_town_is_told_once_and_what_the_file_lacks_as_well()
    {
        var rows = SignComparison.Of(AssenPolicies.All, NationalSignFile.Read(File, "Assen").Signs, Day);
        Assert.That(rows.Select(r => (r.Match, r.Sign.ToString(), r.Id.Length > 0 ? r.Id[^1..] : "")), Is.EqualTo(new[]
        {
            (SignMatch.MissingInTheirs, "C22c (end)", ""),
            (SignMatch.MissingInOurs, "C12", "7"),
            (SignMatch.Same, "C22c", "6"),
            (SignMatch.OtherTimes, "G7", "2"),
            (SignMatch.NoTimes, "G7", "3"),
            (SignMatch.Same, "G7", "1"),
            (SignMatch.UnreadableTimes, "G7", "4"),
            (SignMatch.Same, "G7 (end)", "5"),
        }));
        Assert.That(rows.Single(r => r.Match == SignMatch.OtherTimes), Has.Property("Place").EqualTo("Bedachte Laan, Assen").And.Property("Theirs").EqualTo("ma t/m vr 07.00-11.00 h"));
    }

    [Test]
    public void A_document_whose_sign_says_other_times_than_its_windows_is_told()
    {
        var documents = PolicyReader.ReadFolder(AssenPolicies.Files.Select(f => f.Name.StartsWith("assen-brink-2023", StringComparison.Ordinal) ? (f.Name, f.Yaml.Replace("hours: \"Mo-Sa 07:00-12:00\"", "hours: \"Mo-Sa 07:00-11:00\"")) : f)).Set!;
        var own = SignComparison.Of(documents, [], Day).Single(r => r.Match == SignMatch.OtherTimes);
        Assert.That(own.Ours, Does.StartWith("assen-brink-2023-01-01/1: Voetpad"));
    }

    [TestCase("ma t/m za 7-12 h", "Mo-Sa 07:00-12:00")]
    [TestCase("laden en lossen toegestaan ma t/m za 7-12 h", "Mo-Sa 07:00-12:00")]
    [TestCase("MAANDAG T/M VRIJDAG 07.00 - 09.30 uur", "Mo-Fr 07:00-09:30")]
    [TestCase("ma, wo en vr 7:15 tot 11:45", "Mo,We,Fr 07:15-11:45")]
    [TestCase("ma t/m vr 7-11 h en 18-20 h; za 7-10 h", "Mo-Fr 07:00-11:00,18:00-20:00; Sa 07:00-10:00")]
    [TestCase("22-6 h", "22:00-06:00")]
    [TestCase("0-24 h", "24/7")]
    public void Times_are_read_as_they_are_painted(string text, string hours)
    {
        var read = SignTimes.Read(text);
        Assert.That(read, Is.Not.Null);
        Assert.That(WindowCalendar.TryCompile(hours, HolidayCalendar.None, out var same, out _), Is.True);
        for (var day = Day; day < Day.PlusDays(7); day = day.PlusDays(1))
            Assert.That(read!.On(day), Is.EqualTo(same!.On(day)), day.ToString());
    }

    [TestCase("uitgezonderd ontheffinghouders")]
    [TestCase("ma t/m za 7-12 h, 2e dag")]
    [TestCase("7-25 h")]
    [TestCase("12-12 h")]
    [TestCase("")]
    public void Times_that_cannot_be_read_whole_are_not_guessed(string text) => Assert.That(SignTimes.Read(text), Is.Null);

    [TestCase("{", "expected JSON, found a mistake in line 1")]
    [TestCase("[]", "expected GeoJSON of the national sign file")]
    [TestCase("{\"type\":\"FeatureCollection\"}", "expected GeoJSON of the national sign file")]
    public void A_file_of_another_kind_is_refused_in_one_line(string text, string fault) => Assert.That(NationalSignFile.Read(text, null).Fault, Does.StartWith(fault));

    [Test]
    public void A_bad_sign_is_named_and_the_others_are_read()
    {
        var reading = NationalSignFile.Read(File.Replace("\"rvvCode\": \"C22c\"", "\"rvvCode\": 22").Replace("\"textSigns\": [ { \"type\": \"TIJD\", \"text\": \"ma t/m vr 07.00-11.00 h\" } ]", "\"textSigns\": 5"), "Assen");
        Assert.That(reading.Refused, Is.EqualTo(new[] { "features[1]: properties.textSigns: expected a list", "features[5]: properties.rvvCode: expected an RVV code such as G7" }));
        Assert.That(reading.Signs, Has.Length.EqualTo(5));
    }

    [TestCase("G07z", "G7")]
    [TestCase("g7", "G7")]
    [TestCase("G08z", "G7 (end)")]
    [TestCase("C22d", "C22c (end)")]
    [TestCase("C01", "C1")]
    public void A_sign_is_the_same_however_its_code_is_spelled(string code, string key) => Assert.That(SignKey.Of(code).ToString(), Is.EqualTo(key));
}
