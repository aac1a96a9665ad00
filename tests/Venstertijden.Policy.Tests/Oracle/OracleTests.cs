using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Policy.Tests.Oracle;

/// <summary>Engine and oracle, written apart from each other, must agree on every row.</summary>
[Category("rows")]
public class OracleTests
{
    [Test]
    public void Engine_and_oracle_agree_on_twenty_thousand_rows_around_the_edges() => Compare(new OracleRows(20261124).Take(20_000));

    [Test]
    [Category("fuzz")]
    public void Engine_and_oracle_agree_on_two_million_rows() =>
        Parallel.For(0, 100, seed => Compare(new OracleRows(seed).Take(20_000)));

    [Test]
    public void A_row_on_which_they_differ_is_shrunk_to_what_matters()
    {
        var row = new OracleRows(7).Take(50).First(row => row is { Zone: "assen-kernwinkelgebied", Exemptions: not "", Body: not "" });

        var shrunk = Shrink(row, candidate => candidate.Zone == "assen-kernwinkelgebied" && candidate.Body != "");

        Assert.That(shrunk, Is.EqualTo(new OracleRow { Zone = row.Zone, LocalTime = row.LocalTime, Body = row.Body.Split('+')[0] }));
    }

    private static void Compare(IEnumerable<OracleRow> rows)
    {
        var seen = new Dictionary<string, int>();
        foreach (var row in rows)
        {
            var expected = OracleJudge.Judge(row);
            seen[expected.Verdict + "/" + expected.Reason] = seen.GetValueOrDefault(expected.Verdict + "/" + expected.Reason) + 1;
            if (Engine(row) == expected)
                continue;
            var shrunk = Shrink(row, candidate => Engine(candidate) != OracleJudge.Judge(candidate));
            Assert.Fail($"engine: {Engine(shrunk)}\noracle: {OracleJudge.Judge(shrunk)}\nrow:    {shrunk}\nfrom:   {row}");
        }

        // Rows that all say the same would compare nothing.
        string[] everyAnswer =
        [
            "suspected/outside-window", "suspected/zero-emission", "undecided/register-unknown", "not-enforceable/foreign-plate",
            "allowed/exemption", "allowed/not-covered", "allowed/inside-window",
        ];
        Assert.That(everyAnswer.Where(answer => seen.GetValueOrDefault(answer) < 200), Is.Empty, "answers seen in fewer than 200 rows");
    }

    internal static OracleAnswer Engine(OracleRow row)
    {
        var refusals = FactsText.Read(column => Cell(row, column), AssenPolicies.All, out var facts);
        if (facts is null)
            return new OracleAnswer("refused", string.Join("; ", refusals), "", "");
        var verdict = Decide.Judge(AssenPolicies.All, facts, PassageContext.RulesAlone);
        return new OracleAnswer(verdict.Code.Code(), verdict.Reason.Code(), verdict.OffenceCode, verdict.Cautions.Code());
    }

    // Empties cells, and drops single exemptions, while the rows still differ.
    private static OracleRow Shrink(OracleRow row, Func<OracleRow, bool> stillDiffers)
    {
        while (Simpler(row).FirstOrDefault(stillDiffers) is { } simpler)
            row = simpler;
        return row;
    }

    private static IEnumerable<OracleRow> Simpler(OracleRow row)
    {
        var exemptions = row.Exemptions.Split(';');
        IEnumerable<OracleRow> candidates =
        [
            row with { Exemptions = "" },
            .. exemptions.Select((_, index) => row with { Exemptions = string.Join(';', exemptions.Where((_, other) => other != index)) }),
            row with { Country = "" },
            row with { Fuels = "" },
            row with { Body = "" },
            .. row.Body.Split('+').Select(token => row with { Body = token }),
            row with { FirstAdmission = "" },
            row with { EmissionClass = "" },
            row with { Category = "" },
        ];
        return candidates.Where(candidate => candidate != row);
    }

    private static string Cell(OracleRow row, string column) => column switch
    {
        "zone" => row.Zone,
        "local_time" => row.LocalTime,
        "plate" => row.Country is "" or "NL" ? "AE-123-B" : "AB123",
        "country" => row.Country,
        "category" => row.Category,
        "fuels" => row.Fuels,
        "emission_class" => row.EmissionClass,
        "first_admission" => row.FirstAdmission,
        "body" => row.Body,
        "exemptions" => row.Exemptions,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "no such column"),
    };
}
