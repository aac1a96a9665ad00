using SkiaSharp;
using C = Venstertijden.Street.PlateColours;

namespace Venstertijden.Street;

/// <summary>What stands in the first gap of a plate.</summary>
internal enum Seal { None, Stickers, Arms, Hologram }

/// <summary>The strip on the left: the union's stars, a flag, or none.</summary>
internal enum Band { Stars, Flag, Plain, None }

/// <summary>One kind of plate of a country.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Patterns">
/// Texts, divided by |: l a letter of the series, r one of the regions, d a digit, n a digit but 0; every other character
/// stands for itself.
/// </param>
/// <param name="Colours">Ground and characters.</param>
/// <param name="Width">Millimetres.</param>
/// <param name="Height">Millimetres.</param>
internal sealed record PlateForm(PlateKind Kind, string Patterns, PlateColours Colours, float Width = 520, float Height = 110);

/// <summary>The plates of one country.</summary>
/// <param name="Country">ISO 3166 alpha-2.</param>
/// <param name="Sign">Letters on the band (UNECE distinguishing sign).</param>
/// <param name="Letters">Letters that the series use.</param>
/// <param name="Forms">The standard plate first.</param>
internal sealed record CountryPlates(string Country, string Sign, string Letters, params PlateForm[] Forms)
{
    /// <summary>What an R of a pattern may be.</summary>
    public string[] Regions { get; init; } = [];

    public Seal Seal { get; init; }

    public Band Band { get; init; } = Band.Stars;

    /// <summary>A second blue strip on the right (FR, IT, AL).</summary>
    public bool RightBand { get; init; }

    /// <summary>Colour of the rim; null for that of the characters.</summary>
    public SKColor? Rim { get; init; }

    /// <summary>Groups on the upper of two lines.</summary>
    public int UpperGroups { get; init; } = 1;

    /// <summary>Thickness of the strokes in parts of the height.</summary>
    public float Weight { get; init; } = 0.138f;

    /// <summary>Width of the characters against our drawing of them.</summary>
    public float Breadth { get; init; } = 1;

    public PlateForm? Form(PlateKind kind) => Forms.FirstOrDefault(form => form.Kind == kind);

    /// <summary>The table. Only what is certain: a series or colour that is missing was left out on purpose.</summary>
    public static readonly IReadOnlyList<CountryPlates> All =
    [
        // Letters since sidecode 5; r is a letter of the older series, which used more.
        new("NL", "NL", "BDFGHJKLNPRSTVXZ",
            new(PlateKind.Standard, "rr-dd-rr|ll-ll-dd|dd-ll-ll|dd-lll-d|d-lll-dd|ll-ddd-l|l-ddd-ll|lll-dd-l|l-dd-lll|d-ll-ddd|ddd-ll-d", C.BlackOnYellow),
            new(PlateKind.Taxi, "dd-lll-d|d-lll-dd|ll-ddd-l|l-ddd-ll|lll-dd-l", C.BlackOnLightBlue),
            new(PlateKind.Dealer, "ll-dd-dd|dd-ll-dd|ll-ddd-l", C.BlackOnGreen),
            new(PlateKind.Historic, "rr-dd-dd|dd-dd-rr|dd-rr-dd", C.WhiteOnDarkBlue),
            new(PlateKind.TwoLine, "ll-ll-dd|dd-ll-ll|dd-lll-d|d-lll-dd|ll-ddd-l|l-ddd-ll|lll-dd-l|l-dd-lll|d-ll-ddd|ddd-ll-d", C.BlackOnYellow, 340, 210),
            new(PlateKind.Moped, "D-ddd-ll|Dll-dd-l|D-dd-lll|F-ddd-ll|Fll-dd-l|F-dd-lll", C.BlackOnYellow, 145, 125),
            new(PlateKind.SlowMoped, "D-ddd-ll|Dll-dd-l|D-dd-lll|F-ddd-ll|Fll-dd-l|F-dd-lll", C.WhiteOnBlue, 145, 125),
            new(PlateKind.TrailerRepeat, "dd-lll-d|d-lll-dd|ll-ddd-l|l-ddd-ll|lll-dd-l|l-dd-lll", C.BlackOnWhite))
        {
            Regions = [.. "ABDEFGHJKLMNPRSTUVXZ".Select(c => c.ToString())],
        },
        new("DE", "D", "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            new(PlateKind.Standard, "r ll ndd|r l nddd|r ll nddd|r l ndd|r ll nd", C.BlackOnWhite),
            new(PlateKind.TwoLine, "r ll ndd|r l nddd|r ll nd|r l ndd", C.BlackOnWhite, 340, 200),
            new(PlateKind.Dealer, "r 06ddd|r 06dd", C.BrightRedOnWhite),
            new(PlateKind.Electric, "r ll nddE|r l nddE", C.BlackOnWhite),
            new(PlateKind.Commercial, "r ll ndd|r l nddd", C.GreenOnWhite))
        {
            Regions = ["B", "M", "K", "F", "S", "D", "H", "HB", "HH", "OS", "EL", "LER", "NOH", "AC", "KLE", "BOR", "VEC", "CLP", "OL", "MS", "DO", "WES", "KR", "MG", "GT", "BI", "HSK", "WHV"],
            Seal = Seal.Stickers, Weight = 0.14f, Breadth = 0.94f,
        },
        new("BE", "B", "ABCDEFGHJKLNPRSTUVXYZ",
            new(PlateKind.Standard, "1-lll-ddd|2-lll-ddd|lll-ddd", C.RedOnWhite),
            new(PlateKind.TwoLine, "1-lll-ddd|2-lll-ddd", C.RedOnWhite, 340, 210)) { UpperGroups = 2, Weight = 0.13f },
        new("FR", "F", "ABCDEFGHJKLMNPQRSTVWXYZ",
            new(PlateKind.Standard, "ll-ddd-ll", C.BlackOnWhite),
            new(PlateKind.TwoLine, "ll-ddd-ll", C.BlackOnWhite, 275, 200)) { RightBand = true, UpperGroups = 2, Weight = 0.125f, Breadth = 0.92f },
        new("LU", "L", "ABCDEFGHJKLMNPQRSTUVWXYZ", new(PlateKind.Standard, "ll nddd", C.BlackOnYellow), new(PlateKind.TwoLine, "ll nddd", C.BlackOnYellow, 340, 210)),
        // Rear yellow, front white, no rim.
        new("GB", "UK", "ABCDEFGHJKLMNOPRSTUVWXYZ",
            new(PlateKind.Standard, "ll0r lll|ll1r lll|ll2r lll|ll5r lll|ll6r lll|ll7r lll", C.BlackOnWhite, 520, 111),
            new(PlateKind.Rear, "ll0r lll|ll1r lll|ll2r lll|ll5r lll|ll6r lll|ll7r lll", C.BlackOnYellow, 520, 111),
            new(PlateKind.TwoLine, "ll1r lll|ll6r lll|ll2r lll", C.BlackOnYellow, 285, 203))
        {
            Regions = ["2", "3", "4"], Band = Band.Plain, Rim = SKColors.Transparent, Weight = 0.17f, Breadth = 1.02f,
        },
        new("IE", "IRL", "", new PlateForm(PlateKind.Standard, "191-r-nddd|192-r-ndd|201-r-nddd|212-r-nddd|221-r-ndd|09-r-ndddd|11-r-nddd", C.BlackOnWhite))
        {
            Regions = ["C", "CE", "CN", "CW", "D", "DL", "G", "KE", "KK", "KY", "L", "LD", "LH", "LK", "LM", "LS", "MH", "MN", "MO", "OY", "RN", "SO", "T", "W", "WH", "WX", "WW"],
        },
        new("ES", "E", "BCDFGHJKLMNPRSTVWXYZ",
            new(PlateKind.Standard, "dddd lll", C.BlackOnWhite), new(PlateKind.TwoLine, "dddd lll", C.BlackOnWhite, 340, 220), new(PlateKind.Taxi, "dddd lll", C.WhiteOnBlue)),
        new("PT", "P", "ABCDEFGHIJLMNOPQRSTUVXZ", new PlateForm(PlateKind.Standard, "ll dd ll|dd-ll-dd|dd-dd-ll", C.BlackOnWhite)) { Weight = 0.13f },
        new("IT", "I", "ABCDEFGHJKLMNPRSTVWXYZ", new PlateForm(PlateKind.Standard, "ll dddll", C.BlackOnWhite)) { RightBand = true, Rim = SKColors.Transparent, Weight = 0.125f, Breadth = 0.9f },
        new("AT", "A", "ABCDEFGHIJKLMNOPRSTUVWXYZ",
            new(PlateKind.Standard, "r ndddl|r nddddl|r nddll|r ndlll", C.BlackOnWhite, 520, 120), new(PlateKind.Electric, "r ndddl|r nddll", C.GreenOnWhite, 520, 120))
        {
            Regions = ["W", "G", "L", "S", "I", "GU", "LB", "KB", "BN", "MD", "ZT", "WU", "SL", "KU", "IL", "BR"], Seal = Seal.Arms, Rim = new SKColor(0xB8, 0x20, 0x28), Breadth = 0.92f,
        },
        new("CH", "CH", "", new(PlateKind.Standard, "r ndddd|r nddddd|r nddd", C.BlackOnWhite, 500, 110), new(PlateKind.TwoLine, "r ndddd|r nddddd", C.BlackOnWhite, 300, 160))
        {
            Regions = ["AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL", "GR", "JU", "LU", "NE", "NW", "OW", "SG", "SH", "SO", "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH"],
            Seal = Seal.Arms, Band = Band.None,
        },
        new("LI", "FL", "", new PlateForm(PlateKind.Standard, "FL ndddd|FL nddd", C.WhiteOnBlack)) { Seal = Seal.Arms, Band = Band.None },
        new("PL", "PL", "ACEFGHJKLMNPRSTUVWXY",
            new(PlateKind.Standard, "r ddddd|r ddddl|r dddll|r nlddd|r nlldd", C.BlackOnWhite, 520, 114), new(PlateKind.TwoLine, "r ddddd|r ddddl", C.BlackOnWhite, 305, 214),
            new(PlateKind.Electric, "r dddll|r ddddl", C.BlackOnPaleGreen, 520, 114))
        {
            Regions = ["WA", "WB", "WE", "WI", "KR", "PO", "PZ", "GD", "DW", "LU", "SK", "ZS", "EL", "BI", "RZ", "OP"], Seal = Seal.Hologram, Weight = 0.125f, Breadth = 0.95f,
        },
        new("CZ", "CZ", "ABCDEFHIJKLMNPRSTUVXYZ", new(PlateKind.Standard, "drd dddd|drl dddd", C.BlackOnWhite), new(PlateKind.Electric, "EL dddll", C.BlackOnWhite))
        {
            Regions = ["A", "B", "C", "E", "H", "J", "K", "L", "M", "P", "S", "T", "U", "Z"], Seal = Seal.Stickers, Weight = 0.13f,
        },
        new("SK", "SK", "ABCDEFGHIJKLMNOPRSTUVXYZ", new PlateForm(PlateKind.Standard, "r dddll", C.BlackOnWhite))
        {
            Regions = ["BA", "BL", "KE", "TT", "TN", "NR", "ZA", "PO", "BB", "PP"], Seal = Seal.Arms, Weight = 0.13f,
        },
        new("HU", "H", "ABCDEFGHIJKLMNOPRSTUVWXYZ", new PlateForm(PlateKind.Standard, "lll-ddd|AA ll-ddd", C.BlackOnWhite)) { Seal = Seal.Arms, Weight = 0.125f },
        new("RO", "RO", "ABCDEFGHIJKLMNOPRSTUVWXYZ", new PlateForm(PlateKind.Standard, "r dd lll|B ddd lll", C.BlackOnWhite))
        {
            Regions = ["AB", "AR", "AG", "BC", "BH", "BV", "CJ", "CT", "DJ", "GL", "IS", "MM", "PH", "SB", "TM"], Rim = SKColors.Transparent,
        },
        new("BG", "BG", "ABEKMHOPCTYX", new PlateForm(PlateKind.Standard, "r dddd ll", C.BlackOnWhite)) { Regions = ["A", "B", "C", "CA", "CB", "E", "EB", "EH", "H", "K", "M", "P", "PB", "T", "TX", "X", "Y"] },
        new("GR", "GR", "ABEZHIKMNOPTYX", new PlateForm(PlateKind.Standard, "lll-nddd", C.BlackOnWhite)),
        new("DK", "DK", "ABCDEFGHJKLMNPRSTUVXYZ", new(PlateKind.Standard, "ll nd ddd", C.BlackOnWhite, 504, 120), new(PlateKind.Commercial, "ll nd ddd", C.BlackOnYellow, 504, 120)) { Rim = new SKColor(0xB8, 0x20, 0x28) },
        new("SE", "S", "ABCDEFGHJKLMNOPRSTUWXYZ", new PlateForm(PlateKind.Standard, "lll ddd|lll ddl", C.BlackOnWhite)) { Rim = SKColors.Transparent, Breadth = 0.92f },
        new("NO", "N", "ABCDEFHJKLNPRSTUVXYZ", new(PlateKind.Standard, "ll ndddd", C.BlackOnWhite), new(PlateKind.Commercial, "ll ndddd", C.BlackOnGreen)) { Band = Band.Flag, Rim = SKColors.Transparent, Breadth = 0.95f },
        new("FI", "FIN", "ABCEFGHIJKLMNOPRSTUVXYZ", new PlateForm(PlateKind.Standard, "lll-ndd|lll-nd", C.BlackOnWhite, 442, 118)),
        new("IS", "IS", "ABDEFGHJKLMNOPRSTUVXYZ", new PlateForm(PlateKind.Standard, "ll ldd|ll ddd", C.BlueOnWhite)) { Band = Band.Flag },
        new("EE", "EST", "ABCDEFGHJKLMNPRSTUVXYZ", new PlateForm(PlateKind.Standard, "ddd lll", C.BlackOnWhite, 520, 113)),
        new("LV", "LV", "ABCDEFGHIJKLMNOPRSTUVZ", new PlateForm(PlateKind.Standard, "ll-nddd|ll-ndd", C.BlackOnWhite)),
        new("LT", "LT", "ABCDEFGHJKLMNOPRSTUVZ", new PlateForm(PlateKind.Standard, "lll ddd", C.BlackOnWhite)) { Seal = Seal.Stickers },
        new("SI", "SLO", "ABCDEFGHIJKLMNOPRSTUVZ", new PlateForm(PlateKind.Standard, "r ll-ddd|r dd-lll|r ld-ddd", C.BlackOnWhite, 520, 120))
        {
            Regions = ["LJ", "MB", "KR", "CE", "GO", "KP", "NM", "MS", "KK", "PO", "SG"], Seal = Seal.Arms, Rim = new SKColor(0x1C, 0x78, 0x42),
        },
        new("HR", "HR", "ABCDEFGHIJKLMNOPRSTUVZ", new PlateForm(PlateKind.Standard, "r dddd-ll|r ddd-ll|r ddd-l", C.BlackOnWhite))
        {
            Regions = ["ZG", "ST", "RI", "OS", "ZD", "PU", "VZ", "SB", "KA", "DU"], Seal = Seal.Arms,
        },
        new("UA", "UA", "ABCEHIKMOPTX", new PlateForm(PlateKind.Standard, "ll dddd ll", C.BlackOnWhite)) { Band = Band.Flag, Breadth = 0.95f },
        new("TR", "TR", "ABCDEFGHIJKLMNOPRSTUVYZ", new PlateForm(PlateKind.Standard, "r ll ddd|r l nddd|r lll dd", C.BlackOnWhite))
        {
            Regions = ["01", "06", "07", "16", "34", "35", "42", "55", "61", "81"], Band = Band.Plain,
        },
        new("RS", "SRB", "ABCDEFGHIJKLMNOPRSTUVZ", new PlateForm(PlateKind.Standard, "r ddd-ll|r nddd-ll", C.BlackOnWhite)) { Regions = ["BG", "NS", "NI", "KG", "SU", "PA", "ZR"], Seal = Seal.Arms, Band = Band.Plain },
        new("AL", "AL", "ABCDEFGHIJKLMNPRSTUVXZ", new PlateForm(PlateKind.Standard, "AA ddd ll|AB ddd ll", C.BlackOnWhite)) { Band = Band.Plain, RightBand = true },
    ];

    private static readonly Dictionary<string, CountryPlates> ByCountry = All.ToDictionary(c => c.Country, StringComparer.OrdinalIgnoreCase);

    /// <summary>The country's rules; for one that the table lacks, white plates with its own two letters on the band.</summary>
    public static CountryPlates Of(string country) => ByCountry.TryGetValue(country is "" ? "NL" : country, out var plates)
        ? plates
        : new CountryPlates(country.ToUpperInvariant(), country.ToUpperInvariant(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ", new PlateForm(PlateKind.Standard, "lll ddd", C.BlackOnWhite));
}
