using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Inspecting;

/// <summary>How a sign was found.</summary>
public enum SignState
{
    /// <summary>Present and readable.</summary>
    Good,

    /// <summary>Covered by leaves, snow, a sticker, a container.</summary>
    Covered,

    /// <summary>Present, not readable: faded, dirty, turned away, damaged.</summary>
    Unreadable,

    Missing,

    /// <summary>It does not belong to this post, as the end of a zone at its entrance: no fault, no photograph.</summary>
    NotHere,
}

/// <summary>The answer for one sign.</summary>
/// <param name="Sign">The sign.</param>
/// <param name="State">Null while it is not answered.</param>
/// <param name="Note">What the officer wrote; needed for a fault.</param>
/// <param name="Photo">Null without one.</param>
public sealed record SignAnswer(RouteSign Sign, SignState? State, string Note, Photo? Photo)
{
    public bool IsFault => State is SignState.Covered or SignState.Unreadable or SignState.Missing;

    internal bool IsEmpty => State is null && Note.Length == 0 && Photo is null;
}

/// <summary>The answers for one post.</summary>
/// <param name="Stop">The post.</param>
/// <param name="At">Local time at which it was looked at; null when it was not given, or not readable.</param>
/// <param name="Place">Where the officer stood.</param>
/// <param name="Signs">An answer for each sign of the post, in its order.</param>
public sealed record StopAnswer(RouteStop Stop, LocalDateTime? At, string Place, ImmutableArray<SignAnswer> Signs)
{
    /// <summary>Left open: nothing is written of it, and it stays due.</summary>
    public bool IsEmpty => Signs.All(s => s.IsEmpty);

    public bool FoundFault => Signs.Any(s => s.IsFault);
}

/// <summary>A round as an officer signs it.</summary>
/// <param name="Key">Chosen by the phone when the round began: sent twice, it is recorded once.</param>
/// <param name="Stops">An answer, or none, for each post.</param>
/// <param name="SignedBy">The name that the officer typed.</param>
/// <param name="IsPartial">He says that posts were left open on purpose.</param>
public sealed record Round(Guid Key, ImmutableArray<StopAnswer> Stops, string SignedBy, bool IsPartial)
{
    public IEnumerable<StopAnswer> Done => Stops.Where(s => !s.IsEmpty);

    /// <summary>The mark that its papers share. From the key alone: the same on every try.</summary>
    public static string NumberOf(SiteId site, Guid key) => RoundPapers.Prefix + Hash(site, key, "")[..10];

    /// <summary>The id of the paper of one post: a second try meets the first one's.</summary>
    public static Guid PaperOf(SiteId site, Guid key, CameraId camera)
    {
        byte[] id = Convert.FromHexString(Hash(site, key, camera.Value)[..32]);
        // Version 8 of RFC 9562: made by a rule of our own.
        (id[6], id[8]) = ((byte)(0x80 | (id[6] & 0x0F)), (byte)(0x80 | (id[8] & 0x3F)));
        return new Guid(id, bigEndian: true);
    }

    private static string Hash(SiteId site, Guid key, string camera) => Signing.Hash(Encoding.UTF8.GetBytes($"round {site} {key:N} {camera}"));
}

/// <summary>Something that keeps a round from being signed: the field (its id on the page), and why, as a key of the texts.</summary>
public sealed record RoundFault(string Field, string Code);

/// <summary>The names of the fields of the form, on the page and in the phone's memory.</summary>
public static class RoundFields
{
    public static string At(CameraId camera) => $"at-{camera}";
    public static string Place(CameraId camera) => $"place-{camera}";
    public static string State(CameraId camera, int sign) => $"state-{camera}-{sign}";
    public static string Note(CameraId camera, int sign) => $"note-{camera}-{sign}";
    public static string Photo(CameraId camera, int sign) => $"photo-{camera}-{sign}";
}

/// <summary>What a round must say before it is signed. Pure.</summary>
public static class RoundCheck
{
    /// <summary>Most characters of a note and of a place.</summary>
    public const int MaxNote = 120;

    /// <summary>A round that lay longer on a phone is not told of afterwards.</summary>
    public static readonly Period LongestAgo = Period.FromDays(7);

    // A phone's clock may be a little ahead.
    private static readonly Period Ahead = Period.FromMinutes(2);

    /// <summary>Every fault; empty when it can be signed.</summary>
    /// <param name="round">The round.</param>
    /// <param name="me">Name of who is signed in.</param>
    /// <param name="now">Local time.</param>
    public static ImmutableArray<RoundFault> Of(Round round, string me, LocalDateTime now)
    {
        var faults = ImmutableArray.CreateBuilder<RoundFault>();
        foreach (var stop in round.Done)
            Stop(stop, now, faults);
        if (!round.Done.Any())
            faults.Add(new RoundFault("round", "nothing"));
        else if (!round.IsPartial && round.Stops.Any(s => s.IsEmpty))
            faults.Add(new RoundFault("Partial", "half"));
        if (round.SignedBy.Length == 0)
            faults.Add(new RoundFault("SignedBy", "unsigned"));
        else if (!string.Equals(Spaced(round.SignedBy), Spaced(me), StringComparison.OrdinalIgnoreCase))
            faults.Add(new RoundFault("SignedBy", "not-you"));
        return faults.ToImmutable();
    }

    private static void Stop(StopAnswer stop, LocalDateTime now, ImmutableArray<RoundFault>.Builder faults)
    {
        var camera = stop.Stop.Camera;
        string? time = stop.At is not { } at ? "at-missing" : at > now + Ahead ? "at-future" : at < now - LongestAgo ? "at-old" : null;
        if (time is not null)
            faults.Add(new RoundFault(RoundFields.At(camera), time));
        if (stop.Place.Length is 0 or > MaxNote)
            faults.Add(new RoundFault(RoundFields.Place(camera), stop.Place.Length == 0 ? "place-missing" : "too-long"));
        foreach (var (i, sign) in stop.Signs.Index())
            Sign(camera, i + 1, sign, faults);
        if (stop.Signs.Any(s => s.State is null))
            return;
        // Of each rule at least one sign was looked at: else "not here" would be a way round it.
        var unseen = stop.Signs.SelectMany(s => s.Sign.Regimes).Distinct().Where(r => stop.Signs.All(s => s.State == SignState.NotHere || !s.Sign.Regimes.Contains(r))).ToList();
        if (unseen.Count > 0)
            faults.Add(new RoundFault(RoundFields.State(camera, 1 + stop.Signs.Index().First(s => s.Item.Sign.Regimes.Contains(unseen[0])).Index), "rule-unseen"));
    }

    private static void Sign(CameraId camera, int number, SignAnswer sign, ImmutableArray<RoundFault>.Builder faults)
    {
        if (sign.State is null)
            faults.Add(new RoundFault(RoundFields.State(camera, number), "state-missing"));
        if (sign.Photo?.Fault is { } bad)
            faults.Add(new RoundFault(RoundFields.Photo(camera, number), bad));
        else if (sign.Photo is null && sign.State is not (null or SignState.NotHere))
            faults.Add(new RoundFault(RoundFields.Photo(camera, number), "photo-missing"));
        if (sign.Note.Length > MaxNote)
            faults.Add(new RoundFault(RoundFields.Note(camera, number), "too-long"));
        else if (sign.IsFault && sign.Note.Length == 0)
            faults.Add(new RoundFault(RoundFields.Note(camera, number), "note-missing"));
    }

    private static string Spaced(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A round as papers in the file: one inspection for each post that was looked at.</summary>
public static class RoundPapers
{
    /// <summary>With which the number of a round begins.</summary>
    public const string Prefix = "schouw-";

    /// <summary>The papers with their photographs, to be filed together.</summary>
    public static IReadOnlyList<(PaperRequest Request, IReadOnlyList<UploadedPaper> Uploads)> Of(Round round, SiteId site) =>
        [.. round.Done.Select(stop => (Request(round, site, stop), Photos(stop)))];

    private static PaperRequest Request(Round round, SiteId site, StopAnswer stop) =>
        new(PaperKind.SignInspection, stop.Stop.Zone, stop.Stop.Camera, Regime.PedestrianZone)
        {
            Id = Round.PaperOf(site, round.Key, stop.Stop.Camera), DatedOn = stop.At!.Value.Date, Time = stop.At.Value.TimeOfDay, Number = Round.NumberOf(site, round.Key),
            FoundFault = stop.FoundFault, Fault = Cut(string.Join("; ", stop.Signs.Where(s => s.IsFault).Select(Said))),
            Note = Cut(string.Join("; ", [stop.Place, .. stop.Signs.Where(s => !s.IsFault && (s.Note.Length > 0 || s.State == SignState.NotHere)).Select(Said)])),
        };

    private static IReadOnlyList<UploadedPaper> Photos(StopAnswer stop) =>
        [.. stop.Signs.Where(s => s.State != SignState.NotHere && s.Photo is not null).Select((s, i) => UploadedPaper.Of(new PhotoName(i + 1, s.Sign.Code, s.State!.Value).ToString(), s.Photo!.Content))];

    // What is filed is a Dutch document, whatever language the screen had.
    private static string Said(SignAnswer sign) => $"{sign.Sign.Code} {Word(sign.State!.Value)}{(sign.Note.Length > 0 ? $": {sign.Note}" : "")}";

    private static string Word(SignState state) => state switch
    {
        SignState.Good => "aanwezig en leesbaar",
        SignState.Covered => "afgedekt",
        SignState.Unreadable => "niet leesbaar",
        SignState.Missing => "weg",
        SignState.NotHere => "staat niet bij deze post",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Say it in Dutch."),
    };

    private static string Cut(string text) => text.Length <= Paper.MaxWords ? text : text[..(Paper.MaxWords - 1)] + "…";
}

/// <summary>The name of a photograph's file tells which sign it shows and how that was found, also outside the system: <c>1-G07z-good.jpg</c>.</summary>
public sealed record PhotoName(int Number, string Sign, SignState State)
{
    public override string ToString() => $"{Number}-{Sign}-{Kebab.Name(State)}.jpg";

    /// <summary>Reads a name; null for a file of another kind.</summary>
    public static PhotoName? Of(string fileName)
    {
        string name = Path.GetFileNameWithoutExtension(fileName);
        int first = name.IndexOf('-', StringComparison.Ordinal), last = name.LastIndexOf('-');
        if (first <= 0 || last <= first + 1 || !int.TryParse(name[..first], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number))
            return null;
        foreach (var state in Enum.GetValues<SignState>())
            if (Kebab.Name(state) == name[(last + 1)..])
                return new PhotoName(number, name[(first + 1)..last], state);
        return null;
    }
}
