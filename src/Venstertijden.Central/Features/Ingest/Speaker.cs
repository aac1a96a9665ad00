using System.Threading.Channels;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>
/// Says to the cameras what batches and rounds have to say, while the next batch is already being stored. An <c>acknowledge</c> that is
/// overtaken by a later one of the same chain is not said at all. What is lost here is said again: the edge repeats what it misses.
/// </summary>
public sealed class Speaker(CentralLink link) : BackgroundService
{
    private const int MostWaiting = 20_000;
    private const int AtOnce = 64;

    private readonly Channel<Outgoing> _waiting = Channel.CreateBounded<Outgoing>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    public void Say(IEnumerable<Outgoing> commands)
    {
        foreach (var command in commands)
            _waiting.Writer.TryWrite(command);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                // Started in order on one connection, so that they are sent in order; awaited together, so that the link is never idle.
                foreach (var part in Next().Chunk(AtOnce))
                    await Task.WhenAll(part.Select(command => link.Send(command, stoppingToken)));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: who misses a word asks for it again.
        }
    }

    private List<Outgoing> Next()
    {
        var commands = new List<Outgoing>();
        while (commands.Count < MostWaiting && _waiting.Reader.TryRead(out var command))
            commands.Add(command);
        var latest = new Dictionary<(SiteId, CameraId, Guid), Outgoing>();
        foreach (var command in commands)
        {
            if (command.Command is Acknowledge acknowledge)
                latest[(command.Site, command.Camera, acknowledge.Chain)] = command;
        }

        return [.. commands.Where(c => c.Command is not Acknowledge a || ReferenceEquals(latest[(c.Site, c.Camera, a.Chain)], c))];
    }
}
