using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Central.Features.Review;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Features.Delivery;

/// <summary>The repeat lock over real cases: nobody is fined twice before he was told once (GHARL:2023:1663).</summary>
public class RepeatsTests
{
    private TownThatDelivers _town;

    [SetUp]
    public async Task StartTown() => _town = await TownThatDelivers.Start();

    [TearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    [Test]
    public async Task The_second_case_waits_until_the_first_is_sent_and_then_lapses_within_the_term()
    {
        var first = await Approved.AddTo(_town.Web, new CaseSeed { Ago = Duration.FromHours(27) });
        var second = await new CaseSeed().AddTo(_town.Web);
        await Look();
        Assert.That((await _town.StateOf(first), await _town.StateOf(second)), Is.EqualTo((CaseState.Approved, CaseState.RepeatPending)));
        string batch = await _town.Make();
        await Look();
        Assert.That(await _town.StateOf(second), Is.EqualTo(CaseState.RepeatPending), "in a batch is not sent to the person");
        await _town.Take(TownThatDelivers.Return(batch, $"""<accepted case="{await _town.NumberOf(first)}" number="1" sentOn="2026-03-02"/>"""));
        await Look();
        Assert.That(await _town.StateOf(second), Is.EqualTo(CaseState.Lapsed));
    }

    [Test]
    public async Task When_the_first_ends_unsent_the_second_leads()
    {
        var first = await Approved.AddTo(_town.Web, new CaseSeed { Ago = Duration.FromHours(27) });
        var second = await new CaseSeed().AddTo(_town.Web);
        await Look();
        await Append(first, file => new CaseLapsed(_town.Web.Clock.GetCurrentInstant(), TownThatDelivers.Boa, "late-truth"));
        await Look();
        Assert.That(await _town.StateOf(second), Is.EqualTo(CaseState.Ready));
    }

    [Test]
    public async Task An_approved_one_is_held_at_the_door_while_an_earlier_one_is_open()
    {
        await Approved.AddTo(_town.Web, new CaseSeed());
        await new CaseSeed { Ago = Duration.FromHours(27) }.AddTo(_town.Web);
        await _town.Web.InScope(async services =>
            Assert.That((await services.GetRequiredService<DeliveryDesk>().Propose(default)).Held.Single().Holds, Is.EqualTo(new[] { Hold.RepeatWaits })));
    }

    [Test]
    public async Task Another_plate_and_another_zone_are_not_held()
    {
        await Approved.AddTo(_town.Web, new CaseSeed { Ago = Duration.FromHours(27) });
        var otherPlate = await new CaseSeed { Plate = "VNSB91" }.AddTo(_town.Web);
        var otherZone = await new CaseSeed { Camera = TownAtWork.Kerkstraat }.AddTo(_town.Web);
        await Look();
        Assert.That((await _town.StateOf(otherPlate), await _town.StateOf(otherZone)), Is.EqualTo((CaseState.Ready, CaseState.Ready)));
    }

    [Test]
    public async Task What_an_officer_has_open_is_left_to_him()
    {
        await Approved.AddTo(_town.Web, new CaseSeed { Ago = Duration.FromHours(27) });
        var second = await new CaseSeed().AddTo(_town.Web);
        await _town.Web.InScope(services => services.GetRequiredService<ReviewDesk>().Take(second, new Officer(TownThatDelivers.Boa, "1"), default));
        await Look();
        Assert.That(await _town.StateOf(second), Is.EqualTo(CaseState.Ready));
        _town.Web.Clock.Advance(Duration.FromMinutes(16));
        await Look();
        Assert.That(await _town.StateOf(second), Is.EqualTo(CaseState.RepeatPending), "his lock has ended by itself");
    }

    private Task Look() => _town.Web.Services.GetRequiredService<Repeats>().Run(WebUnderTest.Site, default);

    private Task Append(Guid id, Func<CaseFile, CaseEvent> make) => _town.Web.InScope(async services =>
    {
        var db = services.GetRequiredService<CentralDb>();
        var file = await CaseFile.Open(db, services.GetRequiredService<Vault>(), id, default);
        file!.Append(make(file));
        await db.SaveChangesAsync();
    });
}
