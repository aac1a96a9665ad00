namespace Venstertijden.Street;

/// <summary>What lens, weather, chip and transport do to the picture. Strengths run from 0 to 1.</summary>
internal sealed record PictureFaults
{
    public PassageWeather Weather { get; init; }

    /// <summary>Streaks in the air and drops on the glass.</summary>
    public float Rain { get; init; }

    /// <summary>Veil and flare of a low sun, or of headlights in the dark.</summary>
    public float Veil { get; init; }

    /// <summary>A bright patch that the plate mirrors.</summary>
    public float PlateGlare { get; init; }

    public float Defocus { get; init; }

    /// <summary>Sigma of the grain, in levels.</summary>
    public float Noise { get; init; }

    /// <summary>Seconds that the shutter is open.</summary>
    public float Shutter { get; init; }

    /// <summary>0 leaves the picture as it is; else 1 to 100.</summary>
    public int JpegQuality { get; init; }

    /// <summary>Quantiser step of the video codec; 0 for no video.</summary>
    public float VideoStep { get; init; }

    public float Hardness => Rain + Veil + PlateGlare + Defocus + (Noise / 6) + (Shutter * 100) + (JpegQuality == 0 ? 0 : (100 - JpegQuality) / 90f) + (VideoStep / 40);

    public static PictureFaults Draw(PassageLight light, Chance chance)
    {
        var dark = light is PassageLight.Night or PassageLight.Dusk;
        var rains = light != PassageLight.LowSun && chance.Happens(0.14);
        var video = chance.Happens(0.5);
        return new PictureFaults
        {
            Weather = rains ? PassageWeather.Rain : PassageWeather.Dry,
            Rain = rains ? chance.Between(0.2f, 1) : 0,
            Veil = light == PassageLight.LowSun ? chance.Between(0.2f, 0.9f) : dark && chance.Happens(0.3) ? 0.5f * chance.Seldom() : 0,
            PlateGlare = chance.Happens(light is PassageLight.LowSun or PassageLight.Infrared or PassageLight.Night ? 0.25 : 0.05) ? chance.Between(0.1f, 0.7f) : 0,
            Defocus = chance.Happens(0.3) ? 0.8f * chance.Seldom() : 0,
            Noise = dark ? chance.Between(1.5f, 5.6f) : chance.Between(0.7f, 3.2f),
            Shutter = dark ? chance.Between(0.001f, 0.005f) : chance.Between(0.0003f, 0.002f),
            JpegQuality = video ? 0 : 40 + chance.Next(56),
            VideoStep = video ? chance.Between(3, 20) : 0,
        };
    }
}
