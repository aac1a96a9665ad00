namespace Venstertijden.Street;

/// <summary>
/// Our own letters as centre lines, so that no installed font is needed: upper case and digits stand between 0 (top)
/// and 100 (base line), lower case has its x-height at 28 and its descenders at 128. Widths are those of the centre line.
/// The capitals and digits follow the shape of European number plates (monoline, upright, narrow).
/// </summary>
internal static class Strokes
{
    public readonly record struct Stroke(float Width, string Path, bool Clipped);

    public static readonly IReadOnlyDictionary<char, Stroke> All = Build();

    private static Dictionary<char, Stroke> Build()
    {
        var all = new Dictionary<char, Stroke>();
        // Clipped: diagonals run on past the edge and are cut flat at the cap height, as on a pressed plate.
        void Add(char c, float width, string path, bool clipped = false) => all.Add(c, new Stroke(width, path, clipped));

        Add('A', 52, "M-1.5 106 L26 -4 L53.5 106 M15 70 H37", clipped: true);
        Add('B', 49, "M0 47.5 H27 A22 23.75 0 0 0 27 0 H0 V100 H25 A24 26.25 0 0 0 25 47.5");
        Add('C', 47, "M46 22 C44 7 36 0 23.5 0 A23.5 25 0 0 0 0 25 V75 A23.5 25 0 0 0 23.5 100 C36 100 44 93 46 78");
        Add('D', 49, "M0 0 H20 A29 29 0 0 1 49 29 V71 A29 29 0 0 1 20 100 H0 Z");
        Add('E', 44, "M44 0 H0 V100 H44 M0 48 H37");
        Add('F', 43, "M43 0 H0 V100 M0 49 H37");
        Add('G', 48, "M46 21 C44 7 36 0 24 0 A24 25 0 0 0 0 25 V75 A24 25 0 0 0 48 75 V55 H29");
        Add('H', 49, "M0 0 V100 M49 0 V100 M0 49 H49");
        Add('I', 0, "M0 0 V100");
        Add('J', 40, "M40 0 V75 A20 25 0 0 1 0 75 V72");
        Add('K', 50, "M0 0 V100 M54 -6 L6 52 M18 40 L54 108", clipped: true);
        Add('L', 43, "M0 0 V100 H43");
        Add('M', 62, "M0 0 V100 M62 0 V100 M1 -8 L31 64 L61 -8", clipped: true);
        Add('N', 51, "M0 0 V100 M51 0 V100 M1 -6 L50 106", clipped: true);
        Add('O', 54, "M0 24 A24 24 0 0 1 24 0 H30 A24 24 0 0 1 54 24 V76 A24 24 0 0 1 30 100 H24 A24 24 0 0 1 0 76 Z");
        Add('P', 48, "M0 100 V0 H23 A25 27.5 0 0 1 23 55 H0");
        Add('Q', 54, "M0 24 A24 24 0 0 1 24 0 H30 A24 24 0 0 1 54 24 V76 A24 24 0 0 1 30 100 H24 A24 24 0 0 1 0 76 Z M31 70 L56 104");
        Add('R', 50, "M0 100 V0 H24 A24 26 0 0 1 24 52 H0 M29 59 L52 106", clipped: true);
        Add('S', 48, "M45 20 C43 7 36 0 24 0 A23 24 0 0 0 1 24 C1 38 10 43 24 49 C39 55 48 60 48 75 A24 25 0 0 1 24 100 C11 100 3 93 1 80");
        Add('T', 50, "M0 0 H50 M25 0 V100");
        Add('U', 49, "M0 0 V75.5 A24.5 24.5 0 0 0 49 75.5 V0");
        Add('V', 52, "M-1.5 -6 L26 104 L53.5 -6", clipped: true);
        Add('W', 74, "M-1 -6 L19 104 L37 14 L55 104 L75 -6", clipped: true);
        Add('X', 52, "M-3 -6 L55 106 M55 -6 L-3 106", clipped: true);
        Add('Y', 52, "M-2 -5 L26 54 L54 -5 M26 54 V100", clipped: true);
        Add('Z', 47, "M0 0 H47 L0 100 H47");
        Add('0', 44, "M0 33 C0 10 8 0 22 0 C36 0 44 10 44 33 V67 C44 90 36 100 22 100 C8 100 0 90 0 67 Z");
        Add('1', 22, "M22 0 V100 M-2 23 L20 0", clipped: true);
        Add('2', 46, "M1 21 C3 7 11 0 22.5 0 A22 24 0 0 1 45 25 C45 46 22 62 1 97 V100 H46");
        Add('3', 46, "M3 17 C5 6 12 0 22.5 0 A21 23.5 0 0 1 22.5 47 H19 M22.5 47 A23.5 26.5 0 0 1 22.5 100 C10 100 2 93 0 81");
        Add('4', 50, "M37 46 V100 M38 -6 L-1 72 H52", clipped: true);
        Add('5', 46, "M43 0 H6 L3 46 C9 41 14 39.5 22 39.5 A24 30.25 0 0 1 22 100 C10 100 2 93 0 81");
        Add('6', 46, "M43 18 C40 6 34 0 24 0 C8 0 0 14 0 40 V66 M23 42 A23 29 0 1 0 23.1 42 Z");
        Add('7', 45, "M0 0 H45 C32 24 19 60 16 104", clipped: true);
        Add('8', 46, "M23 47 A20 23.5 0 1 1 23.1 47 Z M23 47 A23 26.5 0 1 0 23.1 47 Z");
        Add('9', 46, "M3 82 C6 94 12 100 22 100 C38 100 46 86 46 60 V34 M23 58 A23 29 0 1 1 23.1 58 Z");
        Add('-', 22, "M0 52 H22");
        Add('.', 0, "M0 98 V100");
        Add(',', 4, "M4 96 L0 114");
        Add(':', 0, "M0 34 V36 M0 98 V100");
        Add('\'', 0, "M0 0 V16");
        Add('/', 38, "M-2 108 L40 -6", clipped: true);
        Add('&', 58, "M56 100 L10 32 C2 18 8 0 22 0 C36 0 42 16 32 28 L10 50 C-6 68 0 100 24 100 C42 100 52 84 54 60");
        Add('+', 44, "M0 54 H44 M22 32 V76");
        Add('!', 0, "M0 0 V66 M0 98 V100");
        AddLowerCase(Add);
        return all;
    }

    private static void AddLowerCase(Action<char, float, string, bool> add)
    {
        void Add(char c, float width, string path) => add(c, width, path, false);
        Add('a', 40, "M3 44 C5 33 11 28 21 28 A18 18 0 0 1 39 46 V100 M39 60 H19 A19 20 0 0 0 19 100 C30 100 36 94 39 84");
        Add('b', 41, "M0 0 V100 M0 52 C2 38 9 28 20 28 A21 24 0 0 1 41 52 V76 A21 24 0 0 1 20 100 C9 100 2 90 0 76");
        Add('c', 38, "M38 47 C36 34 30 28 20 28 A20 22 0 0 0 0 50 V78 A20 22 0 0 0 20 100 C30 100 36 94 38 81");
        Add('d', 41, "M41 0 V100 M41 52 C39 38 32 28 21 28 A21 24 0 0 0 0 52 V76 A21 24 0 0 0 21 100 C32 100 39 90 41 76");
        Add('e', 40, "M0 62 H40 V50 A20 22 0 0 0 0 50 V78 A20 22 0 0 0 20 100 C29 100 35 95 38 86");
        Add('f', 26, "M30 0 H26 A16 18 0 0 0 10 18 V100 M-4 30 H28");
        Add('g', 41, "M41 28 V108 A20 20 0 0 1 21 128 C12 128 6 125 2 119 M41 52 C39 38 32 28 21 28 A21 24 0 0 0 0 52 V74 A21 24 0 0 0 21 98 C32 98 39 88 41 74");
        Add('h', 39, "M0 0 V100 M0 52 C2 38 10 28 21 28 A18 20 0 0 1 39 48 V100");
        Add('i', 0, "M0 28 V100 M0 2 V4");
        Add('j', 10, "M10 28 V112 A14 16 0 0 1 -4 128 M10 2 V4");
        Add('k', 38, "M0 0 V100 M36 28 L0 70 M14 56 L38 100");
        Add('l', 4, "M0 0 V90 A10 10 0 0 0 8 100");
        Add('m', 66, "M0 28 V100 M0 50 C2 36 8 28 18 28 A15 20 0 0 1 33 48 V100 M33 50 C35 36 41 28 51 28 A15 20 0 0 1 66 48 V100");
        Add('n', 39, "M0 28 V100 M0 52 C2 38 10 28 21 28 A18 20 0 0 1 39 48 V100");
        Add('o', 41, "M0 50 A20.5 22 0 0 1 41 50 V78 A20.5 22 0 0 1 0 78 Z");
        Add('p', 41, "M0 28 V128 M0 52 C2 38 9 28 20 28 A21 24 0 0 1 41 52 V76 A21 24 0 0 1 20 100 C9 100 2 90 0 76");
        Add('q', 41, "M41 28 V128 M41 52 C39 38 32 28 21 28 A21 24 0 0 0 0 52 V76 A21 24 0 0 0 21 100 C32 100 39 90 41 76");
        Add('r', 25, "M0 28 V100 M0 54 C2 38 11 28 25 29");
        Add('s', 37, "M35 44 C33 33 28 28 18 28 C8 28 1 34 1 45 C1 68 37 58 37 81 C37 93 29 100 18 100 C8 100 1 95 0 84");
        Add('t', 27, "M10 8 V82 A16 18 0 0 0 26 100 H28 M-4 30 H27");
        Add('u', 39, "M0 28 V80 A18 20 0 0 0 18 100 C29 100 37 90 39 76 M39 28 V100");
        Add('v', 42, "M0 28 L21 100 L42 28");
        Add('w', 62, "M0 28 L16 100 L31 36 L46 100 L62 28");
        Add('x', 40, "M0 28 L40 100 M40 28 L0 100");
        Add('y', 42, "M0 28 L21 98 M42 28 L18 112 C14 123 9 128 0 127");
        Add('z', 38, "M0 28 H38 L0 100 H38");
    }
}
