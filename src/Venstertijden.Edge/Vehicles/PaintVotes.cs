namespace Venstertijden.Edge.Vehicles;

/// <summary>The paint of one vehicle over its frames: cells by family and brightness.</summary>
internal sealed class PaintVotes
{
    private const int Families = (int)PaintFamily.Other + 1;
    private const int Levels = 32;
    private const double LevelWidth = 8;
    private const double DarkCounts = 0.35;
    private const int FewestCells = 100;
    private const int Enough = 3000;

    private readonly int[] _cells = new int[Families * Levels];
    private int _count;

    /// <summary>More frames would change nothing.</summary>
    public bool IsEnough => _count >= Enough;

    /// <param name="paint">In even light, 0 to 255 a channel.</param>
    public void Add((double Blue, double Green, double Red) paint)
    {
        var (family, brightness) = VehicleColours.Of(paint);
        _cells[((int)family * Levels) + Math.Clamp((int)(brightness / LevelWidth), 0, Levels - 1)]++;
        _count++;
    }

    /// <summary>The likeliest word and the share of the cells that is for it; null when none can be told.</summary>
    public (string? Name, double Share) Colour()
    {
        if (_count < FewestCells)
            return (null, 0);
        var (best, most, all) = (0, 0.0, 0.0);
        for (var family = 0; family < Families; family++)
        {
            var votes = 0.0;
            for (var level = 0; level < Levels; level++)
                votes += _cells[(family * Levels) + level] * (level * LevelWidth < VehicleColours.Dark ? DarkCounts : 1);
            all += votes;
            if (votes > most)
                (best, most) = (family, votes);
        }

        var name = VehicleColours.Name((PaintFamily)best, UpperQuartile(best));
        return name is null ? (null, 0) : (name, most / all);
    }

    // Of the brighter parts: grilles and shade are dark on a white van too.
    private double UpperQuartile(int family)
    {
        var cells = _cells.AsSpan(family * Levels, Levels);
        var left = 0;
        foreach (var count in cells)
            left += count;
        left /= 4;
        for (var level = Levels - 1; level >= 0; level--)
        {
            left -= cells[level];
            if (left < 0)
                return (level + 0.5) * LevelWidth;
        }

        return 0;
    }
}
