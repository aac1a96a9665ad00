namespace Venstertijden.EndToEnd.Tests.Faults;

/// <summary>What can go wrong, and is made to. The names stand in the report.</summary>
internal enum Fault
{
    KillEdge,
    KillCentral,
    KillBroker,

    /// <summary>PostgreSQL's first process; left out on SQLite.</summary>
    KillDatabase,
    CutEdge,
    CutCentral,
    SlowEdge,
    SlowCentral,
    EdgeClockJumps,
    CentralClockJumps,
    EdgeDiskFull,

    /// <summary>The disk with central's keys and SQLite file; left out on PostgreSQL.</summary>
    CentralDiskFull,

    /// <summary>Messages of before are given to the broker once more, doubled and in any order.</summary>
    CopiesInAnyOrder,

    /// <summary>An outbox whose file is damaged while its edge is down: what was in it and not delivered is lost, and has to be known as lost.</summary>
    OutboxDamaged,
}

/// <summary>Which faults come, in an order that only the seed decides.</summary>
internal static class FaultPlan
{
    /// <param name="kills">Of edge, central, broker and database together.</param>
    /// <param name="others">Faults that are no kill.</param>
    internal static List<Fault> Make(Random random, int kills, int others, IReadOnlyList<Fault> possible)
    {
        Fault[] killing = [.. possible.Where(IsKill)];
        Fault[] rest = [.. possible.Where(f => !IsKill(f))];
        Fault[] plan = [.. Enumerable.Range(0, kills).Select(i => killing[i % killing.Length]), .. Enumerable.Range(0, others).Select(i => rest[i % rest.Length])];
        random.Shuffle(plan);
        return [.. plan];
    }

    internal static bool IsKill(Fault fault) => fault is Fault.KillEdge or Fault.KillCentral or Fault.KillBroker or Fault.KillDatabase;
}
