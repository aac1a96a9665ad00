using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Venstertijden.Central.Features.Shared;

/// <summary>
/// Server-sent events for what moves on a page: looks every second or two, tells only what changed, and says every
/// 10 s that it still lives, so that the page can say when it last heard something.
/// </summary>
public static class LiveStream
{
    // The reader's own seconds: the demo's clock runs faster, the person does not.
    private static readonly TimeProvider ReadersTime = TimeProvider.System;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan BetweenBeats = TimeSpan.FromSeconds(10);

    // A stream ends by itself and the browser asks again: a right taken away ends within this time.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>True for the stream itself and for what a page fetches because of it: neither is a sign of a person.</summary>
    public static bool IsAsked(HttpRequest request) =>
        request.Headers.ContainsKey("X-Live") || request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.Ordinal);

    /// <summary>A state as the stream will tell it, for the page that already shows it.</summary>
    public static string Known<T>(T state) => JsonSerializer.Serialize(state, JsonSerializerOptions.Web);

    /// <summary>Streams what <paramref name="look"/> sees, as events <c>state</c> with JSON, and <c>beat</c> in between.</summary>
    public static IResult Of<T>(Func<CancellationToken, Task<T>> look, CancellationToken gone)
        where T : IEquatable<T> => TypedResults.ServerSentEvents(Events(look, gone));

    private static async IAsyncEnumerable<SseItem<object>> Events<T>(
        Func<CancellationToken, Task<T>> look, [EnumeratorCancellation] CancellationToken gone)
        where T : IEquatable<T>
    {
        using var timer = new PeriodicTimer(BetweenLooks, ReadersTime);
        long started = ReadersTime.GetTimestamp(), told = started;
        T? last = default;
        do
        {
            var seen = await look(gone);
            if (!seen.Equals(last))
            {
                last = seen;
                told = ReadersTime.GetTimestamp();
                yield return new SseItem<object>(seen, "state");
            }
            else if (ReadersTime.GetElapsedTime(told) >= BetweenBeats)
            {
                told = ReadersTime.GetTimestamp();
                yield return new SseItem<object>("", "beat");
            }
        }
        while (ReadersTime.GetElapsedTime(started) < Longest && await Tick(timer, gone));
    }

    private static async Task<bool> Tick(PeriodicTimer timer, CancellationToken gone)
    {
        try
        {
            return await timer.WaitForNextTickAsync(gone);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
