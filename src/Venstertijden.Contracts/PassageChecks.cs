using NodaTime;

namespace Venstertijden.Contracts;

/// <summary>What the types alone don't hold: ranges and shapes of members. Faults name the member, never its value.</summary>
internal static class PassageChecks
{
    private const int MaxAlternatives = 20;
    private const int MaxEvidence = 20;
    private const int MaxText = 120;

    // What every JSON reader can hold; and adding to it overflows nothing.
    private const long MaxSeq = (1L << 53) - 1;

    internal static string? FirstFault(PassageMessage m)
    {
        if (m.Id == Guid.Empty)
            return "id: expected a UUIDv7";
        if (Link(m.Site, m.Camera, m.Chain, m.Seq, m.PreviousHash) is { } fault)
            return fault;
        if (m.SeenFrom < NodaConstants.UnixEpoch || m.SeenTo < NodaConstants.UnixEpoch)
            return "seenFrom, seenTo: expected 1970 or later";
        if (m.SeenTo < m.SeenFrom)
            return "seenTo: expected not before seenFrom";
        if (m.Kind == PassageKind.Read && m.Plate is null)
            return "plate: expected, for kind is read";
        if (m.Plate is { } plate && Plate(plate) is { } plateFault)
            return plateFault;
        if (m.Vehicle is { } v && (!(v.Confidence is >= 0 and <= 1) || IsLong(v.Class) || IsLong(v.Colour)))
            return $"vehicle: expected a confidence of 0 to 1, and words of at most {MaxText} characters";
        if (m.Evidence.Count > MaxEvidence)
            return $"evidence: expected at most {MaxEvidence}";
        foreach (var item in m.Evidence)
        {
            // A list may hold null, whatever its type says.
            if (item is null || !IsHash(item.Sha256))
                return "evidence.sha256: expected 64 lower-case hex digits";
            if (item.Bytes < 0 || item.MediaType.Length is 0 or > MaxText)
                return "evidence: expected bytes of 0 or more and a media type";
        }

        if (Clock(m.Clock) is { } clockFault)
            return clockFault;
        return Versions(m.Software, m.Models, m.Config);
    }

    internal static string? FirstFault(GapMessage m)
    {
        if (Link(m.Site, m.Camera, m.Chain, m.Seq, m.PreviousHash) is { } fault)
            return fault;
        if (m.NoticedAt < NodaConstants.UnixEpoch)
            return "noticedAt: expected 1970 or later";
        return m.From < 0 || m.To < m.From || m.To > MaxSeq ? "from, to: expected 0 <= from <= to" : null;
    }

    internal static string? Clock(ClockState clock) => !double.IsFinite(clock.OffsetMs) || IsLong(clock.Source) || IsLong(clock.Tzdb)
        ? $"clock: expected a finite offsetMs, and a source and tzdb of at most {MaxText} characters"
        : null;

    internal static string? Versions(string software, ModelVersions models, string config) =>
        IsLong(software) || IsLong(models.Detector) || IsLong(models.Reader) || IsLong(config) ? $"software, models, config: expected at most {MaxText} characters" : null;

    internal static string? Camera(string site, string camera)
    {
        if (!SiteId.TryParse(site, out _))
            return "site: expected 1 to 40 of a-z, 0-9 and '-'";
        return CameraId.TryParse(camera, out _) ? null : "camera: expected 1 to 40 of a-z, 0-9 and '-'";
    }

    private static string? Link(string site, string camera, Guid chain, long seq, string previousHash)
    {
        if (Camera(site, camera) is { } fault)
            return fault;
        if (chain == Guid.Empty)
            return "chain: expected a UUID";
        if (seq is < 1 or > MaxSeq)
            return "seq: expected 1 or more, below 2^53";
        return IsHash(previousHash) ? null : "previousHash: expected 64 lower-case hex digits";
    }

    private static string? Plate(PlateRead plate)
    {
        if (!IsPlateText(plate.Text))
            return "plate.text: expected 1 to 16 of A-Z and 0-9";
        if (plate.Country is { } country && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
            return "plate.country: expected ISO alpha-2 or null";
        if (!(plate.Confidence is >= 0 and <= 1) || plate.Characters.Any(c => !(c is >= 0 and <= 1)))
            return "plate.confidence, plate.characters: expected 0 to 1";
        if (plate.Characters.Count > 16 || plate.Alternatives.Count > MaxAlternatives)
            return $"plate: expected at most 16 characters and {MaxAlternatives} alternatives";
        if (plate.Alternatives.Any(a => a is null || !IsPlateText(a.Text) || !(a.Confidence is >= 0 and <= 1)))
            return "plate.alternatives: expected texts of A-Z and 0-9 with a confidence of 0 to 1";
        if (plate.SecondReader is { Length: > 0 } second && !IsPlateText(second))
            return "plate.secondReader: expected A-Z and 0-9";
        return plate.Agreeing < 0 ? "plate.agreeing: expected 0 or more" : null;
    }

    private static bool IsPlateText(string text) => text.Length is >= 1 and <= 16 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    private static bool IsLong(string? text) => text is { Length: > MaxText };

    internal static bool IsHash(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);
}
