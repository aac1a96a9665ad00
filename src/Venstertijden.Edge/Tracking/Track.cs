using NodaTime;
using OpenCvSharp;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Vehicles;

namespace Venstertijden.Edge.Tracking;

/// <summary>One look at a plate.</summary>
internal readonly record struct PlateLook(Instant Taken, PlateCorners Corners, float Score);

/// <summary>One plate over its frames, from the first in which it was found.</summary>
/// <param name="start">When it was first seen.</param>
/// <param name="drivesAfter">Widths of the plate that its middle must have moved before its vehicle drives.</param>
internal sealed class Track(Instant start, double drivesAfter) : IDisposable
{
    // A vehicle that crawls through the view for minutes is decided by its first and its last looks as well as by all.
    private const int MostLooks = 400;
    private const double StandsWithin = 0.35;
    private const double SizeStands = 0.12;
    private const double Grown = 1.25;

    private readonly List<PlateLook> _looks = [];
    private PlateLook? _anchor;
    private readonly List<PlateReading> _readings = [];

    public Instant Start { get; } = start;

    public IReadOnlyList<PlateLook> Looks => _looks;

    public IReadOnlyList<PlateReading> Readings => _readings;

    public PlateLook Last => _looks[^1];

    public int Seen { get; private set; }

    /// <summary>Of the looks seen, those that gave a text as long as a plate's.</summary>
    public int SeenWithText { get; private set; }

    /// <summary>Searched frames since the last look.</summary>
    public int Missed { get; set; }

    /// <summary>Its passage went out; it is only followed so that it does not go out again.</summary>
    public bool Reported { get; set; }

    /// <summary>The plate has been elsewhere: a vehicle drove. A sign, lettering or a vehicle that was parked all the time never does.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>It has left the place where it was first seen, not only become larger or smaller there.</summary>
    public bool HasLeftItsPlace { get; private set; }

    /// <summary>What its passage said; null when it had no read, or none went out yet.</summary>
    public string? ReportedText { get; set; }

    /// <summary>When it was last known to be in view: seen, or standing while nothing moved.</summary>
    public Instant AliveAt { get; set; } = start;

    /// <summary>What the last reading said, as a hint for matching.</summary>
    public PlateReading? LastReading { get; private set; }

    /// <summary>Since when the plate has been where it is now.</summary>
    public Instant StandsSince { get; private set; } = start;

    /// <summary>A plate that moved along beside this one: probably on the same vehicle.</summary>
    public Track? Companion { get; set; }

    /// <summary>A plate that was seen below this one: perhaps that of the vehicle it rides on.</summary>
    public Track? Below { get; set; }

    /// <summary>What its frames show of the vehicle.</summary>
    public VehicleLooks Vehicle { get; } = new();

    public BestPictures Best { get; } = new();

    /// <summary>Where it was at first, and where it was once it had moved.</summary>
    public DrivingViews Views { get; } = new();

    public void Add(PlateLook look, PlateReading? reading)
    {
        if (_anchor is not { } anchor || !SamePlace(anchor.Corners, look.Corners))
        {
            _anchor = look;
            StandsSince = look.Taken;
        }

        if (_looks.Count > 0)
        {
            HasMoved |= Moved(_looks[0].Corners, look.Corners);
            HasLeftItsPlace |= !SameMiddle(_looks[0].Corners, look.Corners);
        }

        Seen++;
        Missed = 0;
        AliveAt = look.Taken;
        if (_looks.Count == MostLooks)
            _looks.RemoveAt(MostLooks / 2);
        _looks.Add(look);
        if (reading is null)
            return;
        SeenWithText += reading.Text.Length >= LookVote.FewestCharacters ? 1 : 0;
        LastReading = reading;
        if (_readings.Count == MostLooks)
            _readings.RemoveAt(MostLooks / 2);
        if (!Reported)
            _readings.Add(reading);
    }

    /// <summary>Where the plate should be at an instant, if it goes on as it went.</summary>
    public Point2f Expected(Instant at)
    {
        if (_looks.Count < 2)
            return Last.Corners.Middle();
        var (a, b) = (_looks[^2], _looks[^1]);
        var between = (b.Taken - a.Taken).TotalSeconds;
        if (between <= 0)
            return b.Corners.Middle();
        // No further than one step ahead: a guess over a long gap leads anywhere.
        var ahead = Math.Clamp((at - b.Taken).TotalSeconds / between, 0, 1.5);
        return b.Corners.Middle() + ((b.Corners.Middle() - a.Corners.Middle()) * ahead);
    }

    /// <summary>The plate is where it was for at least this long, as far as its looks tell.</summary>
    public bool Stands(Duration atLeast, Instant now) => Seen > 1 && now - StandsSince >= atLeast;

    /// <summary>The last looks show no movement, so that a frame without motion says that it is still there.</summary>
    public bool AtRest => _looks.Count > 1 && SamePlace(_looks[^2].Corners, Last.Corners);

    public static bool SamePlace(PlateCorners a, PlateCorners b) => SameMiddle(a, b) && Math.Abs(a.Width() - b.Width()) <= SizeStands * Math.Max(a.Width(), b.Width());

    private static bool SameMiddle(PlateCorners a, PlateCorners b) => (a.Middle() - b.Middle()).Length() <= StandsWithin * Math.Max(a.Width(), b.Width());

    private bool Moved(PlateCorners from, PlateCorners to)
    {
        double before = from.Width(), after = to.Width();
        return (from.Middle() - to.Middle()).Length() > drivesAfter * Math.Max(before, after) || after > Grown * before || before > Grown * after;
    }

    public void Dispose()
    {
        Best.Dispose();
        Views.Dispose();
    }
}
