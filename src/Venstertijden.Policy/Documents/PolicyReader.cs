using System.Collections.Immutable;

namespace Venstertijden.Policy.Documents;

/// <summary>Documents, or every mistake in them: a set with a mistake never goes live in part.</summary>
/// <param name="Set">The set; null when there is an error.</param>
/// <param name="Errors">Mistakes by file and line; empty on success.</param>
public sealed record PolicyReading(PolicySet? Set, ImmutableArray<PolicyError> Errors);
