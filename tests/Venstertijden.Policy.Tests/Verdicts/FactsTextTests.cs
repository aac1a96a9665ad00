using NodaTime;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Policy.Tests.Verdicts;

/// <summary>Rows of <c>vth verdict</c> become facts, or are refused cell by cell.</summary>
public class FactsTextTests
{
    private static readonly Dictionary<string, string> Good = new()
    {
        ["zone"] = "assen-kernwinkelgebied", ["local_time"] = "2026-03-02T13:04:00", ["plate"] = "AE-123-B", ["country"] = "", ["category"] = "N1", ["fuels"] = "Diesel",
        ["emission_class"] = "6", ["first_admission"] = "2018-05-01", ["body"] = "nr:15", ["exemptions"] = "resident",
    };

    private static (PassageFacts? Facts, string Refused) Read(params (string Column, string Value)[] changes)
    {
        var cells = new Dictionary<string, string>(Good);
        foreach (var (column, value) in changes)
            cells[column] = value;
        var refusals = FactsText.Read(column => cells[column], AssenPolicies.All, out var facts);
        return (facts, string.Join('\n', refusals.Select(refusal => $"{refusal.Column}: {refusal.Expected}")));
    }

    [Test]
    public void A_good_row_becomes_facts()
    {
        var (facts, refused) = Read();

        Assert.That(refused, Is.Empty);
        Assert.That((facts!.Zone.Text, facts.Time.Local, facts.Plate.Shown, facts.Category, facts.Fuels), Is.EqualTo(
            ("assen-kernwinkelgebied", new LocalDateTime(2026, 3, 2, 13, 4), "AE-123-B", (VehicleCategory?)VehicleCategory.N1, Fuels.Diesel)));
        Assert.That((facts.EmissionClass, facts.FirstAdmission, $"{facts.Body}", facts.Exemptions.Length), Is.EqualTo(
            ((EmissionClass?)EmissionClass.Class6, (LocalDate?)new LocalDate(2018, 5, 1), "nr:15", 1)));
    }

    [Test]
    public void The_columns_are_those_of_the_command_in_its_order() =>
        Assert.That(FactsText.Columns, Is.EqualTo(new[] { "zone", "local_time", "plate", "country", "category", "fuels", "emission_class", "first_admission", "body", "exemptions" }));

    [Test]
    public void Empty_facts_are_unknown()
    {
        var (facts, _) = Read(("category", ""), ("fuels", ""), ("emission_class", ""), ("first_admission", ""), ("body", ""), ("exemptions", ""));

        Assert.That((facts!.Category, facts.Fuels, facts.EmissionClass, facts.FirstAdmission, facts.Body, facts.Exemptions.Length), Is.EqualTo(
            ((VehicleCategory?)null, Fuels.Unknown, (EmissionClass?)null, (LocalDate?)null, (VehicleBody?)null, 0)));
    }

    [TestCase("2026-03-02T13:04:00", "2026-03-02T12:04:00Z")]
    [TestCase("2026-03-02T13:04:00.250", "2026-03-02T12:04:00.25Z")]
    [TestCase("2026-03-02T13:04:00Z", "2026-03-02T13:04:00Z")]
    [TestCase("2026-03-02T13:04:00+01:00", "2026-03-02T12:04:00Z")]
    [TestCase("2026-03-02T13:04:00-05:30", "2026-03-02T18:34:00Z")]
    [TestCase("2026-10-25T02:30:00", "2026-10-25T00:30:00Z")]
    [TestCase("2026-10-25T02:30:00+02:00", "2026-10-25T00:30:00Z")]
    [TestCase("2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z")]
    [TestCase("2999-12-31T23:59:59", "2999-12-31T22:59:59Z")]
    public void A_time_is_local_unless_it_has_an_offset(string text, string instant) =>
        Assert.That(NodaTime.Text.InstantPattern.ExtendedIso.Format(Read(("local_time", text)).Facts!.Time.Instant), Is.EqualTo(instant));

    [TestCase("zone", "elsewhere", "zone: expected one of assen-brink, assen-kernwinkelgebied, found 'elsewhere'")]
    [TestCase("zone", "Assen Brink", "zone: expected one of")]
    [TestCase("local_time", "2026-03-29T02:30:00", "local_time: expected a local time that exists: the clock skipped '2026-03-29T02:30:00' when summer time began")]
    [TestCase("local_time", "2026-13-01T13:04:00", "local_time: expected yyyy-MM-ddTHH:mm:ss[.fff][offset], the offset Z or like +01:00, found '2026-13-01T13:04:00'")]
    [TestCase("local_time", "2026-03-02T24:00:00", "local_time: expected yyyy")]
    [TestCase("local_time", "1849-12-31T23:59:59", "local_time: expected yyyy")]
    [TestCase("local_time", "3000-01-01T00:00:00", "local_time: expected yyyy")]
    [TestCase("local_time", "2026-03-02T13:04:00+25:00", "local_time: expected yyyy")]
    [TestCase("local_time", "2026-03-02", "local_time: expected yyyy")]
    [TestCase("local_time", "", "local_time: expected yyyy")]
    [TestCase("local_time", "1999-12-31T23:59:59", "local_time: expected a day on which a policy document of assen-kernwinkelgebied is in force, found '1999-12-31T23:59:59'")]
    [TestCase("plate", "12345", "plate: expected a Dutch plate: six letters and digits in one of the fourteen sidecodes, with or without dashes, found '12345'")]
    [TestCase("country", "Duitsland", "country: expected an ISO 3166-1 alpha-2 code in capitals, or empty for NL, found 'Duitsland'")]
    [TestCase("category", "N4", "category: expected M1-M3, N1-N3, O1-O4, L1-L7 or T, or empty when unknown, found 'N4'")]
    [TestCase("fuels", "Electriciteit", "fuels: expected RDW's words")]
    [TestCase("emission_class", "7", "emission_class: expected 0-6 or Z, or empty when unknown, found '7'")]
    [TestCase("first_admission", "2026-13-01", "first_admission: expected a date yyyy-MM-dd from 1850 to 2999, or empty when unknown, found '2026-13-01'")]
    [TestCase("first_admission", "1849-12-31", "first_admission: expected a date")]
    [TestCase("first_admission", "3000-01-01", "first_admission: expected a date")]
    [TestCase("body", "nr:", "body: expected tokens joined by +")]
    [TestCase("exemptions", "inwoner", "exemptions: 'inwoner' is no kind of exemption")]
    public void A_cell_that_cannot_be_read_is_refused_alone(string column, string value, string expected)
    {
        var (facts, refused) = Read((column, value));

        Assert.That(facts, Is.Null);
        Assert.That(refused, Does.StartWith(expected).And.Not.Contain("\n"));
    }

    [TestCase("1850-01-01", 1850)]
    [TestCase("2999-12-31", 2999)]
    public void Dates_of_all_years_that_can_be_meant_are_read(string date, int year) =>
        Assert.That(Read(("first_admission", date)).Facts!.FirstAdmission!.Value.Year, Is.EqualTo(year));

    [Test]
    public void A_foreign_plate_has_its_own_form()
    {
        Assert.That(Read(("country", "DE"), ("plate", "B-AB 123")).Facts!.Plate.Text, Is.EqualTo("BAB123"));
        Assert.That(Read(("country", "DE"), ("plate", "?")).Refused, Is.EqualTo("plate: expected 2 to 12 letters and digits, found '?'"));
    }

    [Test]
    public void Every_cell_that_cannot_be_read_is_named() =>
        Assert.That(Read(("zone", ""), ("plate", ""), ("category", "x"), ("body", "?")).Refused.Split('\n').Select(line => line.Split(':')[0]),
            Is.EqualTo(new[] { "zone", "plate", "category", "body" }));
}
