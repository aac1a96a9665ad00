namespace Venstertijden.Contracts;

/// <summary>What the types alone don't hold: ranges and shapes of members. Faults name the member, never its value.</summary>
internal static class PassageChecks
{
    private const int MaxAlternatives = 20;
    private const int MaxEvidence = 20;
    private const int MaxText = 120;

    internal static string? FirstFault(PassageMessage m)
    {
        if (m.Id == Guid.Empty)
            return "id: expected a UUIDv7";
        if (Link(m.Site, m.Camera, m.Chain, m.Seq, m.PreviousHash) is { } fault)
            return fault;
        if (m.SeenTo < m.SeenFrom)
            return "seenTo: expected not before seenFrom";
        if (m.Kind == PassageKind.Read && m.Plate is null)
            return "plate: expected, for kind is read";
        if (m.Plate is { } plate && Plate(plate) is { } plateFault)
            return plateFault;
        if (m.Vehicle is { } v && !(v.Confidence is >= 0 and <= 1))
            return "vehicle.confidence: expected 0 to 1";
        if (m.Evidence.Count > MaxEvidence)
            return $"evidence: expected at most {MaxEvidence}";
        foreach (var item in m.Evidence)
        {
            if (!IsHash(item.Sha256))
                return "evidence.sha256: expected 64 lower-case hex digits";
            if (item.Bytes < 0 || item.MediaType.Length is 0 or > MaxText)
                return "evidence: expected bytes of 0 or more and a media type";
        }

        if (!double.IsFinite(m.Clock.OffsetMs))
            return "clock.offsetMs: expected a finite number";
        return m.Software.Length > MaxText || m.Config.Length > MaxText ? $"software, config: expected at most {MaxText} characters" : null;
    }

    internal static string? FirstFault(GapMessage m)
    {
        if (Link(m.Site, m.Camera, m.Chain, m.Seq, m.PreviousHash) is { } fault)
            return fault;
        return m.From < 0 || m.To < m.From ? "from, to: expected 0 <= from <= to" : null;
    }

    private static string? Link(string site, string camera, Guid chain, long seq, string previousHash)
    {
        if (!SiteId.TryParse(site, out _))
            return "site: expected 1 to 40 of a-z, 0-9 and '-'";
        if (!CameraId.TryParse(camera, out _))
            return "camera: expected 1 to 40 of a-z, 0-9 and '-'";
        if (chain == Guid.Empty)
            return "chain: expected a UUID";
        if (seq < 1)
            return "seq: expected 1 or more";
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
        if (plate.Alternatives.Any(a => !IsPlateText(a.Text) || !(a.Confidence is >= 0 and <= 1)))
            return "plate.alternatives: expected texts of A-Z and 0-9 with a confidence of 0 to 1";
        if (plate.SecondReader is { Length: > 0 } second && !IsPlateText(second))
            return "plate.secondReader: expected A-Z and 0-9";
        return plate.Agreeing < 0 ? "plate.agreeing: expected 0 or more" : null;
    }

    private static bool IsPlateText(string text) => text.Length is >= 1 and <= 16 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
