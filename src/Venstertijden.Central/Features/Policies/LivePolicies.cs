using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.WhatIf;

namespace Venstertijden.Central.Features.Policies;

/// <summary>
/// The documents that central judges by, at this moment. Who judges asks for <see cref="Current"/> each time and keeps none of it:
/// a document published while central runs holds for the next passage.
/// </summary>
public sealed class LivePolicies
{
    private volatile State _state;

    /// <param name="first">The set to begin with.</param>
    /// <param name="drafts">Drafts: they judge nothing, but bands of anonymous facts keep to their boundaries too.</param>
    public LivePolicies(PolicySet first, PolicySet? drafts = null) => _state = State.Of(first, drafts, []);

    /// <summary>The last set that was whole.</summary>
    public PolicySet Current => _state.Set;

    /// <summary>Why what lies in the folder or the database is not (wholly) in force; empty when all is well.</summary>
    public ImmutableArray<PolicyError> Faults => _state.Faults;

    /// <summary>Dates of first admission at which some document or draft makes a difference, in order.</summary>
    public ImmutableArray<LocalDate> AdmissionBoundaries => _state.Boundaries;

    /// <summary>From now on this set; who is judging finishes by the one before.</summary>
    public void Replace(PolicySet set, PolicySet? drafts = null) => _state = State.Of(set, drafts, _state.Faults);

    /// <summary>Notes the faults; the set stays as it is.</summary>
    public void Note(ImmutableArray<PolicyError> faults) => _state = _state with { Faults = faults };

    /// <summary>A set that stays as it is, for tests and commands.</summary>
    public static LivePolicies ToLivePolicies(PolicySet set) => new(set);

    public static implicit operator LivePolicies(PolicySet set) => ToLivePolicies(set);

    private sealed record State(PolicySet Set, ImmutableArray<LocalDate> Boundaries, ImmutableArray<PolicyError> Faults)
    {
        internal static State Of(PolicySet set, PolicySet? drafts, ImmutableArray<PolicyError> faults) =>
            new(set, AdmissionBand.BoundariesOf(drafts is null ? [set] : [set, drafts]), faults);
    }
}
