using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;

namespace Venstertijden.Central.Features.Inspecting;

/// <summary>Reads a round from the form that was sent.</summary>
public static class RoundForm
{
    /// <summary>Most bytes of a whole round: photographs of a phone that no script made smaller.</summary>
    public const long MaxBytes = 128L * 1024 * 1024;

    // As an <input type="datetime-local"> sends it; some add seconds.
    private static readonly LocalDateTimePattern[] Moments = [LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss")];

    /// <summary>The round; a post that the form does not hold was left open.</summary>
    public static async Task<Round> Read(IFormCollection form, IReadOnlyList<RouteStop> route, CancellationToken ct)
    {
        _ = Guid.TryParse(form["Key"], out var key);
        var stops = ImmutableArray.CreateBuilder<StopAnswer>(route.Count);
        foreach (var stop in route)
            stops.Add(await Stop(form, stop, ct));
        return new Round(key, stops.MoveToImmutable(), Words(form, "SignedBy"), form["Partial"] == "true");
    }

    private static async Task<StopAnswer> Stop(IFormCollection form, RouteStop stop, CancellationToken ct)
    {
        var signs = ImmutableArray.CreateBuilder<SignAnswer>(stop.Signs.Length);
        foreach (var (i, sign) in stop.Signs.Index())
        {
            var photo = form.Files.GetFile(RoundFields.Photo(stop.Camera, i + 1));
            signs.Add(new SignAnswer(sign, StateOf(form[RoundFields.State(stop.Camera, i + 1)]), Words(form, RoundFields.Note(stop.Camera, i + 1)), photo is not { Length: > 0 } ? null : await PhotoOf(photo, ct)));
        }

        return new StopAnswer(stop, MomentOf(form[RoundFields.At(stop.Camera)]), Words(form, RoundFields.Place(stop.Camera)), signs.MoveToImmutable());
    }

    private static async Task<Photo> PhotoOf(IFormFile upload, CancellationToken ct)
    {
        // One that is too large is not read: its length alone tells.
        if (upload.Length > Photo.MaxBytes)
            return Photo.TooLarge;
        using var content = new MemoryStream((int)upload.Length);
        await upload.CopyToAsync(content, ct);
        return Photo.Of(content.ToArray());
    }

    private static SignState? StateOf(string? code)
    {
        foreach (var state in Enum.GetValues<SignState>())
            if (Data.Kebab.Name(state) == code)
                return state;
        return null;
    }

    private static LocalDateTime? MomentOf(string? text)
    {
        foreach (var pattern in Moments)
            if (pattern.Parse(text ?? "") is { Success: true } read)
                return read.Value;
        return null;
    }

    private static string Words(IFormCollection form, string name) => form[name].ToString().Trim();
}
