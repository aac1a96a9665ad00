using System.CommandLine;
using NodaTime;
using NodaTime.Extensions;
using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Privacy;
using Venstertijden.Central.Features.Retention;

namespace Venstertijden.Cli;

/// <summary><c>vth privacy show|erase --plate P</c>: what is kept about a plate, where, why and until when; and its erasure.</summary>
public static class PrivacyCommand
{
    public static Command Create() => new("privacy", "What is kept about a plate, and its erasure. Every use is recorded in the audit trail.") { One("show", "Shows what is kept about a plate, where, why and until when.", erase: false), One("erase", "Erases what may be erased about a plate, and says what the law keeps.", erase: true) };

    private static Command One(string name, string description, bool erase)
    {
        var plate = new Option<string>("--plate") { Description = "with or without dashes", HelpName = "P", Required = true };
        var data = new Option<string?>("--data") { Description = CentralData.DataHelp, HelpName = "DIR" };
        var config = new Option<string?>("--config") { Description = CentralData.ConfigHelp, HelpName = "FILE" };
        var command = new Command(name, description) { plate, data, config };
        command.SetAction((parsed, ct) => Run(
            parsed.GetRequiredValue(plate), erase, CentralData.Find(parsed.GetValue(data), parsed.GetValue(config)), TimeProvider.System.GetCurrentInstant(), parsed.InvocationConfiguration.Output, ct));
        return command;
    }

    /// <returns>0; 1 when something had to be kept on erasing.</returns>
    /// <exception cref="BadInputException">No plate, or data that cannot be read.</exception>
    public static async Task<int> Run(string plate, bool erase, CentralOptions options, Instant systemNow, TextWriter output, CancellationToken ct)
    {
        string text = Normal(plate);
        using var key = CentralData.KeyOf(options, "nothing can be found by plate");
        var vault = new Vault(key.Master);
        int kept = 0;
        foreach (var site in await CentralData.Sites(options, ct))
        {
            await using var db = await CentralData.Open(options with { Site = site }, ct);
            var policies = await CentralData.Policies(db, ct);
            var records = new PlateRecords(db, vault, policies, new AnonymousFacts(policies), new Rejudging(policies, new ReadTrust()));
            // A demo's clock runs ahead of ours.
            var last = await CaseAccounts.LastKnown(db, ct);
            var now = last > systemNow ? last.Value : systemNow;
            var actor = new Actor(null, $"vth privacy ({Environment.UserName})", "system");
            output.WriteLine($"{site}:");
            var erased = erase ? await records.Erase(text, actor, now, ct) : [];
            foreach (var one in erased)
                output.WriteLine($"  erased  {one.Kind}: {one.What}");
            var found = await records.Find(text, actor, now, ct);
            foreach (var one in found)
                Tell(one, erase, output);
            foreach (var (kind, count) in (await new ErasureList(db).Totals(ct)).OrderBy(t => t.Key, StringComparer.Ordinal))
                output.WriteLine($"  ever erased in this municipality, of all plates: {kind} {count} (records under 'Wissingen', checked by vth verify)");
            kept += found.Count(f => f.Kind != "audit");
            if (erased.Count + found.Count == 0)
                output.WriteLine("  nothing is kept about this plate");
        }

        output.WriteLine("Anonymous facts of passages hold no plate: none can be found or erased by it. A camera keeps passages sealed until central has them, and pictures of suspected ones for a week at most.");
        return erase && kept > 0 ? 1 : 0;
    }

    private static void Tell(StoredAboutPlate one, bool erase, TextWriter output)
    {
        output.WriteLine($"  {(erase ? "kept" : "found")}    {one.Kind}: {one.What}");
        output.WriteLine($"          why: {one.Ground}; until: {one.Until}");
        output.WriteLine($"          {(one.Keep is null ? "can be erased on request" : "not erased on request: " + one.Keep)}");
    }

    private static string Normal(string plate)
    {
        string text = new([.. plate.Where(c => c is not ('-' or ' ')).Select(char.ToUpperInvariant)]);
        return text.Length is >= 2 and <= 16 && text.All(char.IsAsciiLetterOrDigit) ? text : throw new BadInputException("--plate: expected 2 to 16 letters and digits, with or without dashes");
    }
}
