using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>All papers of a site in memory: judging asks it for every passage, and it never asks the database.</summary>
public sealed class ReadinessFile
{
    private readonly ImmutableArray<Paper> _papers;
    private readonly ConcurrentDictionary<(string Zone, CameraId Camera, Regime Regime), Paper[]> _about = new();
    private readonly (Standing Pedestrian, Standing ZeroEmission)? _given;

    /// <param name="papers">Also those that were withdrawn.</param>
    public ReadinessFile(IEnumerable<Paper> papers) => _papers = [.. papers.OrderBy(p => p.DatedAt).ThenBy(p => p.FiledAt)];

    private ReadinessFile((Standing, Standing) given)
        : this([]) => _given = given;

    /// <summary>Nothing is on file: nothing may be fined.</summary>
    public static ReadinessFile Empty { get; } = new([]);

    /// <summary>Whatever is asked, it is there: the rules alone.</summary>
    public static ReadinessFile Complete { get; } = AsRecorded(Standing.Complete, Standing.Complete);

    /// <summary>As a verdict recorded it, for judging it again.</summary>
    public static ReadinessFile AsRecorded(Standing pedestrian, Standing zeroEmission) => new((pedestrian, zeroEmission));

    /// <summary>Another text when a paper was filed or withdrawn.</summary>
    public string Stamp { get; private init; } = "";

    public ImmutableArray<Paper> Papers => _papers;

    /// <summary>The papers of the site as they lie in the database.</summary>
    public static async Task<ReadinessFile> Read(CentralDb db, CancellationToken ct) =>
        new(await db.Papers.AsNoTracking().ToListAsync(ct)) { Stamp = await StampOf(db, ct) };

    /// <summary>The papers about one camera of a zone: enough to judge it.</summary>
    public static async Task<ReadinessFile> Read(CentralDb db, string zone, CameraId camera, CancellationToken ct) =>
        new(await db.Papers.AsNoTracking().Where(p => p.Zone == zone && (p.Camera == null || p.Camera == camera)).ToListAsync(ct));

    /// <summary>Nothing is overwritten but a withdrawal: how many were ever filed and withdrawn tells.</summary>
    public static async Task<string> StampOf(CentralDb db, CancellationToken ct) =>
        FormattableString.Invariant($"{await db.Papers.CountAsync(ct)} {await db.Papers.CountAsync(p => p.WithdrawnAt != null, ct)}");

    /// <summary>The same file with some papers more, or others in the place of those with the same id.</summary>
    public ReadinessFile With(params ReadOnlySpan<Paper> changed)
    {
        var ids = new HashSet<Guid>();
        foreach (var paper in changed)
            ids.Add(paper.Id);
        return new ReadinessFile([.. _papers.Where(p => !ids.Contains(p.Id)), .. changed]) { Stamp = Stamp };
    }

    /// <summary>The file as it was before a paper was filed, or before it was withdrawn.</summary>
    public ReadinessFile Before(Paper changed) => changed.WithdrawnAt is not null ? With(changed.NotWithdrawn()) : new([.. _papers.Where(p => p.Id != changed.Id)]) { Stamp = Stamp };

    /// <summary>How a camera stood for a regime, by the papers that its document asks for.</summary>
    /// <param name="document">In force at the act.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="regime">The regime.</param>
    /// <param name="act">Local time of the act.</param>
    /// <param name="knownAt">The moment of knowing.</param>
    public Standing Of(PolicyDocument document, CameraId camera, Regime regime, LocalDateTime act, Instant knownAt)
    {
        if (_given is { } given)
            return regime == Regime.PedestrianZone ? given.Pedestrian : given.ZeroEmission;
        return PaperRule.Of(About(document.Zone.Text, camera, regime), camera, NeedsOf(document, regime), act, knownAt);
    }

    /// <summary>What a document asks for.</summary>
    public static PaperNeeds NeedsOf(PolicyDocument document, Regime regime) => new(document.Papers, RuleMark.Of(document, regime), document.Terms(regime)?.WarningMinimum?.Value);

    /// <summary>The papers about one camera and regime, oldest date first.</summary>
    public ReadOnlySpan<Paper> About(string zone, CameraId camera, Regime regime)
    {
        if (!_about.TryGetValue((zone, camera, regime), out var about))
            _about[(zone, camera, regime)] = about = [.. _papers.Where(p => p.Zone == zone && p.IsAbout(camera, regime))];
        return about;
    }
}
