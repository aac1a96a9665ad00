using NodaTime;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Review;

/// <summary>One line of the list: what evidence needs, and whether it is there.</summary>
/// <param name="Code">Kebab-case; the page's text stands under it.</param>
/// <param name="IsThere">Green.</param>
public sealed record CompletenessLine(string Code, bool IsThere)
{
    /// <summary>Of a paper that is not there: what is wrong with it (<see cref="Lack"/>), as keys of the texts.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];
}

/// <summary>What one passage of the case brings as evidence.</summary>
/// <param name="Message">As received.</param>
/// <param name="Verdict">As judged.</param>
/// <param name="PicturesThere">Kinds of the pictures received with the right hash.</param>
public sealed record PassageEvidence(PassageMessage Message, VerdictRecord Verdict, IReadOnlySet<EvidenceKind> PicturesThere);

/// <summary>Whether a case can be decided with a sanction: every line must be green.</summary>
public sealed class Completeness
{
    private readonly Dictionary<string, string?> _factCodes;

    private readonly Dictionary<string, IReadOnlyList<CompletenessLine>> _papers;

    private Completeness(IReadOnlyList<CompletenessLine> lines, IReadOnlyList<string> contradictions, Dictionary<string, string?> factCodes, Dictionary<string, IReadOnlyList<CompletenessLine>> papers) =>
        (Lines, Contradictions, _factCodes, _papers) = (lines, contradictions, factCodes, papers);

    public IReadOnlyList<CompletenessLine> Lines { get; }

    /// <summary>Cautions of the kind that asks for a written reason.</summary>
    public IReadOnlyList<string> Contradictions { get; }

    public bool IsComplete => Lines.All(line => line.IsThere);

    public IReadOnlyList<string> Missing => [.. Lines.Where(line => !line.IsThere).Select(line => line.Code)];

    /// <summary>What is missing for a sanction about one of the regimes: each rests on papers of its own.</summary>
    public IReadOnlyList<string> MissingFor(string regime) =>
        [.. Missing.Union(_papers.GetValueOrDefault(regime, []).Where(line => !line.IsThere).Select(line => line.Code))];

    /// <summary>The fact code of the policy document for a regime; null when it names none for the vehicle.</summary>
    public string? FactCode(string regime) => _factCodes.GetValueOrDefault(regime);

    /// <summary>Judges the evidence of one act: the first passage of the case, which the sanction is about.</summary>
    /// <param name="act">The passage that the sanction is about.</param>
    /// <param name="document">The policy document in force at the act; null when there is none.</param>
    /// <param name="warningOnly">Only a warning letter may follow: the warning period need not be over.</param>
    /// <param name="standing">How the camera stood for a regime by the papers on file for that day, as known now.</param>
    public static Completeness Of(PassageEvidence act, PolicyDocument? document, bool warningOnly, Func<Regime, Standing> standing)
    {
        var clock = act.Message.Clock;
        bool clockGood = document is not null && clock.Synchronised && Duration.FromMilliseconds(Math.Abs(clock.OffsetMs)) <= document.ClockTolerance.Value;
        var regimes = act.Verdict.Offence.Split('+', StringSplitOptions.RemoveEmptyEntries);
        var papers = regimes.ToDictionary(r => r, r => Papers(document, warningOnly, standing(RegimeOf(r))));
        CompletenessLine[] lines =
        [
            new("overview-picture", act.PicturesThere.Contains(EvidenceKind.Overview)),
            new("plate-picture", act.PicturesThere.Contains(EvidenceKind.Plate)),
            new("clock", clockGood),
            // Of two broken rules the one with the better papers: the officer may choose the act.
            .. papers.Values.MinBy(lines => lines.Count(l => !l.IsThere)) ?? Papers(null, warningOnly, default),
            new("register-facts", act.Verdict.Vehicle is not null),
        ];
        VehicleCategory? category = VehicleCategories.TryParse(act.Verdict.Vehicle?.Category, out var known) ? known : null;
        var codes = regimes.ToDictionary(r => r, r => document?.TariffFor(RegimeOf(r), category)?.FactCode.Value);
        return new Completeness(lines, [.. act.Verdict.Cautions.Where(c => c == Cautions.MakeMismatch.Code())], codes, papers);
    }

    /// <summary>A line for each paper that the document asks for.</summary>
    private static IReadOnlyList<CompletenessLine> Papers(PolicyDocument? document, bool warningOnly, Standing standing) => document is null
        ? [new CompletenessLine("paper.traffic-order", false)]
        : [.. document.Papers.Where(kind => !(warningOnly && kind == PaperKind.WarningPeriod)).Select(kind => Paper(kind, new Standing(standing.Lacks & Standing.LacksOf(kind))))];

    private static CompletenessLine Paper(PaperKind kind, Standing lacks) => new("paper." + kind.Code(), lacks.Lacks == Lack.None) { Lacks = [.. lacks.Codes()] };

    private static Regime RegimeOf(string code) => code == Regime.PedestrianZone.Code() ? Regime.PedestrianZone : Regime.ZeroEmissionZone;
}
