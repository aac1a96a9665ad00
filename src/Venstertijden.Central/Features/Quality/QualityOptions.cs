namespace Venstertijden.Central.Features.Quality;

/// <summary>How work is checked by a second pair of eyes, and when sanctions halt.</summary>
public sealed record QualityOptions
{
    /// <summary><c>quality.samplePercent</c>: this share of approved cases is judged by a second officer too, drawn by a keyed hash that nobody can steer. 0 to 100 percent; default 5.</summary>
    public int SamplePercent { get; init; } = 5;

    /// <summary><c>quality.platePerDay</c>: so many cases of one plate in 24 hours are normal at most. 1 to 1,000; default 6.</summary>
    public int PlatePerDay { get; init; } = 6;

    /// <summary><c>quality.cameraPerHour</c>: so many cases of one camera in an hour are normal, however few it had before. 1 to 100,000; default 40.</summary>
    public int CameraPerHour { get; init; } = 40;

    /// <summary><c>quality.townPerHour</c>: so many cases of all cameras in an hour are normal, however few there were before. 1 to 100,000; default 150.</summary>
    public int TownPerHour { get; init; } = 150;

    /// <summary><c>quality.timesBusiest</c>: above this many times a busy hour of the last four weeks sanctions halt. 1 to 100; default 3.</summary>
    public int TimesBusiest { get; init; } = 3;
}
