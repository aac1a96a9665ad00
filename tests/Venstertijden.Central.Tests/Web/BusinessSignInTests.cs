using System.Net;
using System.Security.Claims;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Members;
using Venstertijden.Testing.Web;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Firms sign in by eHerkenning: against a real OpenID Connect provider on another port.</summary>
public class BusinessSignInTests
{
    private const string Kvk = "urn:etoegang:1.9:EntityConcernedID:KvKnr";
    private const string Level = "urn:etoegang:core:assurance-class:loa3";
    private Provider _provider;
    private WebUnderTest _web;

    [SetUp]
    public async Task Start()
    {
        _provider = await Provider.StartAsync();
        string secret = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"secret-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(secret, Provider.Secret + "\n");
        _web = await WebUnderTest.StartAsync(o => o.NeedsSecondFactor = true, business: new BusinessBroker(_provider.Address, Provider.ClientId, secret) { Levels = Level });
        File.Delete(secret);
        await _web.SeedAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        await _web.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Test]
    public async Task The_first_of_a_firm_becomes_its_owner_the_next_a_planner_and_who_comes_again_is_the_same_person()
    {
        _provider.Sends(("sub", "pseudoniem-1"), (Kvk, "55667788"), ("acr", Level), ("name", "Jelle Zandstra"), ("organization_name", "Zandstra Koeriers"));
        Assert.That(await SignIn(), Is.EqualTo("/mijn-voertuigen"));
        _provider.Sends(("sub", "pseudoniem-2"), (Kvk, "55667788"), ("acr", Level));
        await SignIn();
        _provider.Sends(("sub", "pseudoniem-1"), (Kvk, "55667788"), ("acr", Level));
        await SignIn();
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var firm = await db.Firms.SingleAsync(f => f.KvkNumber == "55667788");
            Assert.That((firm.Name, firm.ProvenBy), Is.EqualTo(("Zandstra Koeriers", (FirmProofKind?)FirmProofKind.EHerkenning)));
            Assert.That(await db.Users.Where(u => u.FirmId == firm.Id).OrderBy(u => u.Role).Select(u => u.Role).ToListAsync(), Is.EquivalentTo(new[] { Role.FirmOwner, Role.FirmPlanner }));
        });
    }

    [Test]
    public async Task Who_registered_a_number_before_without_showing_it_gets_no_part_in_the_firm_that_does()
    {
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            db.Firms.Add(new Firm { Id = Guid.CreateVersion7(), Name = "Nep", KvkNumber = "55667788", CreatedAt = WebUnderTest.Start });
            await db.SaveChangesAsync();
        });
        _provider.Sends(("sub", "pseudoniem-1"), (Kvk, "55667788"), ("acr", Level));
        await SignIn();
        await _web.InScope(async services => Assert.That(await services.GetRequiredService<CentralDb>().Firms.CountAsync(f => f.KvkNumber == "55667788"), Is.EqualTo(2)));
    }

    [TestCase(Kvk, "geen nummer", Level)]
    [TestCase("urn:iets:anders", "55667788", Level)]
    [TestCase(Kvk, "55667788", "urn:etoegang:core:assurance-class:loa2")]
    public async Task Without_a_firm_or_at_too_low_a_level_nobody_comes_in(string claim, string value, string level)
    {
        _provider.Sends(("sub", "pseudoniem-1"), (claim, value), ("acr", level));
        Assert.That(await SignIn(), Is.EqualTo("/aanmelden?reden=eherkenning"));
    }

    [Test]
    public async Task Who_gives_up_at_the_broker_is_told_so_on_the_sign_in_page()
    {
        _provider.Refuses = true;
        Assert.That(await SignIn(), Is.EqualTo("/aanmelden?reden=eherkenning"));
    }

    [Test]
    public async Task An_account_that_was_taken_away_no_longer_comes_in()
    {
        _provider.Sends(("sub", "pseudoniem-1"), (Kvk, "55667788"), ("acr", Level));
        await SignIn();
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            (await db.Users.SingleAsync(u => u.UserName!.StartsWith("eherkenning-"))).RemovedAt = WebUnderTest.Start;
            await db.SaveChangesAsync();
        });
        Assert.That(await SignIn(), Is.EqualTo("/aanmelden?reden=eherkenning"));
    }

    [TestCase("//kwaad.example")]
    [TestCase("https://kwaad.example")]
    public async Task The_way_back_leads_to_no_other_site(string back)
    {
        _provider.Sends(("sub", "pseudoniem-1"), (Kvk, "55667788"), ("acr", Level));
        Assert.That(await SignIn(BusinessSignIn.Start + "?terug=" + Uri.EscapeDataString(back)), Is.EqualTo("/mijn-voertuigen"));
    }

    /// <summary>With a browser of its own, by all redirects; gives where it ends.</summary>
    private async Task<string> SignIn(string at = BusinessSignIn.Start)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = true, AllowAutoRedirect = true }) { BaseAddress = _web.Address };
        var page = await new HtmlParser().ParseDocumentAsync(await browser.GetStringAsync(new Uri("/aanmelden", UriKind.Relative)));
        Assert.That(page.QuerySelector($"a[href='{BusinessSignIn.Start}']"), Is.Not.Null, "the page offers it");
        var answer = await browser.GetAsync(new Uri(at, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return answer.RequestMessage!.RequestUri!.PathAndQuery;
    }

    /// <summary>A broker: OpenIddict's server with one client, which asks its visitor nothing.</summary>
    private sealed class Provider(WebApplication app) : IAsyncDisposable
    {
        internal const string ClientId = "venstertijden";
        internal const string Secret = "alleen voor deze test";
        private IReadOnlyList<Claim> _claims = [];

        internal bool Refuses { get; set; }

        internal Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

        internal static async Task<Provider> StartAsync()
        {
            var builder = WebApplication.CreateBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            Provider? self = null;
            builder.Services.AddOpenIddict().AddServer(o =>
            {
                o.EnableDegradedMode();
                o.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
                o.RegisterScopes("profile");
                o.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                o.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
                o.UseAspNetCore().DisableTransportSecurityRequirement();
                o.AddEventHandler<ValidateAuthorizationRequestContext>(b => b.UseInlineHandler(context =>
                {
                    if (context.ClientId != ClientId) context.Reject(OpenIddictConstants.Errors.InvalidClient);
                    return default;
                }));
                o.AddEventHandler<ValidateTokenRequestContext>(b => b.UseInlineHandler(context =>
                {
                    if (context.ClientId != ClientId || context.ClientSecret != Secret) context.Reject(OpenIddictConstants.Errors.InvalidClient);
                    return default;
                }));
                o.AddEventHandler<HandleAuthorizationRequestContext>(b => b.UseInlineHandler(context =>
                {
                    if (self!.Refuses)
                    {
                        context.Reject(OpenIddictConstants.Errors.AccessDenied);
                        return default;
                    }

                    var identity = new ClaimsIdentity(self._claims, "broker", "name", "role");
                    identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
                    context.SignIn(new ClaimsPrincipal(identity));
                    return default;
                }));
            });
            var app = builder.Build();
            app.UseAuthentication();
            self = new Provider(app);
            await app.StartAsync();
            return self;
        }

        internal void Sends(params (string Type, string Value)[] claims) => _claims = [.. claims.Select(c => new Claim(c.Type, c.Value))];

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
