using System.Net;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

public class SignInTests
{
    private WebUnderTest _web;

    [OneTimeSetUp]
    public async Task StartWeb() => _web = await WebUnderTest.StartAsync();

    [OneTimeTearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [TestCase(Role.Officer, "/werkvoorraad")]
    [TestCase(Role.FirmOwner, "/mijn-voertuigen")]
    [TestCase(Role.Operator, "/cameras")]
    [TestCase(Role.PolicyStaff, "/regels")]
    [TestCase(Role.Auditor, "/logboek")]
    public async Task Each_role_lands_on_its_own_page(Role role, string expected)
    {
        using var visitor = new Visitor(_web);
        var answer = await visitor.SignIn(TestPeople.UserNameOf(role), TestPeople.Password);
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo(expected));
    }

    [Test]
    public async Task Who_was_on_his_way_somewhere_gets_there()
    {
        using var visitor = new Visitor(_web);
        var answer = await visitor.SignIn(TestPeople.UserNameOf(Role.Officer), TestPeople.Password, "/aanmelden?terug=%2Fwerkvoorraad%3Ftoon%3Dafgehandeld");
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/werkvoorraad?toon=afgehandeld"));
    }

    [TestCase("https%3A%2F%2Fexample.org%2F")]
    [TestCase("%2F%2Fexample.org")]
    public async Task Nobody_is_sent_to_another_site(string elsewhere)
    {
        using var visitor = new Visitor(_web);
        var answer = await visitor.SignIn(TestPeople.UserNameOf(Role.Officer), TestPeople.Password, $"/aanmelden?terug={elsewhere}");
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/werkvoorraad"));
    }

    [TestCase("boa", "verkeerd wachtwoord")]
    [TestCase("niemand", TestPeople.Password)]
    public async Task A_wrong_name_and_a_wrong_password_get_the_same_answer(string userName, string password)
    {
        using var visitor = new Visitor(_web);
        string body = await (await visitor.SignIn(userName, password)).Content.ReadAsStringAsync();
        Assert.That(body, Does.Contain("horen niet bij elkaar").And.Contain($"value=\"{userName}\""));
        Assert.That(body, Does.Not.Contain(password));
    }

    [Test]
    public async Task An_empty_field_says_so_at_the_field()
    {
        using var visitor = new Visitor(_web);
        string body = await (await visitor.SignIn("boa", "")).Content.ReadAsStringAsync();
        Assert.That(body, Does.Contain("id=\"Password-error\"").And.Contain("Vul uw wachtwoord in."));
    }

    [Test]
    public async Task Five_wrong_passwords_close_the_account_for_a_while()
    {
        await using var web = await WebUnderTest.StartAsync();
        using var visitor = new Visitor(web);
        for (int i = 0; i < 5; i++) await visitor.SignIn("boa", "verkeerd wachtwoord");
        string body = await (await visitor.SignIn("boa", TestPeople.Password)).Content.ReadAsStringAsync();
        Assert.That(body, Does.Contain("Wacht een kwartier"));
    }

    [Test]
    public async Task Without_the_form_token_nobody_signs_in()
    {
        using var client = new HttpClient { BaseAddress = _web.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["UserName"] = "boa", ["Password"] = TestPeople.Password });
        Assert.That((await client.PostAsync(new Uri("/aanmelden", UriKind.Relative), form)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task After_signing_out_the_pages_are_closed()
    {
        using var visitor = await Visitor.Of(_web, Role.Officer);
        await visitor.Submit("/werkvoorraad", "form[action='/afmelden']", []);
        Assert.That((await visitor.Get("/werkvoorraad")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [Test]
    public async Task Demonstration_accounts_are_offered_only_where_the_host_says_so()
    {
        using var visitor = new Visitor(_web);
        Assert.That((await visitor.Page("/aanmelden")).QuerySelector(".demo-list"), Is.Null);

        await using var demo = await WebUnderTest.StartAsync(o => o.DemoSignIns = [new DemoSignIn("boa", TestPeople.Password, "boa")]);
        using var guest = new Visitor(demo);
        Assert.That((await guest.Page("/aanmelden")).QuerySelector(".demo-list")?.TextContent, Does.Contain("Aanmelden als boa").And.Contain(TestPeople.Password));
        var answer = await guest.Submit("/aanmelden", ".demo-list form", []);
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/werkvoorraad"));
    }
}
