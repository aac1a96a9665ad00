using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Tests.Data;

public class StoredFactsTests
{
    private static readonly string[] Cells =
        ["assen-brink", "brink-noord", "2026-03-02T13:15", "in", "NL", "N1", "rigid", "5", "2017-01-01..2020-01-01", "forty-years;wheelchair", "resident;ze-day", "allowed", "exemption"];

    [Test]
    public async Task A_fact_comes_back_from_every_engine_with_the_cells_it_went_in_with([Values] DatabaseProvider provider)
    {
        await using var engine = await Engine.Start(provider);
        await using var db = engine.Databases.Open(Town.Assen);
        db.AnonymousFacts.Add(AnonymousFact.Of(Policy.WhatIf.AnonymousFact.Read(Cells).Fact!));
        await db.SaveChangesAsync();
        var (fact, refusal) = await StoredFacts.FactsOf(db, new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 3)).SingleAsync();
        Assert.That(refusal, Is.Null);
        Assert.That(fact!.Cells(), Is.EqualTo(Cells));
        Assert.That(StoredFacts.LinesOf(db, new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 3)).Single(), Is.EqualTo(string.Join(',', Cells)));
    }

    [Test]
    public async Task Only_the_days_asked_for_and_the_own_site_are_read_and_a_row_of_older_form_is_told_by_column()
    {
        await using var engine = await Engine.Start(DatabaseProvider.Sqlite);
        await using (var elsewhere = engine.Databases.Open(Contracts.SiteId.Parse("hoogeveen")))
        {
            elsewhere.AnonymousFacts.Add(Row("2026-03-02T08:00"));
            await elsewhere.SaveChangesAsync();
        }

        await using var db = engine.Databases.Open(Town.Assen);
        db.AnonymousFacts.AddRange(Row("2026-03-01T23:45"), Row("2026-03-02T00:00"), Row("2026-03-02T23:45", exemptions: "pedestrian+emergency"), Row("2026-03-03T00:00"));
        await db.SaveChangesAsync();
        var (from, to) = (new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 3));
        var read = await StoredFacts.FactsOf(db, from, to).ToListAsync();
        Assert.That(await StoredFacts.CountOf(db, from, to, default), Is.EqualTo(2));
        Assert.That(read.Select(r => r.Fact?.LocalQuarter.ToString("uuuu-MM-dd'T'HH:mm", null) ?? r.Refusal!.Column), Is.EqualTo(new[] { "2026-03-02T00:00", "exemption_group" }));
    }

    private static AnonymousFact Row(string quarter, string exemptions = "") => new()
    {
        Zone = "assen-brink", Camera = Contracts.CameraId.Parse("brink-noord"), LocalQuarter = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(quarter).Value,
        Direction = Contracts.Direction.In, CountryGroup = "NL", Category = "N1", BodyGroup = "rigid", EmissionClass = "5", AdmissionBand = "", Statutory = "", ExemptionGroup = exemptions,
        Verdict = "allowed", Reason = "inside-window",
    };
}
