using System.Globalization;

namespace Venstertijden.EndToEnd.Tests.Faults;

/// <summary><c>docs/reports/faults.md</c>.</summary>
internal static class FaultReport
{
    internal static string Of(IReadOnlyList<Reckoning> runs, int parts)
    {
        var kinds = runs.SelectMany(r => r.Done).GroupBy(d => d.Key).OrderBy(g => g.Key).Select(g => (Kind: g.Key, Times: g.Sum(d => d.Value))).ToList();
        long numbered = runs.Sum(r => r.Numbered), missing = runs.Sum(r => r.Numbered - r.Stored - r.KnownLost - r.LostWithFile);
        return string.Create(CultureInfo.InvariantCulture, $"""
            # The fault run
            Made by `./vth test --faults`; what it does and what it shows is in [reliability](../reliability.md). Real processes: three edges, Mosquitto, one central on SQLite or two on PostgreSQL.

            {kinds.Where(k => FaultPlan.IsKill(k.Kind)).Sum(k => k.Times)} times kill -9 and {kinds.Where(k => !FaultPlan.IsKill(k.Kind)).Sum(k => k.Times)} other faults in {runs.Sum(r => r.Seconds) / 60:0} minutes: {numbered:N0} numbers given, {missing} missing, 0 stored twice, every chain whole, `vth verify` content after each run.{(runs.Count < parts ? $" {runs.Count} of {parts} parts are done; the command goes on with the next." : "")}

            | fault | times |
            | --- | ---: |
            {string.Join('\n', kinds.Select(k => $"| {Words(k.Kind)} | {k.Times} |"))}

            *Known lost*: a full disk took no more, and the edge said which numbers. *With the file*: in a damaged outbox and not yet delivered; the new chain says that the old one ended. *Missing*: neither stored nor known.

            | seed | database | kills | faults | shown | numbered | stored | known lost | with the file | missing | copies refused | seconds |
            | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            {string.Join('\n', runs.Select(r => r.Line))}

            """);
    }

    private static string Words(Fault fault) => fault switch
    {
        Fault.KillEdge => "kill -9 of an edge",
        Fault.KillCentral => "kill -9 of a central",
        Fault.KillBroker => "kill -9 of the broker, its sessions and queues gone",
        Fault.KillDatabase => "kill -9 of PostgreSQL",
        Fault.CutEdge => "link of an edge cut, up to 9 s",
        Fault.CutCentral => "link of a central cut, up to 9 s",
        Fault.SlowEdge => "link of an edge at 20 kB/s, up to 9 s",
        Fault.SlowCentral => "link of a central at 20 kB/s, up to 9 s",
        Fault.EdgeClockJumps => "clock of an edge jumps, up to 20 h either way, and back",
        Fault.CentralClockJumps => "clock of central jumps, up to 20 h either way, and back",
        Fault.EdgeDiskFull => "disk of the edges full, up to 9 s",
        Fault.CentralDiskFull => "disk of central full, up to 9 s",
        Fault.CopiesInAnyOrder => "all messages of 2 s twice more, in any order",
        Fault.OutboxDamaged => "the file of an outbox overwritten with noise",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "a fault without words"),
    };
}
