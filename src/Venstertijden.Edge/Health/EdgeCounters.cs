namespace Venstertijden.Edge.Health;

/// <summary>What the frame loop counts, for the health message. Written by the loop, read by another thread.</summary>
public sealed class EdgeCounters
{
    private readonly Lock _gate = new();
    private long _frames;
    private long _dropped;
    private long _lastNumber;
    private double? _sharpness;
    private double? _exposure;
    private long _usableReads;
    private double _confidence;
    private long _passages;

    /// <summary>A frame came from the source; a jump in its running number counts as dropped frames.</summary>
    /// <param name="number">The source's running number, from 1; a number that does not rise is a source that started over.</param>
    /// <param name="sharpness">Variance of the Laplacian, where measured (not every frame needs it).</param>
    /// <param name="exposure">Mean brightness 0 to 255, where measured.</param>
    public void FrameTaken(long number, double? sharpness = null, double? exposure = null)
    {
        lock (_gate)
        {
            _frames++;
            if (_lastNumber > 0 && number > _lastNumber)
                _dropped += number - _lastNumber - 1;
            _lastNumber = number;
            _sharpness = sharpness ?? _sharpness;
            _exposure = exposure ?? _exposure;
        }
    }

    /// <summary>Frames that came, but that the loop had no time for.</summary>
    public void FramesDropped(long count)
    {
        lock (_gate)
            _dropped += count;
    }

    /// <summary>A passage ended; with a read that passed the vote, its confidence.</summary>
    public void PassageEnded(double? confidence)
    {
        lock (_gate)
        {
            _passages++;
            if (confidence is not { } sure)
                return;
            _usableReads++;
            _confidence += sure;
        }
    }

    /// <summary>The counts up to now.</summary>
    public CounterSnapshot Read()
    {
        lock (_gate)
            return new(_frames, _dropped, _sharpness, _exposure, _passages, _usableReads, _confidence);
    }
}

/// <summary>Counts since the start of the edge.</summary>
/// <param name="Frames">Frames that the source delivered.</param>
/// <param name="Dropped">Frames that the source had and the edge could not look at.</param>
/// <param name="Sharpness">Of the last frame that was measured.</param>
/// <param name="Exposure">Of the last frame that was measured.</param>
/// <param name="Passages">Passages that ended: vehicles whose plate was seen.</param>
/// <param name="UsableReads">Of these, with a read that passed the vote.</param>
/// <param name="ConfidenceSum">Sum of the confidences of the usable reads.</param>
public sealed record CounterSnapshot(
    long Frames, long Dropped, double? Sharpness, double? Exposure, long Passages, long UsableReads, double ConfidenceSum);
