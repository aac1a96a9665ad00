using System.Text.Json;

namespace Venstertijden.Central.Features.Api.Problems;

/// <summary>A body that was read: the value and its bytes, or why not.</summary>
internal sealed record ApiBody<T>(T? Value, ReadOnlyMemory<byte> Bytes, IResult? Refusal)
    where T : class;

/// <summary>Reads JSON bodies: bounded, and strict, so that a mistyped member is told and not passed over.</summary>
internal static class ApiBody
{
    /// <summary>Longest body of one thing.</summary>
    public const int Small = 8_192;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads a body of flat members.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">Bytes, at most.</param>
    public static async Task<ApiBody<T>> Read<T>(HttpContext context, int most = Small)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
            return Refused<T>(ProblemAnswers.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "expected a body of type application/json"));
        byte[] buffer = new byte[most + 1];
        int length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > most)
            return Refused<T>(ProblemAnswers.Of(StatusCodes.Status413PayloadTooLarge, "too-large", $"expected a body of {most} bytes at most"));
        var bytes = buffer.AsMemory(0, length);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Refused<T>(ProblemAnswers.Of(StatusCodes.Status400BadRequest, "bad-json", "expected a JSON object"));
            if (Strangers<T>(document.RootElement) is { Count: > 0 } strangers)
                return Refused<T>(ProblemAnswers.BadFields(strangers));
            return new ApiBody<T>(document.RootElement.Deserialize<T>(Strict), bytes, null);
        }
        catch (JsonException e)
        {
            return Refused<T>(e.Path is { Length: > 2 } path
                ? ProblemAnswers.BadFields([FieldProblem.OfBody(Pointer(path), "expected a value of another kind: see openapi.json")])
                : ProblemAnswers.Of(StatusCodes.Status400BadRequest, "bad-json", $"expected JSON; it is broken at line {e.LineNumber + 1}, byte {e.BytePositionInLine}"));
        }
    }

    private static List<FieldProblem> Strangers<T>(JsonElement body)
    {
        var known = Strict.GetTypeInfo(typeof(T)).Properties.Select(p => p.Name).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var wrong = new List<FieldProblem>();
        foreach (var member in body.EnumerateObject())
        {
            if (!known.Contains(member.Name, StringComparer.Ordinal))
                wrong.Add(FieldProblem.OfBody(Shortened(member.Name), $"expected one of {string.Join(", ", known)}"));
            else if (!seen.Add(member.Name))
                wrong.Add(FieldProblem.OfBody(member.Name, "expected once"));
        }

        return wrong;
    }

    // $.plates[3] is #/plates/3.
    private static string Pointer(string path) => path[2..].Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    private static string Shortened(string name) => (name.Length > 60 ? name[..60] : name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static ApiBody<T> Refused<T>(IResult refusal)
        where T : class => new(null, default, refusal);
}
