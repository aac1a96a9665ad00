using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>What a batch has to tell the cameras once it is stored. Discards of one camera are one command: most passages have access, and each command is signed.</summary>
internal sealed class ToSay(SiteId site)
{
    private const int MostPassages = 1000;

    private readonly List<Outgoing> _commands = [];
    private readonly Dictionary<CameraId, List<Guid>> _discards = [];

    public void Say(CameraId camera, CommandMessage command) => _commands.Add(new Outgoing(site, camera, command));

    public void Discard(CameraId camera, Guid passage)
    {
        if (!_discards.TryGetValue(camera, out var passages))
            _discards[camera] = passages = [];
        passages.Add(passage);
    }

    public IReadOnlyList<Outgoing> All() =>
        [.. _commands, .. _discards.SelectMany(d => d.Value.Distinct().Chunk(MostPassages).Select(passages => new Outgoing(site, d.Key, new DiscardEvidence(passages))))];
}
