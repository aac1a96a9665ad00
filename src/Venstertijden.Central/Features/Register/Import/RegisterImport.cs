using NodaTime;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Central.Features.Register.Import;

/// <summary>What an import made.</summary>
/// <param name="Path">The copy.</param>
/// <param name="Vehicles">In it.</param>
/// <param name="SourceRows">Rows of vehicles that the source had.</param>
/// <param name="BadRows">Rows that could not be read, whole or in part.</param>
/// <param name="Doubles">Vehicles left out because their plate stood there before.</param>
/// <param name="WithoutFuel">Vehicles of which the register tells no fuel, or not one that can be read.</param>
/// <param name="WithoutClass">Vehicles without one emission class from 0 to 6 or Z.</param>
/// <param name="SourceAt">The date of the data.</param>
public sealed record ImportReport(string Path, uint Vehicles, uint SourceRows, int BadRows, int Doubles, int WithoutFuel, int WithoutClass, Instant SourceAt);

/// <summary>
/// Makes a copy of the register from its public dumps: reads each file once, scatters its rows over the disk by ranges of plates, then joins range
/// after range into the copy. The copy appears whole or not at all.
/// </summary>
/// <param name="progress">Where lines on the progress go.</param>
/// <param name="bad">Notes rows that cannot be read.</param>
public sealed class RegisterImport(Action<string> progress, BadRows bad)
{
    /// <summary>A copy with a smaller part of the vehicles of the one before is refused unless asked for: a download that broke off looks like that.</summary>
    public const double LeastPart = 0.9;

    private const int ProgressEvery = 1_000_000;

    /// <summary>Imports.</summary>
    /// <param name="files">What is read.</param>
    /// <param name="place">Where the files lie, for messages.</param>
    /// <param name="shelf">Where the copy goes.</param>
    /// <param name="now">The moment.</param>
    /// <param name="sourceAt">The date of the data; null takes it from the files.</param>
    /// <param name="allowFewer">Also when far fewer vehicles come than before.</param>
    /// <param name="ct">Stops; nothing is left behind.</param>
    /// <exception cref="ImportRefusedException">Something is missing or cannot be read; nothing was written.</exception>
    public ImportReport Run(IReadOnlyList<SourceFile> files, string place, CopyShelf shelf, Instant now, Instant? sourceAt, bool allowFewer, CancellationToken ct)
    {
        try
        {
            var recognised = Recognise(files, place);
            var at = sourceAt ?? recognised.Where(r => r.Set == DataSet.Vehicles || r.Set == DataSet.Whole).Max(r => r.File.WrittenAt) ?? now;
            string path = shelf.PathFor(now);
            using var turn = Turn(Path.GetDirectoryName(path)!);
            // What a killed import left behind.
            foreach (string left in Directory.GetFiles(Path.GetDirectoryName(path)!, "*.partial"))
                File.Delete(left);
            string folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(path)!, "import.partial")).FullName;
            try
            {
                return Import(recognised, path, folder, shelf, now, Instant.Min(at, now), allowFewer, ct);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ImportRefusedException($"{place}: expected files that can be read to their end, and room for the copy: {e.Message}", e);
        }
    }

    private ImportReport Import(List<(SourceFile File, DataSet Set)> recognised, string path, string folder, CopyShelf shelf, Instant now, Instant at, bool allowFewer, CancellationToken ct)
    {
        var words = new CopyWords();
        using var scattered = new Scattered(folder);
        var reading = new RowReading(words, scattered);
        foreach (var (file, set) in recognised)
            Read(file, set, reading, ct);
        using var writer = new CopyWriter(path, words);
        var (doubles, withoutFuel, withoutClass) = Join(scattered, reading.Fittings, writer, joined: recognised[0].Set == DataSet.Whole, ct);
        shelf.Look();
        if (writer.Rows == 0)
            throw new ImportRefusedException("expected vehicles; there is not one that can be read");
        if (!allowFewer && shelf.Current is { } before && writer.Rows < before.Rows * LeastPart)
            throw new ImportRefusedException($"expected about {before.Rows} vehicles, as in the copy in use, found {writer.Rows}: was a download broken off? --allow-fewer imports them all the same");
        writer.Finish(reading.Vehicles, at, now);
        shelf.Tidy();
        return new ImportReport(path, writer.Rows, reading.Vehicles, bad.Count, doubles, withoutFuel, withoutClass, at);
    }

    /// <summary>One import at a time; the lock goes with the process.</summary>
    private static FileStream Turn(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "import.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new ImportRefusedException($"{folder}: another import is busy there: wait for it", e);
        }
    }

    private List<(SourceFile File, DataSet Set)> Recognise(IReadOnlyList<SourceFile> files, string place)
    {
        var found = new List<(SourceFile, DataSet)>();
        foreach (var file in files)
        {
            using var rows = new CsvRows(file.Open());
            string[] header = Header(rows);
            if (DataSet.Of(header) is not { } set)
            {
                progress($"{file.Name}: left aside: it has the header of none of the data sets");
                continue;
            }

            string[] lacking = [.. set.Columns.Except(header)];
            if (lacking.Length > 0)
                throw new ImportRefusedException($"{file.Name}: {set.Name}: expected the column {string.Join(" and ", lacking)}; it is not in the header");
            found.Add((file, set));
        }

        var sets = found.Select(f => f.Item2).ToHashSet();
        if (sets.Contains(DataSet.Whole) && sets.Count == 1)
            return found;
        string[] missing = [.. DataSet.OfRegister.Where(s => !sets.Contains(s)).Select(s => s.Name)];
        if (sets.Contains(DataSet.Whole) || missing.Length > 0)
            throw new ImportRefusedException($"{place}: expected the data sets {string.Join(", ", DataSet.OfRegister.Select(s => s.Name))} of the RDW's open data{(missing.Length > 0 ? $"; missing: {string.Join(", ", missing)}" : ", without a table of whole vehicles beside them")}");
        return found;
    }

    private void Read(SourceFile file, DataSet set, RowReading reading, CancellationToken ct)
    {
        using var rows = new CsvRows(file.Open());
        string[] header = Header(rows);
        var cells = new Cells(file.Name, rows, set, [.. set.Columns.Select(c => Array.IndexOf(header, c))], bad);
        while (rows.Next())
        {
            if (rows.Row % ProgressEvery == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress($"{set.Name}: {rows.Row} rows read");
            }

            if (rows.Fault is { } fault)
                bad.Note(file.Name, rows.Row, null, fault);
            else if (rows.Count != header.Length)
                bad.Note(file.Name, rows.Row, null, $"expected {header.Length} cells, found {rows.Count}");
            else
                reading.Read(set, cells);
        }

        if (rows.Row <= 0 || rows.Row % ProgressEvery != 0)
            progress($"{set.Name}: {Math.Max(rows.Row, 0)} rows read");
    }

    private static string[] Header(CsvRows rows) =>
        rows.Next() && rows.Fault is null ? [.. Enumerable.Range(0, rows.Count).Select(i => DataSet.NameOf(rows.Cell(i)))] : [];

    private (int Doubles, int WithoutFuel, int WithoutClass) Join(Scattered scattered, Words fittings, CopyWriter writer, bool joined, CancellationToken ct)
    {
        int doubles = 0, withoutFuel = 0, withoutClass = 0;
        var words = writer.Words;
        var ofVehicle = new List<Detail>();
        for (int range = 0; range < Scattered.Ranges; range++)
        {
            ct.ThrowIfCancellationRequested();
            var (vehicles, order, details, detailOrder) = scattered.Range(range);
            int next = 0;
            ulong? last = null;
            foreach (ulong place in order)
            {
                ulong key = place >> 32;
                if (key == last)
                {
                    doubles++;
                    continue;
                }

                last = key;
                var record = CopyRecord.Read(vehicles.AsSpan((int)(uint)place * CopyRecord.Size));
                if (!joined)
                {
                    ofVehicle.Clear();
                    // Details of a plate that is no vehicle's are passed over.
                    for (; next < detailOrder.Length && detailOrder[next] >> 32 <= key; next++)
                    {
                        if (detailOrder[next] >> 32 == key)
                            ofVehicle.Add(Detail.Read(details.AsSpan((int)(uint)detailOrder[next] * Detail.Size)));
                    }

                    record = Joined(record, fittings, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ofVehicle), words);
                }

                withoutFuel += record.Fuels == 0 ? 1 : 0;
                withoutClass += record.EmissionClass == '\0' ? 1 : 0;
                writer.Add(record);
            }
        }

        progress($"{writer.Rows} vehicles put in order");
        return (doubles, withoutFuel, withoutClass);
    }

    // Eight fuels: every combination, written once and not for each vehicle.
    private static readonly string[] FuelTexts = [.. Enumerable.Range(0, 256).Select(bits => ((Fuels)bits).Text())];

    private static CopyRecord Joined(in CopyRecord vehicle, Words fittings, ReadOnlySpan<Detail> details, CopyWords words)
    {
        var (fuels, emissionClass) = Joining.Fuels(details);
        return vehicle with
        {
            Body = Math.Max(words.Bodies.NumberOf(Joining.Body(fittings[vehicle.Body], details)), 0),
            Fuels = Math.Max(words.Fuels.NumberOf(FuelTexts[(int)fuels]), 0),
            EmissionClass = emissionClass,
        };
    }
}
