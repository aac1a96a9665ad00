using System.Collections.Concurrent;
using System.Collections.Immutable;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Policy.Verdicts;

/// <summary>
/// Equal verdicts of one document are one instance, so that judging a million allowed passages leaves no garbage. At most a few hundred combinations occur.
/// </summary>
internal sealed class VerdictCache(PolicyVersion policy)
{
    private readonly ConcurrentDictionary<int, Verdict> _verdicts = new();

    internal Verdict Get(VerdictCode code, ReasonCode reason, ImmutableArray<Regime> offences, Cautions cautions, RuleOutcome pedestrian, RuleOutcome zeroEmission)
    {
        var key = (int)code | ((int)reason << 3) | (OffenceKey(offences) << 7) | ((int)pedestrian << 10) | ((int)zeroEmission << 12) | ((int)cautions << 14);
        return _verdicts.TryGetValue(key, out var known)
            ? known
            : _verdicts.GetOrAdd(key, new Verdict(code, reason, offences, cautions, pedestrian, zeroEmission, policy));
    }

    private static int OffenceKey(ImmutableArray<Regime> offences) => offences switch
    {
        [] => 0,
        [var only] => 1 + (int)only,
        [var first, _] => 3 + (int)first,
        _ => throw new ArgumentException("two regimes at most", nameof(offences)),
    };
}
