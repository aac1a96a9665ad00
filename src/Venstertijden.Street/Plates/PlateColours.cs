using SkiaSharp;

namespace Venstertijden.Street;

/// <summary>Ground and characters of a plate.</summary>
internal readonly record struct PlateColours(SKColor Ground, SKColor Ink)
{
    private static readonly SKColor Yellow = new(0xF8, 0xC3, 0x0C);
    private static readonly SKColor White = new(0xF4, 0xF4, 0xF0);
    private static readonly SKColor Black = new(0x14, 0x14, 0x16);

    public static readonly PlateColours BlackOnYellow = new(Yellow, Black);
    public static readonly PlateColours BlackOnWhite = new(White, Black);
    public static readonly PlateColours RedOnWhite = new(White, new SKColor(0x9E, 0x14, 0x22));
    public static readonly PlateColours BrightRedOnWhite = new(White, new SKColor(0xC4, 0x1E, 0x22));
    public static readonly PlateColours BlueOnWhite = new(White, new SKColor(0x1A, 0x3C, 0x8C));
    public static readonly PlateColours GreenOnWhite = new(White, new SKColor(0x1C, 0x78, 0x42));
    public static readonly PlateColours WhiteOnBlack = new(new SKColor(0x16, 0x16, 0x18), White);
    public static readonly PlateColours WhiteOnDarkBlue = new(new SKColor(0x1B, 0x2A, 0x5C), White);
    public static readonly PlateColours WhiteOnBlue = new(new SKColor(0x1E, 0x55, 0xA8), White);
    public static readonly PlateColours BlackOnLightBlue = new(new SKColor(0x8F, 0xC6, 0xEA), Black);
    public static readonly PlateColours BlackOnGreen = new(new SKColor(0x4F, 0xB4, 0x62), Black);
    public static readonly PlateColours BlackOnPaleGreen = new(new SKColor(0xB9, 0xDE, 0xB4), Black);
}
