using NodaTime;
using Venstertijden.Central.Features.Annulments;
using Venstertijden.Central.Features.Api.Webhooks;
using Venstertijden.Central.Features.Appeals;
using Venstertijden.Central.Features.Applying;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Inspecting;
using Venstertijden.Central.Features.InStreet;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.OwnCase;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Central.Features.Supplying;

namespace Venstertijden.Central.Features.Start;

/// <summary>One thing that needs a person: a number in a sentence, and where to do it.</summary>
/// <param name="Text">The sentence's key.</param>
/// <param name="Number">In it; the sentence for one is kept apart under <c>.one</c>.</param>
/// <param name="Address">Where to do it.</param>
public sealed record Need(string Text, int Number, string Address, Tone Tone)
{
    public string Key => Number == 1 ? Text + ".one" : Text;
}

/// <summary>Gathers what needs each role.</summary>
public sealed class Needs(CaseQueue queue, LateTruthDesk late, CameraOverview cameras, FirmFleet fleet, PolicyDesk policies, LivePolicies live, ReadinessOverview readiness, AuditList audit, SupplyDesk supply, Quality.QualityDesk quality, AnnulmentDesk annulments, AppealDesk appeals, InspectionDesk inspections, StreetNotices street, ApplicationLibrary applications, Members.FirmProof proof, OwnCaseDesk ownCases, WebhookDesk webhooks, FactsLoader facts, IClock clock)
{
    public Task<IReadOnlyList<Need>> Of(Person person, CancellationToken ct) => person.Role switch
    {
        Role.Officer or Role.SeniorOfficer => OfOfficer(person, ct),
        Role.Operator => OfOperator(ct),
        Role.FirmOwner or Role.FirmPlanner or Role.FirmReader => OfFirm(person, ct),
        Role.PolicyStaff => OfPolicyStaff(person, ct),
        Role.Auditor => OfAuditor(ct),
        _ => Task.FromResult<IReadOnlyList<Need>>([]),
    };

    private async Task<IReadOnlyList<Need>> OfOfficer(Person person, CancellationToken ct)
    {
        var counts = await queue.CountOpen(ct);
        int waiting = new[] { CaseState.New, CaseState.Settling, CaseState.AwaitingEvidence, CaseState.RepeatPending }.Sum(s => counts.GetValueOrDefault(s));
        var braked = await quality.CountBrakesOn(ct);
        var needs = new List<Need> { new("officer.judge", counts.GetValueOrDefault(CaseState.Ready), "/werkvoorraad", Tone.Info) };
        if (braked > 0) needs.Insert(0, new Need("officer.brake", braked, "/kwaliteit", Tone.Danger));
        if (counts.GetValueOrDefault(CaseState.SecondOpinion) is > 0 and var second) needs.Add(new Need("officer.second", second, "/werkvoorraad", Tone.Warning));
        if (await supply.CountToHelp(ct) is > 0 and var lacking) needs.Add(new Need("officer.facts", lacking, "/feiten", Tone.Warning));
        if (await queue.Count(new QueueFilter([CaseState.Approved]), ct) is > 0 and var approved) needs.Add(new Need("officer.deliver", approved, "/aanlevering", Tone.Info));
        if (await queue.Count(new QueueFilter([CaseState.Refused]), ct) is > 0 and var refused) needs.Add(new Need("officer.refused", refused, "/aanlevering#returned", Tone.Warning));
        if (await late.CountWaiting(ct) is > 0 and var changing) needs.Add(new Need("officer.late", changing, "/zaken-die-veranderen", Tone.Warning));
        if (await late.CountDifferences(ct) is > 0 and var differing) needs.Add(new Need("officer.lists", differing, "/zaken-die-veranderen#lists", Tone.Danger));
        if (await queue.Count(new QueueFilter([CaseState.WarningLetter]), ct) is > 0 and var warnings) needs.Add(new Need("officer.warnings", warnings, "/waarschuwingen", Tone.Info));
        if (await appeals.CountOpen(ct) is > 0 and var requests) needs.Add(new Need("officer.requests", requests, "/verzoeken", Tone.Warning));
        if (await ownCases.CountUnread(ct) is > 0 and var comments) needs.Add(new Need("officer.comments", comments, OwnCasePages.Comments, Tone.Warning));
        if (await annulments.CountToConfirm(person.Id, ct) is > 0 and var proposed) needs.Add(new Need("officer.confirm", proposed, "/intrekken", Tone.Warning));
        if (await annulments.CountOpen(ct) is > 0 and var unanswered) needs.Add(new Need("officer.unanswered", unanswered, "/intrekken", Tone.Neutral));
        AddRegister(needs, "/zaken-die-veranderen#register", alsoWhenFresh: false);
        await AddPapers(needs, ct);
        if ((await inspections.Route(ct)).Count(s => s.IsDue) is > 0 and var due) needs.Add(new Need("officer.round", due, "/schouwronde", Tone.Warning));
        if (street.Of(person.Site).Length is > 0 and var passing) needs.Add(new Need("officer.street", passing, "/straat", Tone.Info));
        if (waiting > 0) needs.Add(new Need("officer.waiting", waiting, "/werkvoorraad?toon=wacht", Tone.Neutral));
        return needs;
    }

    private async Task<IReadOnlyList<Need>> OfOperator(CancellationToken ct)
    {
        var signals = (await cameras.List(ct)).Select(CameraSignals.Of).ToList();
        int unwell = signals.Count(s => !s.IsWell);
        var needs = new List<Need> { new("operator.unwell", unwell, "/cameras", unwell > 0 ? Tone.Danger : Tone.Ok), new("operator.well", signals.Count - unwell, "/cameras", Tone.Ok) };
        AddRegister(needs, "/cameras#register", alsoWhenFresh: true);
        AddFaults(needs);
        return needs;
    }

    private async Task<IReadOnlyList<Need>> OfFirm(Person person, CancellationToken ct)
    {
        var today = Policy.Windows.DutchTime.Local(clock.GetCurrentInstant()).Date;
        var vehicles = await fleet.List(person.FirmId ?? default, ct);
        int inside = vehicles.Count(v => v.Light == Light.Now);
        int ending = vehicles.Count(v => FleetFilter.IsSoon(v, today));
        var needs = new List<Need>();
        if (person.May(Permissions.ManageOwnFirm) && !await proof.IsProven(person.FirmId ?? default, ct)) needs.Add(new Need("firm.proof", 1, Members.MemberPages.Proof, Tone.Warning));
        if (await applications.CountToAnswer(person.FirmId ?? default, ct) is > 0 and var asked) needs.Add(new Need("firm.asked", asked, "/ontheffingen", Tone.Warning));
        if (person.May(Permissions.ManageConnections) && await webhooks.CountOut(person.FirmId ?? default, ct) is > 0 and var silent) needs.Add(new Need("firm.webhook", silent, Api.ApiFeature.Connections, Tone.Danger));
        if (ending > 0) needs.Add(new Need("firm.ending", ending, new FleetFilter { EndsSoon = true }.Address(FirmPages.Fleet), Tone.Warning));
        needs.Add(new Need("firm.inside", inside, new FleetFilter { Light = Light.Now }.Address(FirmPages.Fleet), inside > 0 ? Tone.Ok : Tone.Neutral));
        needs.Add(new Need("firm.vehicles", vehicles.Count, FirmPages.Fleet, Tone.Neutral));
        return needs;
    }

    private async Task<IReadOnlyList<Need>> OfAuditor(CancellationToken ct) => [new("auditor.day", await audit.CountOfLastDay(ct), "/logboek", Tone.Neutral)];

    private async Task<IReadOnlyList<Need>> OfPolicyStaff(Person person, CancellationToken ct)
    {
        var drafts = await policies.Open(ct);
        var needs = new List<Need> { new("rules.decide", drafts.Count(d => d.State == DraftState.Asked && d.AskedById != person.Id), "/regels#drafts", Tone.Info), new("rules.drafts", drafts.Count(d => d.State == DraftState.Writing), "/regels#drafts", Tone.Neutral) };
        if (await proof.CountWaiting(ct) is > 0 and var waitingFirms) needs.Insert(0, new Need("firms.letter", waitingFirms, Members.MemberPages.Firms, Tone.Info));
        if (await applications.CountToDecide(ct) is > 0 and var toDecide) needs.Insert(0, new Need("exemptions.decide", toDecide, "/ontheffingen-beoordelen", Tone.Info));
        await AddPapers(needs, ct);
        AddFaults(needs);
        return needs;
    }

    /// <summary>Cameras and rules that lack a paper, and those that are about to.</summary>
    private async Task AddPapers(List<Need> needs, CancellationToken ct)
    {
        var rows = await readiness.Rows(ct);
        if (rows.Count(r => !r.IsReady) is > 0 and var lacking) needs.Add(new Need("papers.lacking", lacking, "/dossier-klaar", Tone.Danger));
        if (rows.Count(r => r.IsReady && r.Ending.Any()) is > 0 and var ending) needs.Add(new Need("papers.ending", ending, "/dossier-klaar#ending", Tone.Warning));
    }

    /// <summary>The copy of the register: missing, refused, or how old.</summary>
    private void AddRegister(List<Need> needs, string address, bool alsoWhenFresh)
    {
        if (CopyState.Of(facts.Shelf, clock.GetCurrentInstant()) is not { } state)
            return;
        if (state.Copy is null)
            needs.Insert(0, new Need("register.none", 1, address, Tone.Danger));
        else if (state.Refusal is not null)
            needs.Add(new Need("register.refused", 1, address, Tone.Danger));
        else if (alsoWhenFresh || state.Tone != Tone.Ok)
            needs.Add(new Need("register.age", state.Days, address, state.Tone));
    }

    private void AddFaults(List<Need> needs)
    {
        if (live.Faults.Length > 0) needs.Insert(0, new Need("rules.faults", live.Faults.Length, "/regels", Tone.Danger));
    }
}
