using System.CommandLine;
using System.Globalization;
using NodaTime;
using Venstertijden.Cli.Verdicts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Rehearsal;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Cli;

/// <summary><c>vth rehearse</c>: the next change of the clock, before it comes.</summary>
public static class RehearseCommand
{
    public static Command Create()
    {
        var policy = new Option<string>("--policy") { Description = "folder with policy documents (*.yaml)", Required = true };
        var after = new Option<string>("--after") { Description = "the first change after this date yyyy-MM-dd; default today" };
        var all = new Option<bool>("--all") { Description = "every passage, not only those where the change matters" };
        var command = new Command("rehearse", "Judges passages around the next change of the clock, by the instant and by what the clock shows.") { policy, after, all };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(policy), parsed.GetValue(after), parsed.GetValue(all), TimeProvider.System, parsed.InvocationConfiguration.Output));
        return command;
    }

    /// <summary>Prints the rehearsal.</summary>
    /// <returns>0 when instant and clock agree everywhere, else 1.</returns>
    /// <exception cref="BadInputException">A document or the date cannot be read, or no change is known.</exception>
    public static int Run(string policyFolder, string? after, bool all, TimeProvider clock, TextWriter output)
    {
        var policies = PolicyFolder.Read(policyFolder);
        var change = ClockChange.Next(StartOf(after, clock)) ?? throw new BadInputException("the time zone data know of no later change of the clock");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{change.At:uuuu-MM-dd'T'HH:mm:ss'Z'}: from {change.Before} to {change.After}, {(change.IsSpring ? "an hour is missing" : "an hour comes twice")} on {change.Date:uuuu-MM-dd}"));
        var differ = 0;
        foreach (var zone in policies.Zones)
            differ += Print(ClockChangeRehearsal.Of(policies, zone, change), zone, all, output);
        return differ == 0 ? 0 : 1;
    }

    private static int Print(IReadOnlyList<RehearsedPassage> passages, ZoneId zone, bool all, TextWriter output)
    {
        var (differ, forgotten) = (passages.Count(passage => passage.Differs), passages.Count(passage => passage.NeedsTheChange));
        output.WriteLine($"\n{zone}: {passages.Count} passages, {(differ == 0 ? "instant and clock agree in all" : $"INSTANT AND CLOCK DIFFER IN {differ}")}; {forgotten} would be judged wrongly by a camera that misses the change");
        foreach (var passage in passages.Where(passage => all || passage.Differs || passage.NeedsTheChange))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {passage.At:uuuu-MM-dd'T'HH:mm:ss'Z'}  clock {passage.Reading:ddd HH:mm:ss}{(passage.IsSecondTime ? " (2nd)" : "      ")}  {passage.Vehicle.Name,-24}  {Shown(passage.Verdict)}")
                + (passage.Differs ? $"  DIFFERS: by the clock {Shown(passage.ByReading)}" : "")
                + (passage.NeedsTheChange ? $"  (a forgotten clock: {Shown(passage.ByForgottenClock)})" : ""));
        }

        return differ;
    }

    private static string Shown(Verdict verdict) => $"{verdict} {verdict.Cautions.Code()}".TrimEnd();

    private static Instant StartOf(string? date, TimeProvider clock) =>
        date is null ? Instant.FromDateTimeOffset(clock.GetUtcNow()) : DateOption.Read("--after", date).AtMidnight().InUtc().ToInstant();
}
