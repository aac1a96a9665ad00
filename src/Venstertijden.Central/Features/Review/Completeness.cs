using NodaTime;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Review;

/// <summary>One line of the list: what evidence needs, and whether it is there.</summary>
/// <param name="Code">Kebab-case; the page's text stands under it.</param>
/// <param name="IsThere">Green.</param>
public sealed record CompletenessLine(string Code, bool IsThere);

/// <summary>What one passage of the case brings as evidence.</summary>
/// <param name="Message">As received.</param>
/// <param name="Verdict">As judged.</param>
/// <param name="PicturesThere">Kinds of the pictures received with the right hash.</param>
public sealed record PassageEvidence(PassageMessage Message, VerdictRecord Verdict, IReadOnlySet<EvidenceKind> PicturesThere);

/// <summary>Whether a case can be decided with a sanction: every line must be green.</summary>
public sealed class Completeness
{
    private readonly Dictionary<string, string?> _factCodes;

    private Completeness(IReadOnlyList<CompletenessLine> lines, IReadOnlyList<string> contradictions, Dictionary<string, string?> factCodes) =>
        (Lines, Contradictions, _factCodes) = (lines, contradictions, factCodes);

    public IReadOnlyList<CompletenessLine> Lines { get; }

    /// <summary>Cautions of the kind that asks for a written reason.</summary>
    public IReadOnlyList<string> Contradictions { get; }

    public bool IsComplete => Lines.All(line => line.IsThere);

    public IReadOnlyList<string> Missing => [.. Lines.Where(line => !line.IsThere).Select(line => line.Code)];

    /// <summary>The fact code of the policy document for a regime; null when it names none for the vehicle.</summary>
    public string? FactCode(string regime) => _factCodes.GetValueOrDefault(regime);

    /// <summary>Judges the evidence of one act: the first passage of the case, which the sanction is about.</summary>
    /// <param name="act">The passage that the sanction is about.</param>
    /// <param name="document">The policy document in force at the act; null when there is none.</param>
    public static Completeness Of(PassageEvidence act, PolicyDocument? document)
    {
        var clock = act.Message.Clock;
        bool clockGood = document is not null && clock.Synchronised && Duration.FromMilliseconds(Math.Abs(clock.OffsetMs)) <= document.ClockTolerance.Value;
        var regimes = act.Verdict.Offence.Split('+', StringSplitOptions.RemoveEmptyEntries);
        bool papers = regimes.Length > 0 && (regimes[0] == Regime.PedestrianZone.Code() ? act.Verdict.Camera.PedestrianPapers : act.Verdict.Camera.ZeroEmissionPapers);
        CompletenessLine[] lines =
        [
            new("overview-picture", act.PicturesThere.Contains(EvidenceKind.Overview)),
            new("plate-picture", act.PicturesThere.Contains(EvidenceKind.Plate)),
            new("clock", clockGood),
            new("permission", papers),
            new("traffic-order", document is not null && regimes.Length > 0 && document.Terms(RegimeOf(regimes[0]))?.TrafficOrder is not null),
            new("register-facts", act.Verdict.Vehicle is not null),
        ];
        VehicleCategory? category = VehicleCategories.TryParse(act.Verdict.Vehicle?.Category, out var known) ? known : null;
        var codes = regimes.ToDictionary(r => r, r => document?.TariffFor(RegimeOf(r), category)?.FactCode.Value);
        return new Completeness(lines, [.. act.Verdict.Cautions.Where(c => c == Cautions.MakeMismatch.Code())], codes);
    }

    private static Regime RegimeOf(string code) => code == Regime.PedestrianZone.Code() ? Regime.PedestrianZone : Regime.ZeroEmissionZone;
}
