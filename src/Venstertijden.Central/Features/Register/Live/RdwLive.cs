using System.Net;
using System.Text.Json;
using NodaTime.Text;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Central.Features.Register.Import;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Central.Features.Register.Live;

/// <summary>
/// Asks the register itself for vehicles, by its interface (Socrata): five data sets, joined as an import joins them. Only for a case that an officer
/// has before him, never for a passing plate. A failure is an answer: the copy stays.
/// </summary>
public sealed class RdwLive(HttpClient http)
{
    /// <summary>Most plates of one question: its address stays under two thousand characters.</summary>
    public const int MostPlates = 100;

    // Far more rows than so many vehicles have; the register gives a thousand by default.
    private const int MostRows = 5000;

    private static readonly (DataSet Set, string Id)[] Sets =
        [(DataSet.Vehicles, "m9d7-ebf2"), (DataSet.Fuels, "8ys7-d773"), (DataSet.Bodies, "vezc-m2t6"), (DataSet.BodyNumbers, "jhie-znh9"), (DataSet.Particularities, "7ug8-2dtt")];

    /// <summary>Asks for vehicles.</summary>
    /// <param name="plates">Dutch plates without dashes; at most <see cref="MostPlates"/>.</param>
    /// <param name="ct">Stops.</param>
    public async Task<LiveResult> Ask(IReadOnlyCollection<string> plates, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plates.Count, MostPlates);
        // A plate stands within quotes in the question: nothing but letters and digits gets there.
        foreach (string plate in plates)
            if (!PlateKey.TryOf(plate, out _))
                throw new ArgumentException("Expected Dutch plates of six letters and digits, without dashes.", nameof(plates));
        var questions = Sets.Select(s => Rows(s.Set, s.Id, plates, ct)).ToArray();
        try
        {
            var answers = await Task.WhenAll(questions);
            var details = Details(answers).ToLookup(d => d.Key);
            return new LiveResult.Answered(answers[0].DistinctBy(r => r["kenteken"]).ToDictionary(r => r["kenteken"], r => Vehicle(r, [.. details[KeyOf(r)]]), StringComparer.Ordinal));
        }
        catch (Exception e) when (!ct.IsCancellationRequested && FaultOf(e) is { } first)
        {
            // What happened says more than that we stopped asking after it.
            return new LiveResult.Down(questions.Select(q => FaultOf(q.Exception?.InnerException)).Append(first).FirstOrDefault(f => f is not (null or LiveFault.Resting)) ?? first);
        }
    }

    private static LiveFault? FaultOf(Exception? e) => e switch
    {
        HttpRequestException { StatusCode: HttpStatusCode.TooManyRequests } => LiveFault.TooBusy,
        BrokenCircuitException => LiveFault.Resting,
        TimeoutRejectedException or OperationCanceledException => LiveFault.TooSlow,
        HttpRequestException or IOException => LiveFault.Unreachable,
        JsonException or FormatException => LiveFault.Garbled,
        _ => null,
    };

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Rows(DataSet set, string id, IReadOnlyCollection<string> plates, CancellationToken ct)
    {
        string where = $"kenteken in({string.Join(',', plates.Select(p => $"'{p}'"))})";
        string address = $"resource/{id}.json?$select={Uri.EscapeDataString(string.Join(',', set.Columns))}&$where={Uri.EscapeDataString(where)}&$limit={MostRows}";
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), ct);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(ct));
        if (json.RootElement.ValueKind != JsonValueKind.Array)
            throw new FormatException("expected a list");
        var asked = plates.ToHashSet(StringComparer.Ordinal);
        List<IReadOnlyDictionary<string, string>> rows = [.. json.RootElement.EnumerateArray().Select(RowOf)];
        return rows.TrueForAll(r => r.TryGetValue("kenteken", out string? plate) && asked.Contains(plate)) ? rows : throw new FormatException("expected rows of the plates that were asked for");
    }

    /// <summary>Every value is a text, and what is not known is not there.</summary>
    private static Dictionary<string, string> RowOf(JsonElement row) => row.ValueKind != JsonValueKind.Object
        ? throw new FormatException("expected objects")
        : row.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()!.Trim() : throw new FormatException("expected texts"), StringComparer.Ordinal);

    private static IEnumerable<Detail> Details(IReadOnlyList<IReadOnlyDictionary<string, string>>[] answers) =>
        answers[1].Select(r => DetailRows.Fuel(KeyOf(r), Fact(r, "brandstof_omschrijving"), Fact(r, "emissiecode_omschrijving")))
            .Concat(answers[2].Select(r => DetailRows.BodyCode(KeyOf(r), Fact(r, "carrosserietype"))))
            .Concat(answers[3].Select(r => DetailRows.Number(KeyOf(r), DetailKind.BodyNumber, Fact(r, "carrosseriecode"))))
            .Concat(answers[4].Select(r => DetailRows.Number(KeyOf(r), DetailKind.Particularity, Fact(r, "bijzonderheid_code"))));

    private static uint KeyOf(IReadOnlyDictionary<string, string> row) => PlateKey.TryOf(row["kenteken"], out uint key) ? key : throw new FormatException("expected a plate");

    private static SourceVehicle Vehicle(IReadOnlyDictionary<string, string> row, Detail[] details)
    {
        var (fuels, emissionClass) = Joining.Fuels(details);
        string fitting = Fact(row, "inrichting").ToLowerInvariant(), category = Fact(row, "europese_voertuigcategorie"), day = Fact(row, "datum_eerste_toelating"), mass = Fact(row, "toegestane_maximum_massa_voertuig");
        return new SourceVehicle(
            row["kenteken"], Fact(row, "merk"), Fact(row, "handelsbenaming"), category.Length <= 4 ? category : "", fuels.Text(), emissionClass == '\0' ? "" : emissionClass.ToString(),
            Dates.Parse(day) is { Success: true } date ? date.Value : null, VehicleBody.TryParse(fitting, out _) ? Joining.Body(fitting, details) : "", Fact(row, "eerste_kleur"),
            int.TryParse(mass, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int kg) && kg > 0 ? kg : null, Fact(row, "taxi_indicator").Equals("ja", StringComparison.OrdinalIgnoreCase));
    }

    private static readonly LocalDatePattern Dates = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>A text; empty where the register says in words, or by silence, that it holds nothing.</summary>
    private static string Fact(IReadOnlyDictionary<string, string> row, string column) =>
        row.TryGetValue(column, out string? text) && !text.Equals("niet geregistreerd", StringComparison.OrdinalIgnoreCase) && !text.Equals("n.v.t.", StringComparison.OrdinalIgnoreCase) ? text : "";
}
