using System.Globalization;
using System.Text;
using Venstertijden.Central.Features.Register.Import;

namespace Venstertijden.Cli.Bench.Register;

/// <summary>
/// Dumps of a made-up register in the shape of the RDW's, as streams: nothing is on the disk. The plates have the spread of the series in use, in an
/// order like that of the real dump, which is none. The vehicles' rows are as wide as the real ones.
/// </summary>
internal static class GeneratedDumps
{
    private const string Letters = "BDFGHJKLNPRSTVXZ";

    // 9-XXX-99, 99-XXX-9, XX-999-X, X-999-XX, XXX-99-X: the series since 2006.
    private static readonly string[] Layouts = ["9XXX99", "99XXX9", "XX999X", "X999XX", "XXX99X"];

    private static readonly int[] Sizes = [.. Layouts.Select(l => l.Aggregate(1, (size, c) => size * (c == 'X' ? Letters.Length : 10)))];

    // Without a common divisor with the number of plates (2, 5 and 7 are its only primes): every plate comes once.
    private const long Stride = 9_999_991;

    // Columns that the import does not read.
    private static readonly string Rest = string.Concat(Enumerable.Repeat(",\"Geen verstrekking in Open Data\"", 8)) + string.Concat(Enumerable.Repeat(",0", 60));

    private static readonly string RestHeader = string.Concat(Enumerable.Range(0, 68).Select(i => $",Overige kolom {i}"));

    /// <summary>Most vehicles that there are plates for.</summary>
    internal static int Most => Sizes.Sum();

    /// <summary>The five dumps of so many vehicles.</summary>
    internal static IReadOnlyList<SourceFile> Of(int vehicles) =>
    [
        File("vehicles", vehicles, "Kenteken,Voertuigsoort,Merk,Handelsbenaming,Inrichting,Eerste kleur,Toegestane maximum massa voertuig,Datum eerste toelating,Europese voertuigcategorie,Taxi indicator" + RestHeader, static (i, row) =>
        {
            bool van = i % 9 == 0;
            row.Append(CultureInfo.InvariantCulture, $"{PlateOf(i)},{(van ? "Bedrijfsauto" : "Personenauto")},MERK {i % 4001},\"TYPE {i % 150_001}, UITVOERING\",{(van ? "gesloten opbouw" : "hatchback")},");
            row.Append(CultureInfo.InvariantCulture, $"{(i % 5 == 0 ? "ZWART" : "GRIJS")},{1200 + (i % 2300)},{2000 + (i % 26)}{1 + (i % 12):00}{1 + (i % 28):00},{(van ? "N1" : "M1")},Nee").Append(Rest);
        }),
        File("fuels", vehicles, "Kenteken,Brandstof volgnummer,Brandstof omschrijving,Emissieklasse", static (i, row) =>
            row.Append(CultureInfo.InvariantCulture, $"{PlateOf(i)},1,{(i % 10 == 0 ? "Elektriciteit,Z" : i % 3 == 0 ? "Diesel,5" : "Benzine,6")}")),
        File("bodies", vehicles, "Kenteken,Carrosserie volgnummer,Carrosserietype,Type Carrosserie Europese omschrijving", static (i, row) =>
            row.Append(CultureInfo.InvariantCulture, $"{PlateOf(i)},1,{(i % 9 == 0 ? "BB,Bestelwagen" : "AB,Hatchback")}")),
        File("body numbers", vehicles / 8, "Kenteken,Carrosserie volgnummer,Carrosserie voertuig nummer code volgnummer,Carrosseriecode,Carrosserie voertuig nummer Europese omschrijving", static (i, row) =>
            row.Append(CultureInfo.InvariantCulture, $"{PlateOf(i)},1,1,{1 + (i % 30):00},Omschrijving")),
        File("particularities", vehicles / 10, "Kenteken,Bijzonderheid volgnummer,Bijzonderheid code,Bijzonderheid code omschrijving", static (i, row) =>
            row.Append(CultureInfo.InvariantCulture, $"{PlateOf(i)},1,{100 + (i % 60)},Omschrijving")),
    ];

    /// <summary>The plate of the vehicle of a number.</summary>
    internal static string PlateOf(long number)
    {
        long rest = number * Stride % Most;
        int layout = 0;
        for (; rest >= Sizes[layout]; layout++)
            rest -= Sizes[layout];
        return string.Create(6, (Layouts[layout], rest), static (plate, from) =>
        {
            long left = from.rest;
            for (int i = 5; i >= 0; i--)
            {
                int radix = from.Item1[i] == 'X' ? Letters.Length : 10;
                plate[i] = radix == 10 ? (char)('0' + (left % 10)) : Letters[(int)(left % radix)];
                left /= radix;
            }
        });
    }

    private static SourceFile File(string name, int rows, string header, Action<int, StringBuilder> row) => new(name, () => new RowStream(rows, header, row));

    /// <summary>Writes rows as they are asked for.</summary>
    private sealed class RowStream(int rows, string header, Action<int, StringBuilder> row) : Stream
    {
        private readonly StringBuilder _text = new StringBuilder(1 << 17).Append(header).Append('\n');
        private readonly byte[] _bytes = new byte[1 << 18];
        private int _from, _to, _next;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_from == _to)
                Make();
            int given = Math.Min(count, _to - _from);
            _bytes.AsSpan(_from, given).CopyTo(buffer.AsSpan(offset));
            _from += given;
            return given;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void Make()
        {
            for (; _next < rows && _text.Length < 1 << 16; _next++)
            {
                row(_next, _text);
                _text.Append('\n');
            }

            _to = 0;
            foreach (var chunk in _text.GetChunks())
                _to += Encoding.UTF8.GetBytes(chunk.Span, _bytes.AsSpan(_to));
            _from = 0;
            _text.Clear();
        }
    }
}
