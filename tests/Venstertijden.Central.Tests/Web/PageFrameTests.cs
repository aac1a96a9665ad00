using System.Net;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>What holds for every page: headers, files, language, errors that say what now.</summary>
public class PageFrameTests
{
    private WebUnderTest _web;

    [OneTimeSetUp]
    public async Task StartWeb() => _web = await WebUnderTest.StartAsync();

    [OneTimeTearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task A_page_allows_nothing_from_elsewhere_and_is_kept_by_no_cache()
    {
        using var visitor = new Visitor(_web);
        var answer = await visitor.Get("/aanmelden");
        Assert.That(string.Join(';', answer.Headers.GetValues("Content-Security-Policy")), Does.StartWith("default-src 'self'").And.Not.Contain("unsafe"));
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
    }

    [Test]
    public async Task No_page_has_a_style_or_script_of_its_own_inside()
    {
        using var visitor = new Visitor(_web);
        var page = await visitor.Page("/aanmelden");
        Assert.That(page.QuerySelectorAll("[style], style, script:not([src])"), Is.Empty);
    }

    [Test]
    public async Task The_bar_holds_six_links_at_most_and_folds_the_rest_in_reach_of_who_has_no_scripts([Values] Role role)
    {
        using var visitor = await Visitor.Of(_web, role);
        var page = await visitor.Page("/");
        Assert.That(page.QuerySelectorAll(".bar__nav > *").Length, Is.InRange(2, 6));
        Assert.That(page.QuerySelectorAll(".bar__more a").Length, role is Role.Officer or Role.SeniorOfficer ? Is.EqualTo(5) : Is.LessThanOrEqualTo(3));
        if (role == Role.Officer)
        {
            var there = await visitor.Page("/regels");
            Assert.That(there.QuerySelector(".bar__more > summary")!.GetAttribute("aria-current"), Is.EqualTo("true"));
            Assert.That(there.QuerySelector(".bar__more a[aria-current=page]")!.GetAttribute("href"), Is.EqualTo("/regels"));
        }
    }

    [Test]
    public async Task A_style_sheet_is_kept_for_a_year_under_the_hash_of_its_content_and_checked_without()
    {
        using var visitor = new Visitor(_web);
        string address = (await visitor.Page("/aanmelden")).QuerySelector("link[href*='venstertijden.css']")!.GetAttribute("href")!;
        Assert.That(address, Does.Contain("?v="));
        Assert.That((await visitor.Get(address)).Headers.CacheControl!.ToString(), Does.Contain("max-age=31536000").And.Contain("immutable"));
        Assert.That((await visitor.Get("/css/venstertijden.css")).Headers.CacheControl!.ToString(), Is.EqualTo("no-cache"));
    }

    [Test]
    public async Task The_pages_speak_english_to_who_asks_and_remember_it()
    {
        using var visitor = new Visitor(_web);
        Assert.That((await visitor.Page("/aanmelden")).Title, Does.StartWith("Aanmelden"));
        Assert.That((await visitor.Page("/aanmelden?taal=en")).Title, Does.StartWith("Sign in"));
        var remembered = await visitor.Page("/aanmelden");
        Assert.That((remembered.Title, remembered.DocumentElement.GetAttribute("lang")), Is.EqualTo(("Sign in – Access windows", "en")));
    }

    [Test]
    public async Task An_unknown_address_says_what_to_do_now()
    {
        using var visitor = await Visitor.Of(_web, Role.Officer);
        var page = await visitor.Page("/bestaat-niet", HttpStatusCode.NotFound);
        Assert.That(page.QuerySelector("h1")?.TextContent, Is.EqualTo("Deze pagina bestaat niet"));
        Assert.That(page.QuerySelector("main a.utrecht-button")?.GetAttribute("href"), Is.EqualTo("/"));
    }

    [Test]
    public async Task A_page_of_another_role_says_that_it_is_no_fault()
    {
        using var visitor = await Visitor.Of(_web, Role.FirmOwner);
        var page = await visitor.Page("/werkvoorraad", HttpStatusCode.Forbidden);
        Assert.That(page.QuerySelector("h1")?.TextContent, Is.EqualTo("Dit mag u niet bekijken"));
    }

    [Test]
    public async Task The_bar_shows_only_where_one_may_go()
    {
        using var visitor = await Visitor.Of(_web, Role.Operator);
        var links = (await visitor.Page("/")).QuerySelectorAll("nav a").Select(a => a.GetAttribute("href"));
        Assert.That(links, Is.EqualTo(new[] { "/", "/cameras", "/regels" }));
    }
}
