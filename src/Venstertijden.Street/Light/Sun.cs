using NodaTime;

namespace Venstertijden.Street;

/// <summary>Where the sun stands over Assen, to about half a degree: enough to light a street.</summary>
internal static class Sun
{
    private const double Latitude = 53.0;
    private const double Longitude = 6.56;

    /// <summary>Height above the horizon and direction from north, clockwise, in degrees.</summary>
    public static (double Height, double Azimuth) At(Instant instant)
    {
        var utc = instant.InUtc();
        var turn = 2 * Math.PI * (utc.DayOfYear - 1 + (utc.Hour / 24.0)) / 365.25;
        // Declination and equation of time after Spencer (1971).
        var declination = 0.006918 - (0.399912 * Math.Cos(turn)) + (0.070257 * Math.Sin(turn)) - (0.006758 * Math.Cos(2 * turn)) + (0.000907 * Math.Sin(2 * turn));
        var equationMinutes = 229.18 * (0.000075 + (0.001868 * Math.Cos(turn)) - (0.032077 * Math.Sin(turn)) - (0.014615 * Math.Cos(2 * turn)) - (0.040849 * Math.Sin(2 * turn)));
        var solarMinutes = (utc.Hour * 60) + utc.Minute + (utc.Second / 60.0) + equationMinutes + (4 * Longitude);
        var hourAngle = ((solarMinutes / 4) - 180) * Math.PI / 180;
        var latitude = Latitude * Math.PI / 180;
        var sinHeight = (Math.Sin(latitude) * Math.Sin(declination)) + (Math.Cos(latitude) * Math.Cos(declination) * Math.Cos(hourAngle));
        var azimuth = Math.Atan2(Math.Sin(hourAngle), (Math.Cos(hourAngle) * Math.Sin(latitude)) - (Math.Tan(declination) * Math.Cos(latitude)));
        return (Math.Asin(sinHeight) * 180 / Math.PI, ((azimuth * 180 / Math.PI) + 540) % 360);
    }
}
