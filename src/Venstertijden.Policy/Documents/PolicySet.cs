using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Documents;

/// <summary>The documents of all zones, asked by zone, day and what was known when.</summary>
public sealed class PolicySet
{
    private readonly Dictionary<ZoneId, PolicyDocument[]> _byZone;

    /// <summary>A set of documents.</summary>
    public PolicySet(IEnumerable<PolicyDocument> documents)
    {
        // Latest record first: the first that covers a day is the one in force.
        Documents = [.. documents.OrderByDescending(d => d.RecordedAt).ThenByDescending(d => d.Version.Number)];
        _byZone = Documents.GroupBy(d => d.Zone).ToDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>All documents, latest recorded first.</summary>
    public ImmutableArray<PolicyDocument> Documents { get; }

    /// <summary>The zones that have a document, in order of name.</summary>
    public IEnumerable<ZoneId> Zones => _byZone.Keys.OrderBy(z => z.Text, StringComparer.Ordinal);

    /// <summary>True when the zone has a document, of whatever period.</summary>
    public bool Has(ZoneId zone) => _byZone.ContainsKey(zone);

    /// <summary>The document in force in a zone at an instant.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="at">The instant of the passage.</param>
    /// <param name="knownAt">Only documents recorded by then; null for all.</param>
    /// <returns>Null when the zone has none.</returns>
    public PolicyDocument? At(ZoneId zone, Instant at, Instant? knownAt = null) => On(zone, DutchTime.Local(at).Date, knownAt);

    /// <summary>The document in force in a zone on a local date.</summary>
    public PolicyDocument? On(ZoneId zone, LocalDate date, Instant? knownAt = null)
    {
        if (!_byZone.TryGetValue(zone, out var documents))
            return null;
        foreach (var document in documents)
            if (document.Valid.Contains(date) && (knownAt is not { } known || document.RecordedAt <= known))
                return document;
        return null;
    }

    /// <summary>The document of that version; null when it is not here.</summary>
    public PolicyDocument? Find(PolicyVersion version) => Documents.FirstOrDefault(d => d.Version == version);
}
