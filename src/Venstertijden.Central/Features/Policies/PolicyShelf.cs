using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>
/// Keeps every version of every policy document and puts the whole set in force, without restart. A set with a mistake never goes live:
/// the last good one stays, and the mistakes are told on the pages and in the log.
/// </summary>
public sealed class PolicyShelf : IDisposable
{
    private static readonly Actor Program = Actor.System("policies");

    private readonly CentralDbs _databases;
    private readonly LivePolicies _live;
    private readonly IClock _clock;
    private readonly ILogger<PolicyShelf> _log;
    private readonly WatchedPolicyFolder? _folder;
    private readonly SemaphoreSlim _one = new(1);
    private ImmutableArray<PolicyError> _folderFaults = [];
    private IReadOnlyCollection<SiteId> _sites = [];
    private string? _seen;

    public PolicyShelf(CentralDbs databases, LivePolicies live, CentralOptions options, IClock clock, ILogger<PolicyShelf> log)
    {
        (_databases, _live, _clock, _log) = (databases, live, clock, log);
        _folder = options.PolicyFolder is { } folder ? new WatchedPolicyFolder(folder) : null;
    }

    /// <summary>Takes in what ships or lies in the folder, and puts the stored set in force. Called once, before anything is judged.</summary>
    /// <exception cref="BadConfigException">No set is whole: judging without rules would let everything pass.</exception>
    public async Task Open(IReadOnlyCollection<SiteId> sites, CancellationToken ct)
    {
        if (_folder is null)
            await TakeIn([.. AssenPolicies.Files.Where(f => PolicyReader.ReadDocument(f.Name, f.Yaml, out _) is { } document && sites.Any(s => s.Value == document.Site))], PolicyOrigin.Shipped, ct);
        await Refresh(sites, ct);
        if (_seen is null)
            throw new BadConfigException(string.Join('\n', _live.Faults));
    }

    /// <summary>Takes up what changed in folder and database. Cheap when nothing did: asked every second.</summary>
    public async Task Refresh(IReadOnlyCollection<SiteId> sites, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            _sites = sites;
            await TakeFolder(ct);
            await PutInForce(sites, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Takes up at once what was just published here.</summary>
    public Task Renew(CancellationToken ct) => Refresh(_sites, ct);

    public void Dispose() => _one.Dispose();

    private async Task TakeFolder(CancellationToken ct)
    {
        if (_folder is null)
            return;
        var (files, fault) = _folder.ReadIfChanged();
        if (fault is not null)
            _folderFaults = [fault];
        else if (files is not null)
            _folderFaults = await TakeIn(files, PolicyOrigin.Folder, ct);
    }

    /// <summary>Stores the documents that are new, all or none of them.</summary>
    /// <returns>Every mistake; then nothing was stored.</returns>
    private async Task<ImmutableArray<PolicyError>> TakeIn(IReadOnlyList<(string Name, string Yaml)> files, PolicyOrigin origin, CancellationToken ct)
    {
        if (files.Count == 0)
            return [];
        var reading = PolicyReader.ReadFolder(files);
        if (reading.Set is null)
            return reading.Errors;
        var faults = new List<PolicyError>();
        foreach (var ofSite in files.Select(f => (f.Name, f.Yaml, Document: PolicyReader.ReadDocument(f.Name, f.Yaml, out _)!)).GroupBy(f => f.Document.Site))
        {
            if (!SiteId.TryParse(ofSite.Key, out var site))
            {
                faults.Add(new PolicyError(ofSite.First().Name, 1, "site", $"expected a municipality of a-z, 0-9 and '-', found '{ofSite.Key}'"));
                continue;
            }

            await using var db = _databases.Open(site);
            var stored = await db.Policies.AsNoTracking().ToListAsync(ct);
            var clashes = ofSite.SelectMany(f => Clash(stored, f.Name, f.Yaml, f.Document, origin)).ToList();
            faults.AddRange(clashes);
            if (clashes.Count > 0)
                continue;
            foreach (var (name, yaml, document) in ofSite.Where(f => stored.TrueForAll(s => s.VersionName != f.Document.Version)))
            {
                db.Policies.Add(StoredPolicy.Of(document, name, yaml, origin, _clock.GetCurrentInstant()));
                AuditTrail.Record(db, Program, "policy.store", $"policy:{document.Version}", Kebab.Name(origin), _clock.GetCurrentInstant());
                if (origin == PolicyOrigin.Folder)
                    Log.Taken(_log, document.Version.ToString());
            }

            await db.SaveChangesAsync(ct);
        }

        return [.. faults];
    }

    /// <summary>A version that is stored is never written over, and the set with the new ones must be whole.</summary>
    private static IEnumerable<PolicyError> Clash(List<StoredPolicy> stored, string name, string yaml, PolicyDocument document, PolicyOrigin origin)
    {
        if (stored.Find(s => s.VersionName == document.Version) is { } same)
        {
            if (origin == PolicyOrigin.Folder && same.Yaml.ReplaceLineEndings("\n") != yaml.ReplaceLineEndings("\n"))
                yield return new PolicyError(name, StoredPolicies.LineOf(yaml, "version"), "version", $"expected a number above {stored.Where(s => s.DocumentId == document.Version.Id).Max(s => s.Number)}: version {document.Version.Number} is stored already with another text, and a stored version never changes");
            yield break;
        }

        foreach (var error in PolicyReader.ReadFolder([.. stored.Select(s => (s.FileName, s.Yaml)), (name, yaml)]).Errors.Where(e => e.File == name))
            yield return error;
    }

    private async Task PutInForce(IReadOnlyCollection<SiteId> sites, CancellationToken ct)
    {
        var (texts, drafts, seen) = (new List<(string, string)>(), new List<(string, string)>(), "");
        foreach (var site in sites)
        {
            await using var db = _databases.Open(site);
            seen += $"{site.Value} {await StoredPolicies.Signature(db, ct)}|";
        }

        if (seen != _seen)
        {
            foreach (var site in sites)
            {
                await using var db = _databases.Open(site);
                texts.AddRange(await StoredPolicies.Texts(db, ct));
                drafts.AddRange(await db.PolicyDrafts.AsNoTracking().Where(d => d.State == DraftState.Writing || d.State == DraftState.Asked).Select(d => new ValueTuple<string, string>(d.Title, d.Yaml)).ToListAsync(ct));
            }

            var reading = PolicyReader.ReadFolder(texts);
            if (reading.Set is { } set)
            {
                _live.Replace(set, DraftSet(drafts));
                Log.InForce(_log, set.Documents.Length, string.Join(' ', sites.Select(s => s.Value)));
                _seen = seen;
            }

            // An empty shelf beside a broken folder has one cause, not two.
            Tell(texts.Count == 0 && !_folderFaults.IsEmpty ? _folderFaults : [.. _folderFaults, .. reading.Errors]);
            return;
        }

        Tell(_folderFaults);
    }

    /// <summary>Drafts that can be read, with those that ship; a broken one only lacks its boundaries.</summary>
    private static PolicySet DraftSet(List<(string Name, string Yaml)> drafts) =>
        new([.. AssenPolicies.AllWithDrafts.Documents, .. drafts.Select(d => PolicyReader.ReadDocument(d.Name, d.Yaml, out _)).OfType<PolicyDocument>()]);

    private void Tell(ImmutableArray<PolicyError> faults)
    {
        if (faults.SequenceEqual(_live.Faults))
            return;
        foreach (var fault in faults.Except(_live.Faults))
            Log.NotInForce(_log, fault.ToString());
        _live.Note(faults);
    }
}
