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
    public static Task<Visitor> Of(WebUnderTest web, Role role) => Of(web, TestPeople.UserNameOf(role));

    public static async Task<Visitor> Of(WebUnderTest web, string userName)
    {
        var visitor = new Visitor(web);
        var answer = await visitor.SignIn(userName, TestPeople.Password);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), $"{userName} could not sign in");
        return visitor;
    }

    public Task<HttpResponseMessage> SignIn(string userName, string password, string at = IdentityFeature.SignInPath) =>
        Submit(at, "form.sheet", new() { ["UserName"] = userName, ["Password"] = password });

    public Task<HttpResponseMessage> Get(string address) => _client.GetAsync(new Uri(address, UriKind.Relative));

    /// <summary>Sends a form that stands on no page.</summary>
    public async Task<HttpResponseMessage> Post(string address, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await _client.PostAsync(new Uri(address, UriKind.Relative), content);
    }

    public async Task<IHtmlDocument> Page(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await Get(address);
        string body = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(expected), $"{address}: {body}");
        return await Parser.ParseDocumentAsync(body);
    }

    /// <summary>Gets a page, fills in one of its forms, and sends it with all that the form already holds.</summary>
    /// <param name="address">The page.</param>
    /// <param name="form">Selector of the form.</param>
    /// <param name="fields">What is filled in.</param>
    /// <param name="button">Selector of the button pressed, where it has a value of its own.</param>
    /// <param name="replace">True puts <paramref name="fields"/> in the place of hidden fields of the same name.</param>
    /// <param name="at">Another address than the form's own.</param>
    /// <param name="more">Fields of which there are several of one name, or that stand outside the form.</param>
    public async Task<HttpResponseMessage> Submit(
        string address, string form, Dictionary<string, string> fields, string? button = null, bool replace = false, string? at = null, IReadOnlyList<KeyValuePair<string, string>>? more = null)
    {
        var page = await Page(address);
        var element = page.QuerySelector(form) as IHtmlFormElement ?? throw new AssertionException($"{address} has no form '{form}'.");
        var sent = element.QuerySelectorAll("input[type=hidden], input:checked").OfType<IHtmlInputElement>().Where(i => i.Name is not null && !(replace && fields.ContainsKey(i.Name)))
            .Select(i => KeyValuePair.Create(i.Name!, i.Value)).Concat(fields).Concat(more ?? []).ToList();
        if (button is not null)
        {
            var pressed = element.QuerySelector(button) as IHtmlButtonElement ?? throw new AssertionException($"The form has no button '{button}'.");
            sent.Add(KeyValuePair.Create(pressed.Name!, pressed.Value!));
        }

        string target = at ?? (element.GetAttribute("action") is { Length: > 0 } action ? action : address);
        using var content = new FormUrlEncodedContent(sent);
        return await _client.PostAsync(new Uri(target, UriKind.Relative), content);
    }

    /// <summary>The same with one file, in the field <c>Uploads</c> unless another is named.</summary>
    public async Task<HttpResponseMessage> Upload(string address, string form, Dictionary<string, string> fields, string fileName, byte[] content, string field = "Uploads")
    {
        var page = await Page(address);
        var element = page.QuerySelector(form) as IHtmlFormElement ?? throw new AssertionException($"{address} has no form '{form}'.");
        using var sent = new MultipartFormDataContent();
        foreach (var (name, value) in element.QuerySelectorAll("input[type=hidden], input:checked").OfType<IHtmlInputElement>().Where(i => i.Name is not null && !fields.ContainsKey(i.Name)).Select(i => (i.Name!, i.Value)).Concat(fields.Select(f => (f.Key, f.Value))))
            sent.Add(new StringContent(value), name);
        sent.Add(new ByteArrayContent(content), field, fileName);
        return await _client.PostAsync(new Uri(element.GetAttribute("action") is { Length: > 0 } action ? action : address, UriKind.Relative), sent);
    }

    /// <summary>The same with several files, each in a field of its own.</summary>
    public async Task<HttpResponseMessage> Upload(string address, string form, Dictionary<string, string> fields, IReadOnlyDictionary<string, byte[]> files)
    {
        var page = await Page(address);
        var element = page.QuerySelector(form) as IHtmlFormElement ?? throw new AssertionException($"{address} has no form '{form}'.");
        using var sent = new MultipartFormDataContent();
        foreach (var (name, value) in element.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Where(i => i.Name is not null && !fields.ContainsKey(i.Name)).Select(i => (i.Name!, i.Value)).Concat(fields.Select(f => (f.Key, f.Value))))
            sent.Add(new StringContent(value), name);
        foreach (var (name, content) in files)
            sent.Add(new ByteArrayContent(content), name, "IMG_0001.jpg");
        return await _client.PostAsync(new Uri(element.GetAttribute("action") is { Length: > 0 } action ? action : address, UriKind.Relative), sent);
    }

    /// <summary>The page that an answer holds.</summary>
    public static async Task<IHtmlDocument> Read(HttpResponseMessage answer) => await Parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync());

    public void Dispose() => _client.Dispose();
}
