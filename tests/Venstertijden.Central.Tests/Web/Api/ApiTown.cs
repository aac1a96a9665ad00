using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web.Api;

/// <summary>The town with a second firm, and programs of both.</summary>
internal sealed class ApiTown : IAsyncDisposable
{
    public static readonly Guid OtherFirm = Guid.Parse("0195a000-0000-7000-8000-00000000f2f2");
    public static readonly Guid TheirVehicle = Guid.Parse("0195a000-0000-7000-8000-0000000000aa");

    private readonly List<HttpClient> _clients = [];

    private ApiTown(WebUnderTest web) => Web = web;

    public WebUnderTest Web { get; }

    public static async Task<ApiTown> Start(Action<IServiceCollection>? services = null)
    {
        var town = new ApiTown(await WebUnderTest.StartAsync(services: services));
        await town.Web.SeedAsync();
        await town.Web.InScope(async scope =>
        {
            var db = scope.GetRequiredService<CentralDb>();
            db.Firms.Add(new Firm { Id = OtherFirm, Name = "De Ander", KvkNumber = "87654321", CreatedAt = WebUnderTest.Start });
            db.FirmVehicles.Add(new FirmVehicle { Id = TheirVehicle, FirmId = OtherFirm, Plate = "VNSB91", Nickname = "geheim", AddedAt = WebUnderTest.Start });
            await db.SaveChangesAsync();
        });
        return town;
    }

    /// <summary>A client as a firm makes it.</summary>
    public async Task<(string Id, string Secret)> Client(Guid firm, params string[] scopes)
    {
        (Guid Id, string Secret)? made = null;
        await Web.InScope(async services => made = await services.GetRequiredService<ClientDesk>().Make(firm, "Planner", scopes.Length == 0 ? ApiScopes.All : scopes, Actor.System("test"), default));
        return (made!.Value.Id.ToString(), made.Value.Secret);
    }

    /// <summary>Asks for a token, with the secret as HTTP Basic.</summary>
    public async Task<HttpResponseMessage> AskToken(string id, string secret, string? scope = null, string grant = "client_credentials")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/oauth/token");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = grant }.Concat(scope is null ? [] : new Dictionary<string, string> { ["scope"] = scope }));
        return await Anyone().SendAsync(request);
    }

    /// <summary>A program of a firm that has its token.</summary>
    public async Task<HttpClient> Program(Guid firm, params string[] scopes)
    {
        var (id, secret) = await Client(firm, scopes);
        return await Program(id, secret);
    }

    public async Task<HttpClient> Program(string id, string secret)
    {
        var answer = await AskToken(id, secret);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
        var http = Anyone();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString());
        return http;
    }

    public HttpClient Anyone()
    {
        var http = new HttpClient { BaseAddress = Web.Address };
        _clients.Add(http);
        return http;
    }

    /// <summary>The problem that an answer holds.</summary>
    public static async Task<JsonElement> Problem(HttpResponseMessage answer, int status)
    {
        string body = await answer.Content.ReadAsStringAsync();
        Assert.That(((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), Is.EqualTo((status, (string?)"application/problem+json")), body);
        Assert.That(answer.Headers.GetValues("API-Version"), Is.EqualTo(new[] { ApiFeature.Version }));
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(status));
        return problem;
    }

    public static async Task<JsonElement> Json(HttpResponseMessage answer, int status = 200)
    {
        string body = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), body);
        return JsonDocument.Parse(body).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(c => c.Dispose());
        await Web.DisposeAsync();
    }
}
