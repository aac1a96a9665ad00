using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>What is wrong with a draft, or the document that it would become.</summary>
/// <param name="Document">As it would be recorded now; null when there is a mistake.</param>
/// <param name="Errors">Every mistake with its line.</param>
/// <param name="StartsInPast">It would hold for days that are over: open cases of those days are judged anew.</param>
public sealed record DraftCheck(PolicyDocument? Document, ImmutableArray<PolicyError> Errors, bool StartsInPast)
{
    public const string FileName = "concept";

    public bool IsGood => Document is not null;

    /// <summary>The numbers of the traffic orders that the document rests on.</summary>
    public IEnumerable<string> TrafficOrders => Document is null ? [] :
        new[] { Document.Pedestrian?.Terms.TrafficOrder, Document.ZeroEmission?.Terms.TrafficOrder }.OfType<TrafficOrder>().Select(o => o.Number).Distinct();

    /// <summary>Reads the draft beside what is stored: what is wrong in itself, and what is wrong beside the others.</summary>
    public static DraftCheck Of(string yaml, string site, IReadOnlyList<StoredPolicy> stored, Instant now, LocalDate today)
    {
        string recorded = StoredPolicies.RecordedAt(yaml, now);
        if (PolicyReader.ReadDocument(FileName, recorded, out var errors) is not { } document)
            return new DraftCheck(null, errors, false);
        var beside = new List<PolicyError>();
        if (document.Site != site)
            beside.Add(new PolicyError(FileName, StoredPolicies.LineOf(yaml, "site"), "site", $"expected {site}, found '{document.Site}'"));
        int highest = stored.Where(s => s.DocumentId == document.Version.Id).Select(s => s.Number).DefaultIfEmpty(0).Max();
        if (document.Version.Number <= highest)
            beside.Add(new PolicyError(FileName, StoredPolicies.LineOf(yaml, "version"), "version", string.Create(CultureInfo.InvariantCulture, $"expected {highest + 1} or higher, found {document.Version.Number}: version {highest} of {document.Version.Id} is stored already")));
        if (stored.FirstOrDefault(s => s.Zone == document.Zone.Text && s.RecordedAt > now) is { } later)
            beside.Add(new PolicyError(FileName, StoredPolicies.LineOf(yaml, "recorded"), "recorded", $"expected a moment after {later.VersionName}, which says that it was recorded at {later.RecordedAt}: publish after that"));
        if (beside.Count == 0)
            beside.AddRange(PolicyReader.ReadFolder([.. stored.Select(s => (s.FileName, s.Yaml)), (FileName, recorded)]).Errors.Where(e => e.File == FileName));
        return beside.Count > 0
            ? new DraftCheck(null, [.. beside.OrderBy(e => e.Line)], false)
            : new DraftCheck(document, [], document.Valid.From < today);
    }
}
