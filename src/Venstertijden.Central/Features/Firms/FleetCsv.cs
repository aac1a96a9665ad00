using System.Text;
using Microsoft.Extensions.Localization;
using NodaTime.Text;
using Venstertijden.Central.Features.Firms.Uploading;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Firms;

/// <summary>What a firm takes out as CSV, in its own language; it can be uploaded again.</summary>
public static class FleetCsv
{
    // With its mark, so that Excel reads accents.
    private const string Mark = "\uFEFF";

    /// <summary>Fleet and rights.</summary>
    public static string Overview(IReadOnlyList<FleetVehicle> fleet, IStringLocalizer<FirmTexts> texts) => File(
        ["csv.plate", "csv.name", "csv.group", "csv.until", "csv.make", "csv.kind", "csv.fuel", "csv.class", "csv.light", "csv.ends", "csv.ends-what", "csv.elsewhere"],
        fleet.Select(v => (string[])
        [
            v.Plate.Shown, v.Row.Nickname ?? "", v.Row.Group ?? "", v.Row.HiredUntil is { } until ? LocalDatePattern.Iso.Format(until) : "",
            $"{v.Register?.Brand} {v.Register?.Model}".Trim(), v.Register?.Category ?? "", v.Register?.Fuels ?? "", v.Register?.EmissionClass ?? "", texts["light." + v.Light],
            v.NextEnd is { } end ? LocalDatePattern.Iso.Format(end.EndsOn) : "", v.NextEnd is { } what ? texts[what.IsAccess ? "right.access" : "exemption." + what.Right] : "",
            v.ElsewhereSince is { } since ? LocalDatePattern.Iso.Format(since) : "",
        ]), texts);

    /// <summary>Rows that could not be added, with what is wrong with each.</summary>
    public static string Faults(IEnumerable<JudgedRow> rows, IStringLocalizer<FirmTexts> texts) => File(
        ["csv.line", "csv.plate", "csv.name", "csv.group", "csv.until", "csv.fault", "csv.suggestion"],
        rows.Select(r => (string[])
        [
            r.Row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), r.Row.Plate, r.Row.Name, r.Row.Group, r.Row.HiredUntil, texts["row." + r.State, r.FirstLine ?? 0],
            string.Join(" / ", r.Suggestions.Select(s => s.Shown)),
        ]), texts);

    private static string File(string[] header, IEnumerable<string[]> rows, IStringLocalizer<FirmTexts> texts)
    {
        var csv = new StringBuilder(Mark);
        csv.AppendJoin(',', header.Select(h => CsvCell.Of(texts[h]))).Append('\n');
        foreach (string[] row in rows)
            csv.AppendJoin(',', row.Select(CsvCell.Of)).Append('\n');
        return csv.ToString();
    }
}
