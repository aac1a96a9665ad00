using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Metrics;

/// <summary>
/// <c>/metrics</c> in Prometheus' text form. All figures but those of the register's copy, which each central has its own, come from the database, so that they survive restarts and are the same at
/// every central; every label is there from the start, at 0.
/// </summary>
public static class Metrics
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>All figures; copies are those of the register of this central, null where it is the bundled sample.</summary>
    public static async Task<string> Render(CentralDb db, CopyShelf? copies, Instant now, CancellationToken ct)
    {
        var totals = await Counters.Totals(db, ct);
        var cases = await db.Cases.IgnoreQueryFilters().GroupBy(c => c.State).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        long missing = await db.Chains.IgnoreQueryFilters().SumAsync(c => c.Missing, ct);
        var text = new StringBuilder();
        Head(text, "vth_passages_stored_total", "counter", "Passages stored, each once.");
        Line(text, "vth_passages_stored_total", "", totals.GetValueOrDefault((Counters.PassagesStored, "")));
        Head(text, "vth_verdicts_total", "counter", "Final verdicts.");
        foreach (var verdict in Enum.GetValues<VerdictCode>())
            Line(text, "vth_verdicts_total", $"{{verdict=\"{verdict.Code()}\"}}", totals.GetValueOrDefault((Counters.Verdicts, verdict.Code())));
        Head(text, "vth_cases", "gauge", "Cases by state.");
        foreach (var state in Enum.GetValues<CaseState>())
            Line(text, "vth_cases", $"{{state=\"{Kebab.Name(state)}\"}}", cases.GetValueOrDefault(state));
        Head(text, "vth_dead_letters_total", "counter", "Messages set aside, by reason.");
        foreach (var reason in Enum.GetValues<DeadLetterReason>())
            Line(text, "vth_dead_letters_total", $"{{reason=\"{reason.WireName()}\"}}", totals.GetValueOrDefault((Counters.DeadLetters, reason.WireName())));
        Head(text, "vth_dead_letters_dropped_total", "counter", "Messages set aside and erased before their time, because more came than are kept.");
        Line(text, "vth_dead_letters_dropped_total", "", totals.GetValueOrDefault((Counters.DeadLettersDropped, "")));
        Head(text, "vth_duplicates_total", "counter", "Messages that were stored before.");
        Line(text, "vth_duplicates_total", "", totals.GetValueOrDefault((Counters.Duplicates, "")));
        Head(text, "vth_chain_alarms_total", "counter", "Chains of cameras that broke, or were replaced by a new one.");
        foreach (string kind in (string[])[ChainAlarm.Broken, ChainAlarm.Replaced])
            Line(text, "vth_chain_alarms_total", $"{{kind=\"{kind}\"}}", totals.GetValueOrDefault((Counters.ChainAlarms, kind)));
        Head(text, "vth_passages_missing", "gauge", "Numbers of known gaps not yet filled.");
        Line(text, "vth_passages_missing", "", missing);
        if (copies is not null)
        {
            Head(text, "vth_register_vehicles", "gauge", "Vehicles in the copy of the register that this central uses; 0 without one.");
            Line(text, "vth_register_vehicles", "", copies.Current?.Rows ?? 0);
            Head(text, "vth_register_refused", "gauge", "1 when the newest copy of the register is damaged, and the one before is in use.");
            Line(text, "vth_register_refused", "", copies.Refusal is null ? 0 : 1);
        }

        if (copies?.Current is { } copy)
        {
            Head(text, "vth_register_age_seconds", "gauge", "Age of the data in the copy of the register that this central uses.");
            Line(text, "vth_register_age_seconds", "", (long)(now - copy.SourceAt).TotalSeconds);
        }

        return text.ToString();
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private static void Line(StringBuilder text, string name, string labels, long value) =>
        text.Append(name).Append(labels).Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
