using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using PdfSharp.Pdf.IO;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Contracts;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Warnings that were decided, with and without a source of addresses.</summary>
public class WarningPageTests
{
    private WebUnderTest _web = null!;

    [TearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task Without_a_source_of_addresses_they_are_counted_and_listed_and_nothing_leaves()
    {
        await Start(addresses: false);
        await Warned("VGVD12", 34);
        await Warned("VGVD12", 20);
        using var officer = await Visitor.Of(_web, Role.Officer);
        var page = await officer.Page("/waarschuwingen");
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Eén waarschuwing wacht op een brief"));
        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("Er gaan nog geen brieven uit").And.Contain("2 zaken, 1 brief").And.Contain("wacht op een bron van adressen"));
        Assert.That(page.QuerySelector("main form"), Is.Null);
        Assert.That((await officer.Page("/dossier-klaar")).QuerySelector("#addresses")!.TextContent, Does.Contain("geen bron voor het adres"));
        Assert.That((await officer.Page("/")).Body!.TextContent, Does.Contain("waarschuwingen wachten op een brief"));
        string csv = await (await officer.Get("/waarschuwingen/lijst.csv")).Content.ReadAsStringAsync();
        Assert.That(csv.Split('\n')[1], Is.EqualTo("2026-000001,2026-03-02,assen-brink,pedestrian-zone,,1,,false"));
        Assert.That(page.QuerySelector("main")!.TextContent + csv, Does.Not.Contain("VGVD12").And.Not.Contain("VG-VD-12"));
    }

    [Test]
    public async Task Each_kenteken_gets_one_letter_in_a_period_and_its_other_cases_are_done_with_it()
    {
        await Start(addresses: true);
        var (first, second, other) = (await Warned("VGVD12", 34), await Warned("VGVD12", 20), await Warned("VNSB91", 15));
        using var officer = await Visitor.Of(_web, Role.Officer);
        var answer = await officer.Submit("/waarschuwingen", "main form", []);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        var page = await officer.Page("/waarschuwingen");
        Assert.That(page.QuerySelector("#told")!.TextContent, Does.Contain("2 brieven gemaakt. 1 andere zaken zijn met die brieven klaar."));
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Er wacht geen waarschuwing op een brief"));
        var made = await EventsOf(first);
        Assert.That(made[^1], Is.InstanceOf<LetterMade>());
        Assert.That((await EventsOf(second))[^1], Is.EqualTo(new WarningCovered(_web.Clock.GetCurrentInstant(), made[^1].By, "2026-000001")));
        Assert.That((await EventsOf(other))[^1], Is.InstanceOf<LetterMade>());
        var letter = (LetterMade)made[^1];
        var pdf = await officer.Get($"/brieven/brief/{letter.Letter}.pdf");
        Assert.That(Signing.Hash(await pdf.Content.ReadAsByteArrayAsync()), Is.EqualTo(letter.Sha256), "the case names the very letter");
        Assert.That(pdf.Headers.CacheControl!.NoStore, Is.True);
        var print = await officer.Get(page.QuerySelector(".versions a")!.GetAttribute("href")!);
        using var printed = PdfReader.Open(new MemoryStream(await print.Content.ReadAsByteArrayAsync()), PdfDocumentOpenMode.Import);
        Assert.That(printed.PageCount, Is.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task A_later_case_of_a_warned_kenteken_gets_no_second_letter_and_a_run_again_does_nothing()
    {
        await Start(addresses: true);
        await Warned("VGVD12", 34);
        Assert.That((await Make()).Made, Is.EqualTo(1));
        var later = await Warned("VGVD12", 20);
        Assert.That(await Make(), Is.EqualTo(new WarningRun(Guid.Empty, 0, 1, 0)));
        Assert.That(((WarningCovered)(await EventsOf(later))[^1]).Case, Is.EqualTo("2026-000001"));
        Assert.That(await Make(), Is.EqualTo(new WarningRun(Guid.Empty, 0, 0, 0)));
    }

    [Test]
    public async Task A_plate_that_the_source_does_not_know_stays_and_is_told()
    {
        await Start(addresses: true);
        var id = await Warned("AE123B", 34, TownAtWork.Kerkstraat);
        Assert.That(await Make(), Is.EqualTo(new WarningRun(Guid.Empty, 0, 0, 1)));
        Assert.That((await EventsOf(id))[^1], Is.InstanceOf<WarningDecided>());
    }

    [Test]
    public async Task A_letter_is_made_of_the_template_in_use_and_cannot_be_opened_once_its_case_is_erased()
    {
        await Start(addresses: true);
        var id = await Warned("VGVD12", 34);
        await _web.InScope(services => services.GetRequiredService<LetterTemplates>().Save(LetterKind.Warning, "@ {naam}\n# Eigen brief", 0, "eigen", Actor.System("test"), default));
        await Make();
        var letter = (LetterMade)(await EventsOf(id))[^1];
        Assert.That(letter.Template, Is.EqualTo(1));
        await _web.InScope(async services =>
        {
            await services.GetRequiredService<CaseErasure>().Erase(id, Actor.System("test"), "test", default);
            var db = services.GetRequiredService<CentralDb>();
            Assert.That((await db.SentLetters.SingleAsync()).OnceKey, Is.Null, "it holds a keyed hash of the plate");
            Assert.That(await db.LetterContents.CountAsync(), Is.Zero);
        });
        using var officer = await Visitor.Of(_web, Role.Officer);
        Assert.That((await officer.Get($"/brieven/brief/{letter.Letter}.pdf")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task Start(bool addresses)
    {
        _web = await WebUnderTest.StartAsync(services: s =>
        {
            if (addresses) s.AddSingleton<IHolderAddresses>(new Book());
        });
        await _web.SeedAsync();
    }

    private async Task<Guid> Warned(string plate, int minutesAgo, string camera = TownAtWork.Brink)
    {
        var id = await new CaseSeed { Plate = plate, Ago = Duration.FromMinutes(minutesAgo), Camera = camera }.AddTo(_web);
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var file = (await CaseFile.Open(db, services.GetRequiredService<Vault>(), id, default))!;
            file.Append(new WarningDecided(_web.Clock.GetCurrentInstant(), new Actor(Guid.NewGuid(), "Jan de Vries", "officer"), "A-1001", new Finding(true, true, true, true)));
            await db.SaveChangesAsync();
        });
        return id;
    }

    private async Task<WarningRun> Make()
    {
        WarningRun run = null!;
        await _web.InScope(async services => run = await services.GetRequiredService<WarningDesk>().Make(Actor.System("test"), default));
        return run with { Batch = Guid.Empty };
    }

    private async Task<IReadOnlyList<CaseEvent>> EventsOf(Guid id)
    {
        IReadOnlyList<CaseEvent> events = [];
        await _web.InScope(async services => events = (await CaseFile.Open(services.GetRequiredService<CentralDb>(), services.GetRequiredService<Vault>(), id, default))!.Events);
        return events;
    }

    /// <summary>A source of addresses in memory.</summary>
    private sealed class Book : IHolderAddresses
    {
        public bool IsThere => true;

        public Task<HolderAddress?> Find(string plate, LocalDate on, CancellationToken ct) =>
            Task.FromResult(plate == "AE123B" ? null : new HolderAddress("J. Voorbeeld", ["Voorbeeldstraat 1", "9400 AA  ASSEN"]));
    }
}
