using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Venstertijden.Central.Features.Api;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.OwnCase;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Rights sit on every address: a new one without a permission is refused here, and each role is tried on each.</summary>
public class EndpointPermissionTests
{
    private WebUnderTest _web;

    [OneTimeSetUp]
    public async Task StartWeb() => _web = await WebUnderTest.StartAsync();

    [OneTimeTearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public void Every_endpoint_names_one_permission_or_says_why_it_is_open()
    {
        var faults = Endpoints().Where(e => !NamesPermission(e) && !SaysWhyOpen(e)).Select(e => e.DisplayName);
        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void No_endpoint_names_a_permission_and_is_open_as_well()
    {
        var faults = Endpoints().Where(e => PermissionOf(e) is not null && e.Metadata.GetMetadata<OpenDoor>() is not null).Select(e => e.DisplayName);
        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void Every_permission_is_held_by_some_role() =>
        Assert.That(Permissions.All.Where(p => !Enum.GetValues<Role>().Any(role => role.Allows(p))), Is.Empty);

    [Test]
    public async Task A_role_is_refused_every_address_that_it_has_no_permission_for([Values] Role role)
    {
        using var visitor = await Visitor.Of(_web, role);
        var forbidden = Endpoints().Where(e => PermissionOf(e) is { } needed && needed != OwnCaseSession.Policy && !role.Allows(needed)).ToList();
        Assert.That(forbidden, Is.Not.Empty, "each role lacks something");
        foreach (var endpoint in forbidden)
        {
            var answer = await visitor.Get(AddressOf(endpoint));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), $"{role} at {endpoint.DisplayName}");
        }
    }

    [Test]
    public async Task A_role_that_may_look_at_a_page_but_not_change_it_is_refused_every_form_of_it([Values] Role role)
    {
        using var visitor = await Visitor.Of(_web, role);
        string token = (await visitor.Page("/mijn-account")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var endpoint in Endpoints().Where(e => PermissionOf(e) is { } needed && role.Allows(needed) && e.Metadata.GetMetadata<ChangePermission>() is { } change && !role.Allows(change.Permission)))
        {
            var answer = await visitor.Post(AddressOf(endpoint), new() { ["__RequestVerificationToken"] = token });
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), $"{role} at {endpoint.DisplayName}");
        }
    }

    [Test]
    public async Task Who_has_not_signed_in_is_sent_to_the_sign_in_page_from_every_address_with_a_permission()
    {
        using var visitor = new Visitor(_web);
        foreach (var endpoint in Endpoints().Where(e => PermissionOf(e) is not null && PermissionOf(e) != OwnCaseSession.Policy))
        {
            var answer = await visitor.Get(AddressOf(endpoint));
            Assert.That(answer.Headers.Location?.AbsolutePath, Is.EqualTo(IdentityFeature.SignInPath), endpoint.DisplayName);
        }
    }

    [Test]
    public async Task No_account_of_any_role_opens_the_pages_of_who_has_a_letter([Values] Role role)
    {
        using var visitor = await Visitor.Of(_web, role);
        var pages = Endpoints().Where(e => PermissionOf(e) == OwnCaseSession.Policy).ToList();
        Assert.That(pages, Has.Count.GreaterThan(2));
        foreach (var endpoint in pages)
            Assert.That((await visitor.Get(AddressOf(endpoint))).Headers.Location?.OriginalString, Is.EqualTo(OwnCaseSession.SignInPath), $"{role} at {endpoint.DisplayName}");
    }

    private IEnumerable<RouteEndpoint> Endpoints() => _web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string? PermissionOf(Endpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).FirstOrDefault(p => p is not null && !ApiScopes.All.Contains(p));

    private static bool NamesPermission(Endpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>() is [{ Policy: { } policy }] && (Permissions.All.Contains(policy) || ApiScopes.All.Contains(policy) || policy == OwnCaseSession.Policy);

    private static bool SaysWhyOpen(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && endpoint.Metadata.GetMetadata<OpenDoor>()?.Reason.Length > 10;

    /// <summary>The address with something of the right kind in each of its holes.</summary>
    private static string AddressOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter =>
                parameter.ParameterPolicies.Any(p => p.Content == "guid") ? Guid.Empty.ToString() : parameter.ParameterPolicies.Any(p => p.Content == "int") ? "1" : "iets",
            _ => "",
        }))));
}
