using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Central.Features.Supplying;

/// <summary>Register facts as an official typed them.</summary>
public sealed class FactsEntry
{
    public string? Category { get; set; }
    public IReadOnlyList<string> Fuels { get; set; } = [];
    public string? EmissionClass { get; set; }

    /// <summary>ISO date.</summary>
    public string? FirstAdmission { get; set; }

    public string? Body { get; set; }
    public string? Source { get; set; }
    public string? Note { get; set; }

    private const int LongestNote = 200;

    /// <summary>The facts, or what is wrong with which field: field name to text key.</summary>
    public (SuppliedFacts? Facts, IReadOnlyDictionary<string, string> Problems) Read(string plate, Actor by, Instant now, LocalDate today)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        string category = Category?.Trim() ?? "", fuels = string.Join('+', Fuels), emission = EmissionClass?.Trim() ?? "", body = Body?.Trim() ?? "", note = Note?.Trim() ?? "", source = Source ?? "";
        LocalDate? first = null;
        if (category.Length > 0 && !VehicleCategories.TryParse(category, out _)) problems[nameof(Category)] = "bad.category";
        if (!FuelWords.TryParse(fuels, out _)) problems[nameof(Fuels)] = "bad.fuels";
        if (emission.Length > 0 && !EmissionClasses.TryParse(emission, out _)) problems[nameof(EmissionClass)] = "bad.class";
        if (!VehicleBody.TryParse(body, out _)) problems[nameof(Body)] = "bad.body";
        if (!string.IsNullOrWhiteSpace(FirstAdmission))
        {
            var read = LocalDatePattern.Iso.Parse(FirstAdmission.Trim());
            if (read.Success && read.Value.Year >= 1900 && read.Value <= today) first = read.Value;
            else problems[nameof(FirstAdmission)] = "bad.admission";
        }

        if (!SuppliedFacts.Sources.Contains(source)) problems[nameof(Source)] = "bad.source";
        else if ((source == "other" && note.Length == 0) || note.Length > LongestNote) problems[nameof(Note)] = "bad.note";
        var facts = new SuppliedFacts(plate, category, fuels, emission, first, body, source, note, by, now);
        if (facts.IsEmpty && problems.Count == 0) problems[nameof(Category)] = "bad.nothing";
        return (problems.Count == 0 ? facts : null, problems);
    }
}
