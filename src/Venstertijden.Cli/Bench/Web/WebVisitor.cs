using System.Net;
using System.Text.RegularExpressions;

namespace Venstertijden.Cli.Bench.Web;

/// <summary>A browser without scripts: keeps its cookies, sends forms with the hidden fields that they carry, follows where an answer points.</summary>
internal sealed partial class WebVisitor : IDisposable
{
    private readonly HttpClient _client;

    private WebVisitor(Uri address) => _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = address };

    public static async Task<WebVisitor> SignedIn(Uri address, string userName, string password)
    {
        var visitor = new WebVisitor(address);
        string form = await visitor.Get("/aanmelden");
        await visitor.Post("/aanmelden", form, new() { ["UserName"] = userName, ["Password"] = password });
        return visitor;
    }

    /// <summary>The first case that a queue links to; null when it is empty.</summary>
    public static string? FirstCase(string queue) => CaseLink().Match(queue) is { Success: true } link ? link.Groups[1].Value : null;

    /// <exception cref="BadInputException">The page did not come.</exception>
    public async Task<string> Get(string address)
    {
        using var answer = await _client.GetAsync(new Uri(address, UriKind.Relative));
        string body = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.OK ? body : throw new BadInputException($"bench web: {address} answered {(int)answer.StatusCode}");
    }

    /// <returns>Where the answer points.</returns>
    /// <exception cref="BadInputException">The form was refused.</exception>
    public async Task<string> Post(string address, string form, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value;
        if (Version().Match(form) is { Success: true } version)
            fields["Version"] = version.Groups[1].Value;
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await _client.PostAsync(new Uri(address, UriKind.Relative), content);
        return answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location is { } next
            ? next.OriginalString
            : throw new BadInputException($"bench web: the form of {address} was refused ({(int)answer.StatusCode}): {Notice().Match(await answer.Content.ReadAsStringAsync()).Value}");
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("list__link\" href=\"(/zaak/[0-9a-f-]{36})\"")]
    private static partial Regex CaseLink();

    [GeneratedRegex("utrecht-paragraph\">[^<]{1,300}")]
    private static partial Regex Notice();
}
