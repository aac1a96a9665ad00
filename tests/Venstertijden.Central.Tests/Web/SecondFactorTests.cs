using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>A password alone opens nothing: an app with codes joins it. (Passkeys need a browser: see Browser.Tests.)</summary>
public class SecondFactorTests
{
    private WebUnderTest _web;

    [SetUp]
    public async Task StartWeb() => _web = await WebUnderTest.StartAsync(o => o.NeedsSecondFactor = true);

    [TearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task A_password_alone_leads_to_the_page_where_a_second_factor_is_made_and_nowhere_else()
    {
        using var visitor = await Visitor.Of(_web, Role.Operator);
        foreach (string address in new[] { "/", "/cameras", "/regels" })
            Assert.That((await visitor.Get(address)).Headers.Location?.OriginalString, Is.EqualTo(IdentityFeature.OwnAccount), address);
        Assert.That((await visitor.Get("/cameras/stroom")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await visitor.Page(IdentityFeature.OwnAccount)).QuerySelector("h1")!.TextContent, Is.EqualTo("Maak uw account veilig"));
    }

    [Test]
    public async Task The_code_of_the_app_is_asked_at_every_next_sign_in_and_a_recovery_code_works_once()
    {
        using var first = await Visitor.Of(_web, Role.Operator);
        var page = await first.Page(IdentityFeature.OwnAccount);
        string key = page.QuerySelector(".app__key")!.TextContent.Replace(" ", "").ToUpperInvariant();
        var wrong = await Visitor.Read(await first.Submit(IdentityFeature.OwnAccount, "form[action*='handler=App']", new() { ["Code"] = Code(key) == "123456" ? "654321" : "123456" }));
        Assert.That(wrong.QuerySelector("#Code-error"), Is.Not.Null);
        var on = await Visitor.Read(await first.Submit(IdentityFeature.OwnAccount, "form[action*='handler=App']", new() { ["Code"] = Code(key) }));
        string[] recovery = [.. on.QuerySelectorAll(".recovery code").Select(c => c.TextContent)];
        Assert.That(recovery, Has.Length.EqualTo(Authenticator.RecoveryCodes));
        Assert.That((await first.Get("/cameras")).StatusCode, Is.EqualTo(HttpStatusCode.OK), "who just showed his app need not sign in again");

        using var second = new Visitor(_web);
        var half = await second.SignIn("beheer", TestPeople.Password, IdentityFeature.SignInPath + "?terug=/cameras");
        Assert.That(half.Headers.Location?.OriginalString, Is.EqualTo("/aanmelden/code?terug=%2Fcameras"));
        Assert.That((await second.Get("/cameras")).Headers.Location?.AbsolutePath, Is.EqualTo(IdentityFeature.SignInPath), "half-way is nowhere");
        Assert.That((await second.Submit("/aanmelden/code?terug=/cameras", "form.sheet", new() { ["Code"] = Code(key) })).Headers.Location?.OriginalString, Is.EqualTo("/cameras"));
        Assert.That((await second.Get("/cameras")).StatusCode, Is.EqualTo(HttpStatusCode.OK));

        foreach (var expected in new[] { HttpStatusCode.Redirect, HttpStatusCode.OK })
        {
            using var lost = new Visitor(_web);
            await lost.SignIn("beheer", TestPeople.Password);
            Assert.That((await lost.Submit("/aanmelden/code", "form.sheet", new() { ["Code"] = recovery[0].ToLowerInvariant() })).StatusCode, Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task Five_wrong_codes_lock_the_account_for_a_while()
    {
        using var first = await Visitor.Of(_web, Role.Operator);
        string key = (await first.Page(IdentityFeature.OwnAccount)).QuerySelector(".app__key")!.TextContent.Replace(" ", "").ToUpperInvariant();
        await first.Submit(IdentityFeature.OwnAccount, "form[action*='handler=App']", new() { ["Code"] = Code(key) });
        using var guess = new Visitor(_web);
        await guess.SignIn("beheer", TestPeople.Password);
        string wrong = Code(key) == "123456" ? "654321" : "123456";
        for (int i = 0; i < 5; i++)
            await guess.Submit("/aanmelden/code", "form.sheet", new() { ["Code"] = wrong });
        var page = await Visitor.Read(await guess.Submit("/aanmelden/code", "form.sheet", new() { ["Code"] = Code(key) }));
        Assert.That(page.QuerySelector("#Code-error")!.TextContent, Does.Contain("Wacht een kwartier"));
    }

    [Test]
    public async Task Who_stole_a_password_cannot_put_his_own_app_on_an_account_that_has_a_passkey()
    {
        await _web.InScope(async services =>
        {
            var users = services.GetRequiredService<UserManager<CentralUser>>();
            var user = (await users.FindByNameAsync("beheer"))!;
            await users.AddOrUpdatePasskeyAsync(user, new UserPasskeyInfo([1, 2, 3], [4], DateTimeOffset.UnixEpoch, 0, null, true, false, false, [], []));
        });
        using var thief = new Visitor(_web);
        var page = await Visitor.Read(await thief.SignIn("beheer", TestPeople.Password));
        Assert.That(page.QuerySelector("[role=alert]")!.TextContent, Does.Contain("meldt zich aan met een passkey"));
        Assert.That((await thief.Get(IdentityFeature.OwnAccount)).Headers.Location?.AbsolutePath, Is.EqualTo(IdentityFeature.SignInPath));
    }

    [Test]
    public async Task Another_password_ends_every_other_session()
    {
        await using var web = await WebUnderTest.StartAsync(services: s => s.PostConfigure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.Zero));
        using var here = await Visitor.Of(web, Role.Operator);
        using var elsewhere = await Visitor.Of(web, Role.Operator);
        var changed = await here.Submit(IdentityFeature.OwnAccount, "form[action*='handler=Password']", new() { ["Old"] = TestPeople.Password, ["New"] = "een heel ander wachtwoord" });
        Assert.That(changed.Headers.Location?.OriginalString, Is.EqualTo(IdentityFeature.OwnAccount));
        Assert.That((await elsewhere.Get("/cameras")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await here.Get("/cameras")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    /// <summary>What the app shows now (RFC 6238 with SHA-1, 30 seconds, six digits): by the machine's own clock, as a phone has it.</summary>
    private static string Code(string base32)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        string bits = string.Concat(base32.Select(c => Convert.ToString(Alphabet.IndexOf(c), 2).PadLeft(5, '0')));
        byte[] key = [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // RFC 6238 as authenticator apps have it.
        byte[] hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue) % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }
}
