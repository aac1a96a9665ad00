using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>Colours that the models share.</summary>
internal static class Paint
{
    public static readonly SKColor Glass = new(22, 27, 31);
    public static readonly SKColor Dark = new(24, 24, 26);
    public static readonly SKColor Plastic = new(44, 45, 47);
    public static readonly SKColor Chrome = new(190, 192, 194);
    public static readonly SKColor LampClear = new(214, 220, 224);
    public static readonly SKColor LampRed = new(150, 18, 20);
    public static readonly SKColor LampAmber = new(214, 120, 26);
    public static readonly SKColor Seam = new(0, 0, 0, 120);
    public static readonly SKColor Tyre = new(27, 27, 28);
    public static readonly SKColor Rim = new(150, 152, 155);

    public static SKColor Of(VehicleColour colour) => colour switch
    {
        VehicleColour.White => new SKColor(226, 227, 225),
        VehicleColour.Silver => new SKColor(168, 172, 176),
        VehicleColour.Grey => new SKColor(92, 96, 101),
        VehicleColour.Black => new SKColor(30, 31, 34),
        VehicleColour.Blue => new SKColor(32, 66, 122),
        VehicleColour.Red => new SKColor(150, 26, 28),
        VehicleColour.Green => new SKColor(34, 92, 64),
        VehicleColour.Yellow => new SKColor(222, 178, 30),
        VehicleColour.Orange => new SKColor(206, 96, 24),
        VehicleColour.Brown => new SKColor(94, 66, 48),
        _ => throw new ArgumentOutOfRangeException(nameof(colour), colour, "expected a colour of VehicleColour"),
    };

    /// <summary>Dark paint takes light lettering.</summary>
    public static SKColor LetteringOn(SKColor ground)
        => (ground.Red * 3) + (ground.Green * 6) + ground.Blue > 1150 ? new SKColor(24, 62, 98) : new SKColor(236, 236, 230);

    public static SKColor Scale(this SKColor c, float k)
        => new((byte)Math.Clamp(c.Red * k, 0, 255), (byte)Math.Clamp(c.Green * k, 0, 255), (byte)Math.Clamp(c.Blue * k, 0, 255), c.Alpha);

    /// <summary>Wheel arch, tyre and rim in a side view.</summary>
    public static void Wheel(Blueprint side, float z, float radius)
    {
        side.Circle(Dark, 0, z, radius + 0.015f, radius + 0.065f);
        side.Circle(Tyre, 0.05f, z, radius, radius);
        side.Circle(Rim, 0.5f, z, radius, radius * 0.66f);
        for (var i = 0; i < 5; i++)
        {
            var (sin, cos) = MathF.SinCos((i * MathF.Tau / 5) + 0.3f);
            side.Circle(Rim.Scale(0.35f), 0.1f, z + (cos * radius * 0.42f), radius + (sin * radius * 0.42f), radius * 0.14f);
        }
        side.Circle(Rim.Scale(0.7f), 0.4f, z, radius, radius * 0.16f);
    }
}
