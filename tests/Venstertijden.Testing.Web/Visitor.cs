using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Testing.Web;

/// <summary>Somebody with a browser without scripts: gets pages, fills in their forms, follows nothing by itself.</summary>
public sealed class Visitor : IDisposable
{
    private static readonly HtmlParser Parser = new();
    private readonly HttpClient _client;

    public Visitor(WebUnderTest web) => _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = web.Address };

    /// <summary>A visitor who has signed in.</summary>
    public static async Task<Visitor> Of(WebUnderTest web, Role role)
    {
        var visitor = new Visitor(web);
        var answer = await visitor.SignIn(TestPeople.UserNameOf(role), TestPeople.Password);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), $"{role} could not sign in");
        return visitor;
    }

    public Task<HttpResponseMessage> SignIn(string userName, string password, string at = IdentityFeature.SignInPath) =>
        Submit(at, "form.sheet", new() { ["UserName"] = userName, ["Password"] = password });

    public Task<HttpResponseMessage> Get(string address) => _client.GetAsync(new Uri(address, UriKind.Relative));

    public async Task<IHtmlDocument> Page(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await Get(address);
        string body = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(expected), $"{address}: {body}");
        return await Parser.ParseDocumentAsync(body);
    }

    /// <summary>Gets a page, fills in one of its forms, and sends it with all that the form already holds.</summary>
    public async Task<HttpResponseMessage> Submit(string address, string form, Dictionary<string, string> fields, string? button = null)
    {
        var page = await Page(address);
        var element = page.QuerySelector(form) as IHtmlFormElement ?? throw new AssertionException($"{address} has no form '{form}'.");
        var sent = element.QuerySelectorAll("input[type=hidden], input:checked").OfType<IHtmlInputElement>().Where(i => i.Name is not null)
            .Select(i => KeyValuePair.Create(i.Name!, i.Value)).Concat(fields).ToList();
        if (button is not null)
        {
            var pressed = element.QuerySelector(button) as IHtmlButtonElement ?? throw new AssertionException($"The form has no button '{button}'.");
            sent.Add(KeyValuePair.Create(pressed.Name!, pressed.Value!));
        }

        string target = element.GetAttribute("action") is { Length: > 0 } action ? action : address;
        using var content = new FormUrlEncodedContent(sent);
        return await _client.PostAsync(new Uri(target, UriKind.Relative), content);
    }

    public void Dispose() => _client.Dispose();
}
