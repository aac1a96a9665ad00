using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Retention;

public class ForgetTests
{
    [Test]
    public async Task Undecided_passages_and_dead_letters_are_erased_with_their_keys_after_72_hours()
    {
        await using var town = await Town.Start();
        var edge = await town.Edge();
        var weak = A.Passage(A.Van, confidence: 0.3);
        await edge.Send(edge.Next(weak), edge.Sign(MessageKind.Passage, "{}"u8.ToArray()));
        await Eventually.Become(async () => await Rows(town) == (1, 1, 2));
        town.Clock.Advance(Duration.FromHours(72) - Duration.FromSeconds(1));
        await town.Get<Forget>().Run(Town.Assen, default);
        Assert.That(await Rows(town), Is.EqualTo((1, 1, 2)), "not a second too early");
        town.Clock.Advance(Duration.FromSeconds(1));
        await Eventually.Become(async () => await Rows(town) == (0, 0, 0));
        await Eventually.Become(() => edge.Commands.OfType<DiscardEvidence>().Any(d => d.Passages.Contains(weak.Id)));
        await using var db = town.Open();
        Assert.That(await db.AnonymousFacts.Select(f => f.Verdict + "/" + f.Reason).SingleAsync(), Is.EqualTo("undecided/weak-read"));
        Assert.That((await Counters.Totals(db, default)).GetValueOrDefault((Counters.Verdicts, "undecided")), Is.EqualTo(1));
        Assert.That(await db.Audit.AnyAsync(e => e.Action == "retention.erase"), Is.True);
    }

    private static async Task<(int Undecided, int Letters, int Keys)> Rows(Town town)
    {
        await using var db = town.Open();
        return (await db.Undecided.CountAsync(), await db.DeadLetters.CountAsync(), await db.SubjectKeys.CountAsync());
    }
}
