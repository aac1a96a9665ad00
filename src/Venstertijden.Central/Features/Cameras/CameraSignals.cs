using NodaTime;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>One thing that can be wrong with a camera, apart from the others.</summary>
/// <param name="Name">The text under <c>signal.</c>.</param>
/// <param name="Word">The text under <c>state.</c>.</param>
/// <param name="Figure">What was measured, as people write it; empty where there is none.</param>
/// <param name="Since">Since when it is so; null when not known.</param>
public sealed record Signal(string Name, string Icon, Tone Tone, string Word, string Figure, Instant? Since = null);

/// <summary>A camera's signals, and the worst of them.</summary>
public sealed record CameraSignals(CameraTile Tile, IReadOnlyList<Signal> All)
{
    // First figures, to be replaced by learned ones when cameras keep a ledger (features H1-H3).
    private const double FewFramesPerSecond = 0.5;
    private const double MostOffsetMs = 1_000;
    private const long DeepOutbox = 50;
    private const long LeastDiskBytes = 2L << 30;
    private const double FewUsableReads = 0.8;
    private const long ReadsToJudgeBy = 20;

    public Signal Worst => All.MaxBy(s => s.Tone)!;
    public bool IsWell => Worst.Tone < Tone.Warning;

    public static CameraSignals Of(CameraTile tile)
    {
        if (tile.Health is not { } health || tile.Link == LinkStatus.Offline)
            return new CameraSignals(tile, [Link(tile), .. new[] { "frames", "reads", "clock", "outbox", "storage" }.Select(n => new Signal(n, IconOf(n), Tone.Neutral, "unknown", ""))]);
        return new CameraSignals(tile, [Link(tile), Frames(health), Reads(tile, health), Clock(health), Outbox(tile, health), Storage(health)]);
    }

    private static Signal Link(CameraTile tile) => tile.Link == LinkStatus.Online
        ? new Signal("link", "link", Tone.Ok, "online", "", tile.LinkSince)
        : new Signal("link", "link", Tone.Danger, tile.LinkSince is null ? "never" : "offline", "", tile.LinkSince);

    private static Signal Frames(HealthMessage health) => new(
        "frames", IconOf("frames"), health.FramesPerSecond <= 0 ? Tone.Danger : health.FramesPerSecond < FewFramesPerSecond ? Tone.Warning : Tone.Ok,
        health.FramesPerSecond <= 0 ? "none" : health.FramesPerSecond < FewFramesPerSecond ? "few" : "good", Written.Tenths(health.FramesPerSecond));

    private static Signal Reads(CameraTile tile, HealthMessage health)
    {
        double share = health.PlatesSeen == 0 ? 1 : (double)health.UsableReads / health.PlatesSeen;
        bool few = health.PlatesSeen >= ReadsToJudgeBy && share < FewUsableReads;
        return new Signal("reads", IconOf("reads"), few ? Tone.Warning : Tone.Ok, few ? "few" : "good", health.PlatesSeen == 0 ? "" : Written.Percent(share), tile.LastPassageAt);
    }

    private static Signal Clock(HealthMessage health)
    {
        bool off = Math.Abs(health.Clock.OffsetMs) > MostOffsetMs;
        return new Signal(
            "clock", IconOf("clock"), off ? Tone.Danger : health.Clock.Synchronised ? Tone.Ok : Tone.Warning, off ? "off" : health.Clock.Synchronised ? "good" : "unsynchronised",
            Written.Count((long)Math.Round(health.Clock.OffsetMs)));
    }

    private static Signal Outbox(CameraTile tile, HealthMessage health)
    {
        bool broken = tile.ChainBroken || tile.ReplacedChain;
        return new Signal(
            "outbox", IconOf("outbox"), broken ? Tone.Danger : health.OutboxDepth >= DeepOutbox || tile.Missing > 0 ? Tone.Warning : Tone.Ok,
            broken ? "broken" : tile.Missing > 0 ? "missing" : health.OutboxDepth >= DeepOutbox ? "deep" : "empty", Written.Count(tile.Missing > 0 ? tile.Missing : health.OutboxDepth), health.OldestUnsent);
    }

    private static Signal Storage(HealthMessage health) => health.DiskFreeBytes is not { } free
        ? new Signal("storage", IconOf("storage"), Tone.Neutral, "unknown", "")
        : new Signal("storage", IconOf("storage"), free < LeastDiskBytes ? Tone.Warning : Tone.Ok, free < LeastDiskBytes ? "few" : "good", Written.Tenths(free / (double)(1L << 30)));

    private static string IconOf(string name) => name switch { "frames" => "frames", "reads" => "read", "clock" => "clock", "outbox" => "outbox", _ => "storage" };
}
