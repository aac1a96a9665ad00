using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.OpenData;

namespace Venstertijden.Policy.Tests.OpenData;

/// <summary>
/// Reads the feed as a stranger would: from its JSON alone, by the words of CDS. Of the policies whose user classes a vehicle all has and of which a time
/// span covers the moment, the lowest priority counts.
/// </summary>
internal sealed class CurbFeed
{
    private static readonly DateTimeZone Amsterdam = DateTimeZoneProviders.Tzdb["Europe/Amsterdam"];
    private readonly List<Read> _policies;

    private CurbFeed(List<Read> policies) => _policies = policies;

    internal static CurbFeed Of(PolicySet documents, Instant at, ZoneId? zone = null) => Of(TextOf(documents, at), zone);

    internal static byte[] TextOf(PolicySet documents, Instant at) =>
        CurbJson.Policies(CurbPolicies.Of(documents, at), at, "Gemeente Assen", new Uri("https://creativecommons.org/publicdomain/zero/1.0/"));

    private static CurbFeed Of(byte[] json, ZoneId? zone)
    {
        using var document = JsonDocument.Parse(json);
        return new CurbFeed([.. document.RootElement.GetProperty("data").GetProperty("policies").EnumerateArray().Select(Read.Of).Where(p => zone is null || p.Zone == zone.Value.Text).OrderBy(p => p.Priority)]);
    }

    /// <summary>What the vehicle may do at that moment; null when nothing is said of it.</summary>
    internal string? ActivityAt(Instant at, params string[] classes) => For(classes)(at);

    /// <summary>The same for one vehicle at many moments.</summary>
    internal Func<Instant, string?> For(params string[] classes)
    {
        (string Activity, ImmutableArray<Span> Spans)[] own =
        [
            .. from policy in _policies
               let activity = policy.Rules.Where(rule => rule.Classes.All(classes.Contains)).Select(rule => rule.Activity).FirstOrDefault()
               where activity is not null
               select (activity, policy.Spans),
        ];
        return at =>
        {
            var local = at.InZone(Amsterdam).LocalDateTime;
            foreach (var (activity, spans) in own)
                foreach (var span in spans)
                    if (span.Covers(at.ToUnixTimeMilliseconds(), local))
                        return activity;
            return null;
        };
    }

    private sealed record Read(string Zone, int Priority, ImmutableArray<(string Activity, ImmutableArray<string> Classes)> Rules, ImmutableArray<Span> Spans)
    {
        internal static Read Of(JsonElement json) => new(
            json.GetProperty("x_venstertijden").GetProperty("zone").GetString()!,
            json.GetProperty("priority").GetInt32(),
            [.. json.GetProperty("rules").EnumerateArray().Select(r => (r.GetProperty("activity").GetString()!, r.GetProperty("user_classes").EnumerateArray().Select(c => c.GetString()!).ToImmutableArray()))],
            [.. json.GetProperty("time_spans").EnumerateArray().Select(Span.Of)]);
    }

    private sealed record Span(long Start, long End, ImmutableArray<int> Days, int From, int Until)
    {
        private static readonly string[] Names = ["", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];

        internal static Span Of(JsonElement json) => new(
            json.TryGetProperty("start_date", out var start) ? start.GetInt64() : long.MinValue,
            json.TryGetProperty("end_date", out var end) ? end.GetInt64() : long.MaxValue,
            json.TryGetProperty("days_of_week", out var days) ? [.. days.EnumerateArray().Select(d => Array.IndexOf(Names, d.GetString()!))] : [1, 2, 3, 4, 5, 6, 7],
            json.TryGetProperty("time_of_day_start", out var from) ? Minute(from.GetString()!) : 0,
            json.TryGetProperty("time_of_day_end", out var until) ? Minute(until.GetString()!) : 24 * 60);

        internal bool Covers(long at, LocalDateTime local) =>
            at >= Start && at < End && (local.Hour * 60) + local.Minute is var minute && minute >= From && minute < Until && Days.Contains((int)local.DayOfWeek);

        private static int Minute(string clock) =>
            (int.Parse(clock[..2], System.Globalization.CultureInfo.InvariantCulture) * 60) + int.Parse(clock[3..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
