using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Venstertijden.Central.Tests.Features.Register;

/// <summary>The register's interface on this machine: answers in its recorded shape, or as badly as a test wants. Every value is a text, what is not known is not there, a row per fuel.</summary>
internal sealed class RdwServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RdwServer(WebApplication app) => _app = app;

    /// <summary>Rows by data set; a set without any gives an empty list.</summary>
    public Dictionary<string, string> Rows { get; } = new()
    {
        ["m9d7-ebf2"] = """[{"kenteken":"V56KVT","merk":"FORD","handelsbenaming":"E-TRANSIT","inrichting":"gesloten opbouw","eerste_kleur":"WIT","toegestane_maximum_massa_voertuig":"3500","datum_eerste_toelating":"20180514","europese_voertuigcategorie":"N1","taxi_indicator":"Nee"}]""",
        ["8ys7-d773"] = """[{"kenteken":"V56KVT","brandstof_omschrijving":"Elektriciteit","emissiecode_omschrijving":"Z"}]""",
        ["vezc-m2t6"] = """[{"kenteken":"V56KVT","carrosserietype":"BB"}]""",
    };

    /// <summary>What comes instead of rows; null for rows.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>The questions that came: path and query, decoded, and the token.</summary>
    public ConcurrentQueue<(string Path, string Where, string Select, string Token)> Asked { get; } = new();

    public Uri Address => new(_app.Urls.First());

    public static async Task<RdwServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new RdwServer(builder.Build());
        RunExtensions.Run(server._app, server.Answer);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var query = QueryHelpers.ParseQuery(context.Request.QueryString.Value);
        Asked.Enqueue((context.Request.Path.Value!, query["$where"].ToString(), query["$select"].ToString(), context.Request.Headers["X-App-Token"].ToString()));
        if (Instead is { } instead)
        {
            await instead(context);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(Rows.GetValueOrDefault(Path.GetFileNameWithoutExtension(context.Request.Path.Value!), "[]"));
    }
}
