using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Cases;

/// <summary>A zero-emission breach waits for day exemptions that are bought afterwards.</summary>
public class SettlingTests
{
    private static readonly Instant InsideWindow = Town.MondayMorning + Duration.FromMinutes(75);
    private static readonly Instant Settled = Instant.FromUtc(2026, 3, 4, 5, 0);

    private Town _town;
    private TestEdge _edge;
    private PassageMessage _passage;

    [SetUp]
    public async Task AnOldVanDeliversInTheWindow()
    {
        _town = await Town.Start();
        _edge = await _town.Edge();
        _town.Clock.Reset(InsideWindow);
        _passage = A.Passage(A.OldVan, InsideWindow);
        await _edge.Send(_edge.Next(_passage));
        await Eventually.Become(() => _edge.AcknowledgedUpTo == 1);
    }

    [TearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    [Test]
    public async Task Until_the_list_knows_the_case_settles_and_no_picture_is_asked_for()
    {
        var row = await OnlyCase();
        Assert.That((row.State, row.Offence, row.SettlesAt), Is.EqualTo((CaseState.Settling, "zero-emission-zone", (Instant?)Settled)));
        await _town.MoveTo(Settled - Duration.FromSeconds(1));
        await _town.Get<Settling>().Run(Town.Assen, default);
        Assert.That((await OnlyCase()).State, Is.EqualTo(CaseState.Settling));
        Assert.That(_edge.Commands.OfType<SendEvidence>(), Is.Empty);
    }

    [Test]
    public async Task With_a_list_fetched_after_that_the_pictures_are_asked_for()
    {
        await _town.MoveTo(Settled + Duration.FromMinutes(1));
        await Eventually.Become(() => _edge.Commands.OfType<SendEvidence>().Any(s => s.Passage == _passage.Id));
        Assert.That((await OnlyCase()).State, Is.EqualTo(CaseState.AwaitingEvidence));
        await using var db = _town.Open();
        Assert.That((await db.AnonymousFacts.SingleAsync()).Verdict, Is.EqualTo("suspected"), "the verdict is final now");
    }

    [Test]
    public async Task A_day_exemption_bought_afterwards_ends_the_case_and_the_pictures()
    {
        await using (var db = _town.Open())
        {
            var day = new LocalDateTime(2026, 3, 2, 0, 0);
            db.Exemptions.Add(new Exemption { Id = Guid.NewGuid(), Plate = A.OldVan, Kind = "ze-day", From = day, Until = day.PlusDays(1), RecordedAt = InsideWindow });
            await db.SaveChangesAsync();
        }

        await _town.MoveTo(Settled + Duration.FromMinutes(1));
        await Eventually.Become(() => _edge.Commands.OfType<DiscardEvidence>().Any(d => d.Passages.Contains(_passage.Id)));
        Assert.That((await OnlyCase()).State, Is.EqualTo(CaseState.Lapsed));
        await using var check = _town.Open();
        Assert.That((await check.AnonymousFacts.SingleAsync()).Verdict, Is.EqualTo("allowed"));
        Assert.That(_town.Get<FactsLoader>().Latest(Town.Assen).Exemptions(A.OldVan), Has.Length.EqualTo(1));
    }

    private async Task<CaseRow> OnlyCase()
    {
        await using var db = _town.Open();
        return await db.Cases.SingleAsync();
    }
}
