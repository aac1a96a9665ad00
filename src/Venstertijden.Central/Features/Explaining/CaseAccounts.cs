using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Explanations;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Explaining;

/// <summary>One answer to "why this verdict": judged with what was known at a moment.</summary>
/// <param name="KnownAt">The moment.</param>
/// <param name="Judged">The verdict and its grounds.</param>
/// <param name="Rows">The same as lines to read, in order.</param>
public sealed record Account(Instant KnownAt, Judgement Judged, ImmutableArray<AccountRow> Rows);

/// <summary>A line of two accounts, side by side.</summary>
/// <param name="Then">Null where it was not there.</param>
/// <param name="Now">Null where it is no longer there.</param>
/// <param name="Differs">Whether the two say something else.</param>
public sealed record ComparedRow(string Group, string Label, string? Then, string? Now, bool Differs);

/// <summary>Why a case is one: as known at a moment, and as known now.</summary>
/// <param name="View">The case in clear.</param>
/// <param name="Then">As known at the moment asked, or when it was judged.</param>
/// <param name="Now">As known now.</param>
/// <param name="AsJudged">True when <paramref name="Then"/> is the verdict as it was given.</param>
/// <param name="ReplayIsTheSame">Whether the facts kept with the verdict give the same verdict again.</param>
public sealed record CaseAccount(CaseView View, Account Then, Account Now, bool AsJudged, bool ReplayIsTheSame)
{
    /// <summary>What the difference comes to, in a sentence.</summary>
    public string DifferenceInWords()
    {
        var (then, now) = (Then.Judged.Verdict, Now.Judged.Verdict);
        if ((then.Code, then.Reason, then.OffenceCode) != (now.Code, now.Reason, now.OffenceCode))
            return AccountTexts.Say("differences.verdict", $"{now.Code.Code()}/{now.Reason.Code()}", $"{then.Code.Code()}/{then.Reason.Code()}");
        return Compared.Count(r => r.Differs) switch
        {
            0 => AccountTexts.Say("differences.none"),
            1 => AccountTexts.Say("differences.fact"),
            var many => AccountTexts.Say("differences.facts", many),
        };
    }

    /// <summary>Both, line by line: those of then in their order, then what is there only now.</summary>
    public IEnumerable<ComparedRow> Compared
    {
        get
        {
            var now = Now.Rows.ToDictionary(r => r.Key, StringComparer.Ordinal);
            var then = Then.Rows.Select(r => r.Key).ToHashSet(StringComparer.Ordinal);
            return Then.Rows.Select(r => new ComparedRow(r.Group, r.Label, r.Text, now.GetValueOrDefault(r.Key)?.Text, r.Fact != now.GetValueOrDefault(r.Key)?.Fact))
                .Concat(Now.Rows.Where(r => !then.Contains(r.Key)).Select(r => new ComparedRow(r.Group, r.Label, null, r.Text, true)))
                .OrderBy(r => Array.IndexOf(AccountRows.Groups, r.Group));
        }
    }
}

/// <summary>
/// Tells why a verdict is what it is and what was known then, to who may read the case. The look is on record with its purpose.
/// Texts come in the language of the current culture.
/// </summary>
public sealed class CaseAccounts(CentralDb db, CaseLibrary library, Rejudging rejudging, LivePolicies policies, FactsHistory history, ReadTrust trust)
{
    /// <summary>The account; null when there is no such case here, or its data was erased.</summary>
    /// <param name="id">The case.</param>
    /// <param name="asKnownAt">A moment to judge again from what was recorded by then; null for the verdict as it was given.</param>
    /// <param name="now">The moment of "what is known now".</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="purpose">Why.</param>
    /// <param name="ct">Stops.</param>
    public async Task<CaseAccount?> Of(Guid id, Instant? asKnownAt, Instant now, Actor actor, string purpose, CancellationToken ct)
    {
        if (await library.Look(id, actor, purpose, ct) is not { } view)
            return null;
        var given = Given(view);
        var then = asKnownAt is { } at ? await At(view, at, ct) : given;
        return new CaseAccount(view, then, await At(view, now, ct), asKnownAt is null, IsTheSame(given.Judged, RecordOf(view)));
    }

    /// <summary>The moment up to which this database knows anything: a stopped central's "now".</summary>
    public static async Task<Instant?> LastKnown(CentralDb db, CancellationToken ct)
    {
        var fetched = await db.Lists.MaxAsync(l => (Instant?)l.RetrievedAt, ct);
        var happened = await db.CaseEvents.MaxAsync(e => (Instant?)e.At, ct);
        return fetched > happened || happened is null ? fetched : happened;
    }

    /// <summary>The verdict as it was given, judged again from what was kept with it.</summary>
    public Account Given(CaseView view)
    {
        var record = RecordOf(view);
        var corrected = view.Events.OfType<PlateCorrected>().LastOrDefault();
        var judged = corrected?.Record is null
            ? rejudging.AsKnownThen(view.Act.Stored, db.CurrentSite)
            : rejudging.Replay(view.Act.Message, CaseExplanation.PlateOf(corrected.To, view.Case.Country), record, db.CurrentSite);
        return Told(record.JudgedAt, judged, Rejudging.FactsOf(record, judged.Plate?.Text ?? ""));
    }

    /// <summary>The verdict from what was recorded by then: lists, register, marks and documents. Camera and mode as they stood at the act, papers as the verdict of then took them.</summary>
    private async Task<Account> At(CaseView view, Instant at, CancellationToken ct)
    {
        var (act, record) = (view.Act, RecordOf(view));
        var plate = PlateAt(view, at);
        string[] plates = plate is { } read ? [read.Text, .. LookAlikeHolders.Plates(read, act.Message)] : [];
        // The demo on real pictures judged by example vehicles, which no list holds.
        Func<string, RegisterVehicle?>? unlisted = record.Vehicle?.RecordedAt == NodaConstants.UnixEpoch ? MadeUpVehicles.Of : null;
        var kept = plate is { } asked ? CopiedFacts.At(CopiedFacts.Of(act.Stored, view.Events), asked.Text, at) : null;
        var facts = (await history.At(db, plates, at, unlisted, kept is null ? [] : [kept], ct)).Under(PapersAt(act.Stored, at)).With(record.Supplied?.AsOf(at));
        var judge = new Judge(new PolicySet(policies.Current.Documents.Where(d => d.RecordedAt <= at)), trust);
        var judgedAt = Instant.Max(at, act.Message.SeenFrom);
        var judged = await ExpiryGrace.Judge(db, judge, act.Message, plate, Rejudging.CameraOf(record, db.CurrentSite, act.Message), facts, judgedAt, ct);
        return Told(at, judged, facts);
    }

    private static Account Told(Instant knownAt, Judgement judged, Facts facts) =>
        new(knownAt, judged, [.. AccountRows.Of(knownAt, judged, Explanation.Of(judged.Document, judged.Facts, judged.Verdict, Shared.Language.IsEnglish), facts)]);

    private static VerdictRecord RecordOf(CaseView view) => view.Events.OfType<PlateCorrected>().LastOrDefault()?.Record ?? view.Act.Verdict;

    /// <summary>The first verdict found the papers complete; a later one may know that one was withdrawn.</summary>
    private static ReadinessFile PapersAt(JudgedPassage stored, Instant at)
    {
        VerdictRecord[] verdicts = [.. stored.Earlier, stored.Verdict];
        return (verdicts.LastOrDefault(v => v.JudgedAt <= at) ?? verdicts[0]).Camera.Papers();
    }

    /// <summary>The plate that counted then: the machine's, or what an officer had corrected it to.</summary>
    private PlateText? PlateAt(CaseView view, Instant at) =>
        view.Events.OfType<PlateCorrected>().LastOrDefault(e => e.At <= at) is { } corrected
            ? CaseExplanation.PlateOf(corrected.To, view.Case.Country)
            : view.Act.Verdict.Supplied?.AsOf(at).Plate ?? new Judge(policies, trust).ReadOf(view.Act.Message);

    private static bool IsTheSame(Judgement judged, VerdictRecord record) =>
        (judged.Verdict.ToString(), judged.Verdict.Policy.ToString()) == ($"{record.Verdict}/{record.Reason} {record.Offence}".TrimEnd(), record.PolicyVersion);
}
