using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;
using Venstertijden.Policy.ZeroEmission;

namespace Venstertijden.Policy.OpenData;

/// <summary>
/// Works out what changes in the zones from published documents alone: event days and closures, holidays, other windows, rules that begin, vehicles that lose access. How the rules
/// are enforced is in none of it: a document that differs in that alone changes nothing here.
/// </summary>
public static class ZoneChanges
{
    // What lies further back is no news; single days further ahead have not been planned by anybody.
    private const int DaysBack = 31;
    private const int DaysAhead = 366;

    // A day is unusual beside the same weekday of the weeks around it.
    private const int WeeksAround = 4;

    /// <summary>All changes that are announced, and those withdrawn before their day; the latest announced first.</summary>
    /// <param name="documents">Published documents.</param>
    /// <param name="at">Only what was recorded by then.</param>
    public static ImmutableArray<ZoneChange> Of(PolicySet documents, Instant at)
    {
        Instant[] records = [.. documents.Documents.Select(d => d.RecordedAt).Where(r => r <= at).Distinct().Order()];
        if (records.Length == 0)
            return [];
        var today = DutchTime.Local(at).Date;
        var views = Array.ConvertAll(records, known => View(documents, records, known, today).DistinctBy(c => c.Id).ToDictionary(c => c.Id));
        return [.. Standing(records, views).Concat(Withdrawn(records, views, today)).OrderByDescending(c => c.AnnouncedAt).ThenBy(c => c.On).ThenBy(c => c.Zone.Text, StringComparer.Ordinal).ThenBy(c => c.Id)];
    }

    /// <summary>The id of a municipality's feed.</summary>
    public static Guid FeedId(string site) => NamedUuid.Of(Encoding.UTF8.GetBytes($"zone-changes|{site}"));

    /// <summary>Each with the record from which on every later one says the same.</summary>
    private static IEnumerable<ZoneChange> Standing(Instant[] records, Dictionary<Guid, ZoneChange>[] views)
    {
        foreach (var change in views[^1].Values)
        {
            int first = views.Length - 1;
            while (first > 0 && views[first - 1].ContainsKey(change.Id))
                first--;
            yield return change with { AnnouncedAt = records[first] };
        }
    }

    private static IEnumerable<ZoneChange> Withdrawn(Instant[] records, Dictionary<Guid, ZoneChange>[] views, LocalDate today)
    {
        var told = new HashSet<Guid>(views[^1].Keys);
        for (int i = views.Length - 2; i >= 0; i--)
            foreach (var change in views[i].Values)
                if (told.Add(change.Id) && change.On >= today)
                    yield return change with { AnnouncedAt = records[i + 1], IsWithdrawn = true };
    }

    /// <summary>What one would have announced who knew the documents recorded by then.</summary>
    private static IEnumerable<ZoneChange> View(PolicySet documents, Instant[] records, Instant known, LocalDate today)
    {
        var first = today.PlusDays(-DaysBack);
        foreach (var zone in documents.Zones)
        {
            foreach (var edge in Edges(documents, zone, known).Where(e => e >= first))
                if (Between(zone, edge, documents.On(zone, edge.PlusDays(-1), known), documents.On(zone, edge, known)) is { } change)
                    yield return change;
            // Recorded anew while in force: that holds from the day of the record on.
            for (int i = 1; i < records.Length && records[i] <= known; i++)
                if (DutchTime.Local(records[i]).Date is var day && day >= first && Between(zone, day, documents.On(zone, day, records[i - 1]), documents.On(zone, day, records[i])) is { } anew)
                    yield return anew;
            foreach (var change in AccessEnds(documents, zone, known, first).Concat(Days(documents, zone, known, first, today.PlusDays(DaysAhead))))
                yield return change;
        }
    }

    private static IEnumerable<LocalDate> Edges(PolicySet documents, ZoneId zone, Instant known) =>
        documents.Documents.Where(d => d.Zone == zone && d.RecordedAt <= known).SelectMany(d => new[] { d.Valid.From, d.Valid.Until }).OfType<LocalDate>().Distinct();

    private static ZoneChange? Between(ZoneId zone, LocalDate on, PolicyDocument? before, PolicyDocument? after)
    {
        if (before == after)
            return null;
        if (before is null || after is null)
            return Made(zone, before is null ? ZoneChangeKind.Begins : ZoneChangeKind.Ends, on, after, "");
        if (Week(before, on) != Week(after, on))
            return Made(zone, ZoneChangeKind.Windows, on, after, Week(after, on));
        return Told(before) == Told(after) ? null : Made(zone, ZoneChangeKind.Rules, on, after, Told(after));
    }

    private static IEnumerable<ZoneChange> AccessEnds(PolicySet documents, ZoneId zone, Instant known, LocalDate first) =>
        from document in documents.Documents
        where document.Zone == zone && document.RecordedAt <= known && document.ZeroEmission is not null
        from row in document.ZeroEmission!.Table.Rows
        where row is { Always: false, AccessUntil: { } until } && until >= first && ReferenceEquals(documents.On(zone, until, known), document)
        select Made(zone, ZoneChangeKind.AccessEnds, row.AccessUntil!.Value, document, Who(row)) with { Row = row };

    private static IEnumerable<ZoneChange> Days(PolicySet documents, ZoneId zone, Instant known, LocalDate first, LocalDate last)
    {
        for (var date = first; date < last; date = date.PlusDays(1))
        {
            if (documents.On(zone, date, known) is not { Pedestrian.Windows: { } windows } document)
                continue;
            var (open, usual) = (windows.On(date), Usual(windows, date));
            string? holiday = document.Holidays.Value.NameOf(date);
            if (!open.SequenceEqual(usual))
                yield return Made(zone, open.IsEmpty ? ZoneChangeKind.Closed : ZoneChangeKind.OtherTimes, date, document, string.Join(',', open)) with { Holiday = holiday };
            else if (holiday is not null && !open.IsEmpty)
                yield return Made(zone, ZoneChangeKind.Holiday, date, document, holiday) with { Holiday = holiday };
        }
    }

    /// <summary>The windows that the same weekday has most often in the weeks around.</summary>
    private static ImmutableArray<AccessWindow> Usual(WindowCalendar windows, LocalDate date) => !windows.DependsOnDate ? windows.On(date) :
        Enumerable.Range(-WeeksAround, (2 * WeeksAround) + 1).Where(w => w != 0).Select(w => windows.On(date.PlusWeeks(w)))
            .GroupBy(w => string.Join(',', w)).OrderByDescending(g => g.Count()).First().First();

    /// <summary>The windows of a usual week; single days are told apart.</summary>
    private static string Week(PolicyDocument document, LocalDate from) => document.Pedestrian is not { } walk ? "" :
        string.Join(';', Enumerable.Range(0, 7).Select(d => from.PlusDays(d)).OrderBy(d => d.DayOfWeek).Select(d => string.Join(',', Usual(walk.Windows, d))));

    private static ZoneChange Made(ZoneId zone, ZoneChangeKind kind, LocalDate on, PolicyDocument? document, string what) => new(
        NamedUuid.Of(Encoding.UTF8.GetBytes(FormattableString.Invariant($"zone-change|{zone.Text}|{kind}|{on:uuuu-MM-dd}|{what}"))),
        zone, kind, on, Instant.MinValue, false, document, document?.Pedestrian?.Windows.On(on) ?? [], null, null);

    /// <summary>What of a document, beside its windows, is about who may enter and when.</summary>
    private static string Told(PolicyDocument document) => string.Join('\n',
    [
        $"{document.Pedestrian?.Terms.AppliesTo}", $"{document.ZeroEmission?.Terms.AppliesTo}",
        .. document.ZeroEmission?.Table.Rows.Select(Who) ?? [],
        .. document.ZeroEmission?.Statutory.Select(s => FormattableString.Invariant($"{s.Name} {s.Categories} {string.Join('+', s.BodyTokens)} {s.FromAge} {s.YoungerThan} {s.Until:uuuu-MM-dd}")) ?? [],
        .. document.ExemptionRules.Select(r => $"{r.Kind} {r.Opens} {r.Hours.Text} {r.Conditions} {r.AfterLastDay}"),
    ]);

    private static string Who(TransitionRow row) =>
        FormattableString.Invariant($"{row.Categories} {row.Classes} {row.Body} {row.AdmittedFrom:uuuu-MM-dd} {row.AdmittedBefore:uuuu-MM-dd} {row.AccessUntil:uuuu-MM-dd} {row.Always}");
}
