using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Venstertijden.Central;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Cli.Explaining;

namespace Venstertijden.Cli;

/// <summary><c>vth explain CASE [--as-known-at T]</c>: why this verdict, and what was known then.</summary>
public static class ExplainCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("CASE") { Description = "number of the case, such as 2026-000123, or its id" };
        var at = new Option<string?>("--as-known-at") { Description = "judge again from what was recorded by this moment, with its zone: 2026-03-02T13:04+01:00", HelpName = "T" };
        var language = new Option<string>("--language") { Description = "nl or en", DefaultValueFactory = _ => "nl" };
        var data = new Option<string?>("--data") { Description = CentralData.DataHelp, HelpName = "DIR" };
        var config = new Option<string?>("--config") { Description = CentralData.ConfigHelp, HelpName = "FILE" };
        var command = new Command("explain", "Says why a case has its verdict, and what was known then. The look is recorded in the audit trail.") { name, at, language, data, config };
        command.SetAction((parsed, ct) => Run(
            parsed.GetRequiredValue(name), parsed.GetValue(at), parsed.GetRequiredValue(language), CentralData.Find(parsed.GetValue(data), parsed.GetValue(config)),
            parsed.InvocationConfiguration.Output, TimeProvider.System.GetCurrentInstant(), ct));
        return command;
    }

    /// <summary>Explains a case of the data that these options name.</summary>
    /// <exception cref="BadInputException">No such case, a moment that cannot be, or data that cannot be read.</exception>
    public static async Task<int> Run(string name, string? asKnownAt, string language, CentralOptions options, TextWriter output, Instant systemNow, CancellationToken ct)
    {
        Speak(language);
        var at = asKnownAt is null ? (Instant?)null : Moment(asKnownAt);
        await using var db = await CentralData.Open(options, ct);
        var id = await Find(db, name, ct);
        // A demo's clock runs ahead of ours: what its data knows is no future.
        var last = await CaseAccounts.LastKnown(db, ct) ?? systemNow;
        if (at > Instant.Max(last, systemNow))
            throw new BadInputException($"--as-known-at {asKnownAt}: expected a moment that has been; the latest is {Shown(Instant.Max(last, systemNow))}");
        var account = await (await Accounts(db, options, ct)).Of(id, at, last, new Actor(null, $"vth explain ({Environment.UserName})", "system"), "uitleg met vth explain", ct)
            ?? throw new BadInputException($"{name}: the personal data of this case has been erased; nothing is left to explain");
        AccountText.Write(account, output);
        return 0;
    }

    private static async Task<CaseAccounts> Accounts(CentralDb db, CentralOptions options, CancellationToken ct)
    {
        using var key = CentralData.KeyOf(options, "no case can be opened");
        var (vault, trust, policies) = (new Vault(key.Master), new ReadTrust(), await CentralData.Policies(db, ct));
#pragma warning disable RS0030 // A composition root names the system clock: it stamps the audit row of the look.
        IClock clock = SystemClock.Instance;
#pragma warning restore RS0030
        return new CaseAccounts(db, new CaseLibrary(db, vault, policies, clock), new Rejudging(policies, trust), policies, new FactsHistory(vault), trust);
    }

    private static async Task<Guid> Find(CentralDb db, string name, CancellationToken ct)
    {
        var row = Guid.TryParse(name, out var id)
            ? await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct)
            : await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Number == name, ct);
        return row?.Id ?? throw new BadInputException($"{name}: there is no such case of {db.CurrentSite} here; expected its number, such as 2026-000123, or its id");
    }

    private static Instant Moment(string text)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } exact)
            return exact.Value.ToInstant();
        if (MinuteWithOffset.Parse(text) is { Success: true } minute)
            return minute.Value.ToInstant();
        throw new BadInputException($"--as-known-at {text}: expected a moment with its zone, such as 2026-03-02T13:04+01:00 or 2026-03-02T12:04:00Z");
    }

    private static readonly OffsetDateTimePattern MinuteWithOffset = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<Z+HH:mm>");

    private static string Shown(Instant at) => MinuteWithOffset.Format(at.InZone(Central.Features.Shared.Written.Zone).ToOffsetDateTime());

    private static void Speak(string language)
    {
        var culture = language switch
        {
            "nl" => CultureInfo.GetCultureInfo("nl-NL"),
            "en" => CultureInfo.GetCultureInfo("en-GB"),
            _ => throw new BadInputException($"--language {language}: expected nl or en"),
        };
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
    }
}
