using NodaTime;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Tests.Features.Register;

public class SampleListTests
{
    [Test]
    public async Task Every_plate_of_the_sample_was_never_issued_and_stands_there_once()
    {
        var list = await new SampleRegister().Fetch(default);
        Assert.That(list.Rows, Has.Count.GreaterThan(110));
        Assert.That(list.Rows.Select(v => v.Plate), Is.Unique);
        Assert.That(list.Rows.Where(v => !(Kenteken.TryParse(v.Plate, out var k) && k.IsNeverIssued)).Select(v => v.Plate), Is.Empty);
        Assert.That(SampleRegister.Csv + SampleExemptions.Csv, Does.Not.Contain('"'));
    }

    [Test]
    public async Task Every_exemption_is_of_a_vehicle_of_the_sample()
    {
        var plates = (await new SampleRegister().Fetch(default)).Rows.Select(v => v.Plate).ToHashSet();
        var exemptions = (await new SampleExemptions().Fetch(default)).Rows;
        Assert.That(exemptions.Where(e => !plates.Contains(e.Plate)), Is.Empty);
        Assert.That(exemptions.Select(e => e.Kind).Distinct().Count(), Is.GreaterThanOrEqualTo(20), "nearly every kind occurs");
    }

    [Test]
    public async Task A_day_of_the_sample_has_every_verdict_that_the_rules_alone_can_give()
    {
        await using var town = await Town.Start();
        var judge = town.Get<Judge>();
        var facts = town.Get<FactsLoader>().Latest(Town.Assen);
        var verdicts = new HashSet<string>();
        foreach (var vehicle in (await new SampleRegister().Fetch(default)).Rows)
        {
            _ = PlateText.TryParse(vehicle.Plate, CountryCode.Netherlands, out var plate);
            foreach (int hour in (int[])[6, 9, 14, 18])
                verdicts.Add(judge.Vehicle(plate, ZoneId.Parse("assen-kernwinkelgebied"), Instant.FromUtc(2026, 3, 2, hour - 1, 0), facts).Verdict.ToString());
        }

        Assert.That(verdicts, Is.SupersetOf(new[]
        {
            "allowed/inside-window", "allowed/exemption", "suspected/outside-window pedestrian-zone", "suspected/outside-window pedestrian-zone+zero-emission-zone",
            "suspected/zero-emission zero-emission-zone", "undecided/register-unknown",
        }));
    }

    [Test]
    public async Task A_list_of_a_new_version_replaces_the_old_one_and_what_was_granted_here_stays()
    {
        await using var town = await Town.Start(b => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<Central.Features.Exemptions.IExemptionSource>(b.Services, new ChangingList()));
        var loader = town.Get<FactsLoader>();
        Assert.That(loader.Latest(Town.Assen).Exemptions("V56KVT").Single().Kind, Is.EqualTo("market"));
        await using (var db = town.Open())
        {
            db.Exemptions.Add(new Central.Features.Exemptions.Exemption { Id = Guid.NewGuid(), Plate = "V41LPF", Kind = "works", RecordedAt = Town.MondayMorning });
            await db.SaveChangesAsync();
        }

        await town.Get<LocalLists>().Refresh(Town.Assen, always: true, default);
        var now = loader.Latest(Town.Assen);
        Assert.That(now.Exemptions("V56KVT").Single().Kind, Is.EqualTo("works"));
        Assert.That(now.Exemptions("V41LPF"), Has.Length.EqualTo(1));
        Assert.That(now.ExemptionList!.ListVersionName, Is.EqualTo("v2"));
    }

    private sealed class ChangingList : Central.Features.Exemptions.IExemptionSource
    {
        private int _fetched;

        public Task<SourceList<Central.Features.Exemptions.SourceExemption>> Fetch(CancellationToken ct) => Task.FromResult(
            new SourceList<Central.Features.Exemptions.SourceExemption>($"v{++_fetched}", [new("V56KVT", _fetched == 1 ? "market" : "works", null, null, true, null)]));
    }
}
