namespace Venstertijden.Contracts;

/// <summary>Ranges of commands. Faults name the member, never its value.</summary>
internal static class CommandChecks
{
    private const int MostPassages = 1000;
    private const int MostPictures = 20;

    internal static string? FirstFault(CommandMessage command) => command switch
    {
        Acknowledge a => a.Chain == Guid.Empty || a.UpTo < 0 ? "chain, upTo: expected a UUID and 0 or more" : null,
        Resend r => r.Chain == Guid.Empty || r.From < 1 || r.To < r.From ? "chain, from, to: expected a UUID and 1 <= from <= to" : null,
        SendEvidence s => s.Passage == Guid.Empty || s.Sha256.Count > MostPictures || !s.Sha256.All(PassageChecks.IsHash)
            ? $"passage, sha256: expected a UUID and at most {MostPictures} of 64 lower-case hex digits"
            : null,
        DiscardEvidence d => d.Passages.Count > MostPassages ? $"passages: expected at most {MostPassages}" : null,
        ApplyConfig c => c.Version < 1 ? "version: expected 1 or more" : null,
        _ => "command: expected a known one",
    };
}
