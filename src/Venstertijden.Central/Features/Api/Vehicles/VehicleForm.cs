using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Api.Problems;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Api.Vehicles;

/// <summary>What was sent about a vehicle, read: the bounds are those of the pages.</summary>
internal sealed record VehicleForm(string? Nickname, string? Group, LocalDate? HiredUntil)
{
    public static PlateText? Plate(string? text, ICollection<FieldProblem> problems)
    {
        if (PlateText.TryParse(text?.Trim(), CountryCode.Netherlands, out var plate))
            return plate;
        problems.Add(FieldProblem.OfBody("plate", "expected a Dutch number plate: six letters and digits, with or without dashes"));
        return null;
    }

    public static VehicleForm Read(VehicleChange sent, LocalDate today, ICollection<FieldProblem> problems) =>
        new(Text("nickname", sent.Nickname, problems), Text("group", sent.Group, problems), Day(sent.HiredUntil, today, problems));

    private static string? Text(string field, string? sent, ICollection<FieldProblem> problems)
    {
        string text = sent?.Trim() ?? "";
        if (text.Length > FirmVehicle.MaxText || text.Any(char.IsControl))
            problems.Add(FieldProblem.OfBody(field, $"expected at most {FirmVehicle.MaxText} characters on one line"));
        return text.Length == 0 ? null : text;
    }

    private static LocalDate? Day(string? sent, LocalDate today, ICollection<FieldProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(sent))
            return null;
        if (LocalDatePattern.Iso.Parse(sent.Trim()).TryGetValue(default, out var day) && day >= today)
            return day;
        problems.Add(FieldProblem.OfBody("hiredUntil", "expected a date of today or later, such as 2027-01-31"));
        return null;
    }
}
