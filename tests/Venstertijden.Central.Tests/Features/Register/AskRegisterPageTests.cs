using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Live;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Features.Register;

/// <summary>The officer's button beside the register's facts, through the door.</summary>
public class AskRegisterPageTests
{
    private const string Plate = "VGVD12", Form = "form[action*='handler=AskRegister']";

    private RdwServer _rdw = null!;
    private WebUnderTest _web = null!;
    private Visitor _officer = null!;

    [OneTimeSetUp]
    public async Task StartWeb()
    {
        _rdw = await RdwServer.Start();
        _web = await WebUnderTest.StartAsync(services: s => s.AddLiveRegister(new LiveOptions(_rdw.Address, null) { RetryAfter = TimeSpan.FromMilliseconds(1), Rest = TimeSpan.FromSeconds(1) }));
        await _web.SeedAsync();
        // What the town has, as if a list had brought it.
        await _web.InScope(services => services.GetRequiredService<CentralDb>().Register.ExecuteUpdateAsync(v => v.SetProperty(x => x.ListVersion, "voorbeeld").SetProperty(x => x.RecordedAt, _web.Clock.GetCurrentInstant())));
        await _web.Services.GetRequiredService<FactsLoader>().Reload(WebUnderTest.Site, default);
        _officer = await Visitor.Of(_web, Role.Officer);
    }

    [OneTimeTearDown]
    public async Task StopWeb()
    {
        _officer.Dispose();
        await _web.DisposeAsync();
        await _rdw.DisposeAsync();
    }

    [Test]
    public async Task An_answer_is_told_kept_with_its_source_and_time_and_stands_in_the_log()
    {
        var id = await ReadCase();
        _rdw.Instead = static context => Task.FromResult(context.Response.StatusCode = 500);
        Assert.That(await Ask(id), Does.Contain("De RDW geeft nu geen antwoord: er is geen verbinding, of er is een storing. Hier blijft staan wat het register op"));
        Assert.That(await Versions(), Is.EqualTo(new[] { "voorbeeld" }));

        _rdw.Instead = null;
        _rdw.Rows.Clear();
        Assert.That(await AskWhenRested(id), Does.Contain("De RDW kent dit kenteken niet."));

        _rdw.Rows["m9d7-ebf2"] = $$"""[{"kenteken":"{{Plate}}","merk":"VOLKSWAGEN","handelsbenaming":"TRANSPORTER","inrichting":"gesloten opbouw","eerste_kleur":"ZWART","europese_voertuigcategorie":"N1"}]""";
        Assert.That(await Ask(id), Does.Contain("De RDW zegt nu iets anders:").And.Contain("is ZWART").And.Contain("De zaak wordt hiermee opnieuw beoordeeld."));
        Assert.That(await Versions(), Is.EqualTo(new[] { "voorbeeld, closed", LiveAnswer.Source }));
        Assert.That(_web.Services.GetRequiredService<FactsLoader>().Latest(WebUnderTest.Site).Vehicle(Plate, new NodaTime.LocalDate(2026, 3, 2))!.Colour, Is.EqualTo("ZWART"));
        Assert.That(await Ask(id), Does.Contain("De RDW zegt nu hetzelfde."));
        await _web.InScope(async services =>
        {
            var rows = await services.GetRequiredService<CentralDb>().Audit.Where(a => a.Action == "register.ask").OrderBy(a => a.Number).Select(a => a.Reason).ToListAsync();
            Assert.That(rows.Distinct(), Is.SupersetOf(new[] { "down: unreachable", "not-listed", "differs", "same" }));
        });
    }

    [Test]
    public async Task Who_has_not_read_the_plate_cannot_ask_for_it()
    {
        var id = await new CaseSeed().AddTo(_web);
        var page = await _officer.Page($"/zaak/{id}");
        Assert.That(page.QuerySelector(Form), Is.Null);
        int asked = _rdw.Asked.Count;
        var answer = await _officer.Submit($"/zaak/{id}", "form[action*='handler=Read']", [], at: $"/zaak/{id}?handler=AskRegister");
        Assert.That((answer.StatusCode, _rdw.Asked.Count), Is.EqualTo((HttpStatusCode.NotFound, asked)));
    }

    private async Task<Guid> ReadCase()
    {
        var id = await new CaseSeed().AddTo(_web);
        await _officer.Submit($"/zaak/{id}", "form[action*='handler=Read']", new() { ["Typed"] = Plate });
        return id;
    }

    private async Task<string> Ask(Guid id)
    {
        var answer = await _officer.Submit($"/zaak/{id}", Form, []);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        return string.Join(' ', (await _officer.Page($"/zaak/{id}")).Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>After failures the register is left alone for a second.</summary>
    private async Task<string> AskWhenRested(Guid id)
    {
        string told = "";
        await Testing.Eventually.Become(async () => !(told = await Ask(id)).Contains("De RDW geeft nu geen antwoord", StringComparison.Ordinal));
        return told;
    }

    private async Task<string[]> Versions()
    {
        string[] versions = [];
        await _web.InScope(async services => versions = [.. (await services.GetRequiredService<CentralDb>().Register.Where(v => v.Plate == Plate).OrderBy(v => v.Revision).ToListAsync()).Select(v => v.ListVersion + (v.ReplacedAt is null ? "" : ", closed"))]);
        return versions;
    }
}
