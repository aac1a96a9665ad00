using Venstertijden.Cli.Bench;

namespace Venstertijden.Cli.Tests.Bench;

public class WhatIfBenchTests
{
    [Test]
    public void Facts_are_replayed_from_a_file_and_from_a_database_beside_a_bare_loop()
    {
        var figures = WhatIfBench.Measure(20_000, TextWriter.Null);
        Assert.That(figures.Select(f => f.Name), Is.EqualTo(new[] { "whatif.secondsFor10M", "whatif.secondsFor10MFromDatabase", "whatif.ratioToBareLoop" }));
        Assert.That(figures.Select(f => f.Value), Has.All.GreaterThan(0));
    }
}
