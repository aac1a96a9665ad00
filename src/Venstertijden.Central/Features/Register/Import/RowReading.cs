using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Central.Features.Register.Import;

/// <summary>
/// Turns rows of the data sets into records and details. What cannot be read leaves that fact empty, and where a detail row cannot be read its
/// whole group of facts: a hybrid whose row on petrol is unreadable must not look all-electric.
/// </summary>
internal sealed class RowReading(CopyWords words, Scattered into)
{
    /// <summary>Heaviest that a record holds.</summary>
    private const int MostKg = 16_777_214;

    /// <summary>What the vehicles' own rows say of the body; joined with the codes when all is there.</summary>
    internal Words Fittings { get; } = new(3);

    internal uint Vehicles { get; private set; }

    internal void Read(DataSet set, Cells cells)
    {
        if (set == DataSet.Vehicles || set == DataSet.Whole)
            Vehicles++;
        if (cells.Plate() is not { } key)
            return;
        if (set == DataSet.Vehicles)
            into.Add(Vehicle(key, cells));
        else if (set == DataSet.Whole)
            into.Add(Whole(key, cells));
        else if (set == DataSet.Fuels)
            into.Add(Fuel(key, cells));
        else if (set == DataSet.Bodies)
            into.Add(BodyCode(key, cells));
        else
            into.Add(BodyNumber(key, cells, set == DataSet.BodyNumbers ? DetailKind.BodyNumber : DetailKind.Particularity));
    }

    private CopyRecord Vehicle(uint key, Cells cells)
    {
        int brand = cells.Word(1, words.Brands, cells.Text(1)), model = cells.Word(2, words.Models, cells.Text(2));
        int fitting = Fitting(key, cells), colour = cells.Word(4, words.Colours, cells.Fact(4));
        cells.Number(5, MostKg, out int? mass);
        return new CopyRecord(key, brand, model, fitting, 0, Category(cells, 7), colour, '\0', cells.Date(6), mass, cells.Text(8).Equals("ja", StringComparison.OrdinalIgnoreCase));
    }

    private CopyRecord Whole(uint key, Cells cells)
    {
        int brand = cells.Word(1, words.Brands, cells.Text(1)), model = cells.Word(2, words.Models, cells.Text(2));
        int fuels = FuelWords.TryParse(cells.Text(4).ToString(), out var read) ? cells.Word(4, words.Fuels, read.Text()) : Empty(cells.Bad(4, "expected " + FuelWords.Expected));
        int body = VehicleBody.TryParse(cells.Text(7).ToString(), out _) ? cells.Word(7, words.Bodies, cells.Text(7)) : Empty(cells.Bad(7, "expected " + VehicleBody.Expected));
        var text = cells.Text(5);
        char emissionClass = text.IsEmpty ? '\0' : EmissionClasses.TryParse(text.ToString(), out var known) ? known.Text()[0] : (char)Empty(cells.Bad(5, "expected " + EmissionClasses.Expected));
        int colour = cells.Word(8, words.Colours, cells.Text(8));
        cells.Number(9, MostKg, out int? mass);
        return new CopyRecord(key, brand, model, body, fuels, Category(cells, 3), colour, emissionClass, cells.Date(6), mass, cells.Text(10).Equals("ja", StringComparison.OrdinalIgnoreCase));
    }

    private static int Empty(bool _) => 0;

    private int Category(Cells cells, int column)
    {
        var text = cells.Fact(column);
        // The rules know some categories and take another for unknown; a longer text is no category at all.
        if (text.Length <= 4)
            return cells.Word(column, words.Categories, text);
        cells.Bad(column, "expected " + VehicleCategories.Expected);
        return 0;
    }

    private int Fitting(uint key, Cells cells)
    {
        Span<char> lower = stackalloc char[Words.Longest];
        int length = cells.Fact(3).ToLowerInvariant(lower);
        int before = Fittings.Count, number = cells.Word(3, Fittings, lower[..length]);
        if (number >= before && !VehicleBody.TryParse(Fittings[number], out _))
            _unreadable.Add(number);
        if (!_unreadable.Contains(number))
            return number;
        cells.Bad(3, "expected an inrichting such as opleggertrekker");
        into.Add(new Detail(key, DetailKind.BodyUnclear, 0, 0));
        return 0;
    }

    private readonly HashSet<int> _unreadable = [];

    private static Detail Fuel(uint key, Cells cells)
    {
        string word = cells.Text(1).ToString();
        return Noted(cells, DetailRows.Fuel(key, word, cells.Fact(2)), DetailKind.FuelsUnclear, FuelWords.Expected);
    }

    private static Detail BodyCode(uint key, Cells cells) =>
        Noted(cells, DetailRows.BodyCode(key, cells.Fact(1)), DetailKind.BodyUnclear, "a European code of two letters");

    private static Detail BodyNumber(uint key, Cells cells, DetailKind kind) =>
        Noted(cells, DetailRows.Number(key, kind, cells.Text(1)), DetailKind.BodyUnclear, $"a number up to {DetailRows.MostNumber}");

    private static Detail Noted(Cells cells, in Detail detail, DetailKind unclear, string expected)
    {
        if (detail.Kind == unclear)
            cells.Bad(1, "expected " + expected);
        return detail;
    }
}
