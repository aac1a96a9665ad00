using System.Text.Json.Serialization;
using NodaTime;
using Venstertijden.Central.Features.Audit;

namespace Venstertijden.Central.Features.Cases;

/// <summary>Something that happened to a case. A case is its events, in order; they are never changed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CaseOpened), "case-opened")]
[JsonDerivedType(typeof(PassageJoined), "passage-joined")]
[JsonDerivedType(typeof(EvidenceRequested), "evidence-requested")]
[JsonDerivedType(typeof(EvidenceReceived), "evidence-received")]
[JsonDerivedType(typeof(CaseReady), "case-ready")]
[JsonDerivedType(typeof(PlateRead), "plate-read")]
[JsonDerivedType(typeof(PlateCorrected), "plate-corrected")]
[JsonDerivedType(typeof(SecondOpinionAsked), "second-opinion-asked")]
[JsonDerivedType(typeof(CaseApproved), "case-approved")]
[JsonDerivedType(typeof(CaseRejected), "case-rejected")]
[JsonDerivedType(typeof(WarningDecided), "warning-decided")]
[JsonDerivedType(typeof(DecisionUndone), "decision-undone")]
[JsonDerivedType(typeof(CaseLapsed), "case-lapsed")]
[JsonDerivedType(typeof(CaseRejudged), "case-rejudged")]
[JsonDerivedType(typeof(FactsSupplied), "facts-supplied")]
[JsonDerivedType(typeof(LetterMade), "letter-made")]
[JsonDerivedType(typeof(WarningCovered), "warning-covered")]
[JsonDerivedType(typeof(WithdrawalRequested), "withdrawal-requested")]
[JsonDerivedType(typeof(CaseWithdrawn), "case-withdrawn")]
[JsonDerivedType(typeof(WithdrawalRefused), "withdrawal-refused")]
[JsonDerivedType(typeof(AppealFiled), "appeal-filed")]
[JsonDerivedType(typeof(AppealDecided), "appeal-decided")]
[JsonDerivedType(typeof(SecondPairNeeded), "second-pair-needed")]
[JsonDerivedType(typeof(RepeatWaits), "repeat-waits")]
[JsonDerivedType(typeof(RepeatOver), "repeat-over")]
[JsonDerivedType(typeof(CaseExported), "case-exported")]
[JsonDerivedType(typeof(CaseAccepted), "case-accepted")]
[JsonDerivedType(typeof(CaseRefused), "case-refused")]
[JsonDerivedType(typeof(CaseReopened), "case-reopened")]
[JsonDerivedType(typeof(CaseClosed), "case-closed")]
[JsonDerivedType(typeof(PersonCommented), "person-commented")]
public abstract record CaseEvent(Instant At, Actor By)
{
    /// <summary>The name under which the event is listed, such as <c>case-opened</c>.</summary>
    [JsonIgnore]
    public string Kind => Data.Kebab.OfType(GetType().Name);
}

/// <summary>A suspected passage that belonged to no visit yet.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Zone">Zone of the passage.</param>
/// <param name="Plate">As the machine read it, without dashes.</param>
/// <param name="Country">ISO alpha-2.</param>
/// <param name="Offence">As in the verdict.</param>
/// <param name="Reason">As in the verdict.</param>
/// <param name="WarningOnly">Only a warning letter may follow.</param>
/// <param name="SettlesAt">Until when it settles; null when it does not have to.</param>
public sealed record CaseOpened(Instant At, Actor By, string Zone, string Plate, string Country, string Offence, string Reason, bool WarningOnly, Instant? SettlesAt) : CaseEvent(At, By);

/// <summary>A passage of the same visit; the first one joins at once after the opening.</summary>
public sealed record PassageJoined(Instant At, Actor By, Guid Passage, string Camera, Instant SeenFrom, string Verdict, string Reason) : CaseEvent(At, By);

/// <summary>Settled (or had not to): the edge was asked for its pictures.</summary>
public sealed record EvidenceRequested(Instant At, Actor By, int Pictures) : CaseEvent(At, By);

/// <summary>A picture came, and its hash is the one that the passage named.</summary>
public sealed record EvidenceReceived(Instant At, Actor By, Guid Picture, Guid Passage, string PictureKind, string Sha256) : CaseEvent(At, By);

/// <summary>All pictures are there: an officer can judge.</summary>
public sealed record CaseReady(Instant At, Actor By) : CaseEvent(At, By);

/// <summary>An officer typed what he read on the picture, before the machine's reading was shown.</summary>
public sealed record PlateRead(Instant At, Actor By, string Typed, bool Equal) : CaseEvent(At, By);

/// <summary>An officer corrected the plate; the machine's read is kept in <see cref="CaseOpened"/>, the verdict under his plate with all its grounds in <paramref name="Record"/>.</summary>
public sealed record PlateCorrected(Instant At, Actor By, string From, string To, string Why, string Verdict, string Reason, string Offence, Matching.VerdictRecord? Record = null) : CaseEvent(At, By);

/// <summary>An officer wants a colleague to look.</summary>
public sealed record SecondOpinionAsked(Instant At, Actor By, string Why) : CaseEvent(At, By);

/// <summary>An officer decided that a sanction follows.</summary>
public sealed record CaseApproved(Instant At, Actor By, string OfficerNumber, string Regime, string? FactCode, Finding Finding, string? ContradictionExplained) : CaseEvent(At, By);

/// <summary>An officer decided that nothing follows.</summary>
public sealed record CaseRejected(Instant At, Actor By, string OfficerNumber, string ReasonCode, string Note) : CaseEvent(At, By);

/// <summary>An officer decided that a warning letter follows.</summary>
public sealed record WarningDecided(Instant At, Actor By, string OfficerNumber, Finding Finding) : CaseEvent(At, By);

/// <summary>The officer took his decision back before it left the house.</summary>
public sealed record DecisionUndone(Instant At, Actor By, string Why) : CaseEvent(At, By);

/// <summary>Ended without a decision.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="ReasonCode">Its text stands under it.</param>
/// <param name="Note">Why, where a person wrote it; empty for none.</param>
public sealed record CaseLapsed(Instant At, Actor By, string ReasonCode, string Note = "") : CaseEvent(At, By);

/// <summary>
/// Something became known later, and the rules say something else now. A decision that had not left the house falls: the officer decides anew.
/// </summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Verdict">As it is now.</param>
/// <param name="Reason">As it is now.</param>
/// <param name="Offence">As it is now.</param>
/// <param name="WarningOnly">Only a warning letter may follow.</param>
/// <param name="Causes">What became known: <c>exemption</c>, <c>register</c>, <c>policy</c>, <c>list</c>, <c>mark</c>, joined by <c>;</c>.</param>
public sealed record CaseRejudged(Instant At, Actor By, string Verdict, string Reason, string Offence, bool WarningOnly, string Causes) : CaseEvent(At, By);

/// <summary>
/// An approved case goes to a second officer, who judges it without seeing that a colleague did: drawn at random (<c>sample</c>), because this
/// plate was mistaken before (<c>look-alike</c>), or because the first officer added facts to it himself (<c>known</c>). His decision counts.
/// </summary>
public sealed record SecondPairNeeded(Instant At, Actor By, string ReasonCode) : CaseEvent(At, By);

/// <summary>The passage had been undecided, and an official added what was missing: the plate as he read it, register facts with their source, or both.</summary>
/// <param name="At">When it became a case.</param>
/// <param name="By">Who added the last of it.</param>
/// <param name="Passage">The passage.</param>
/// <param name="MachineRead">What the machine had read, too weak to count; null when it read nothing.</param>
/// <param name="Read">The plate as he read it; null when the machine's read counted.</param>
/// <param name="Facts">Register facts that he recorded.</param>
public sealed record FactsSupplied(Instant At, Actor By, Guid Passage, string? MachineRead, Matching.SuppliedRead? Read, IReadOnlyList<Matching.SuppliedFacts> Facts) : CaseEvent(At, By);

/// <summary>A letter about the case was made. A warning letter ends the case.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Letter">Its id.</param>
/// <param name="LetterKind"><c>warning</c>, <c>withdrawal</c>, <c>statement</c>.</param>
/// <param name="Template">Number of the template's version; 0 is the shipped one.</param>
/// <param name="Sha256">Of the PDF, lower-case hex.</param>
public sealed record LetterMade(Instant At, Actor By, Guid Letter, string LetterKind, int Template, string Sha256) : CaseEvent(At, By);

/// <summary>The warning letter of another case of the same kenteken in the same warning period is enough.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Case">Number of that case.</param>
public sealed record WarningCovered(Instant At, Actor By, string Case) : CaseEvent(At, By);
/// <summary>An earlier case of the same kenteken, rule and zone is not sent yet: nobody may be fined again before he was told once (GHARL:2023:1663).</summary>
public sealed record RepeatWaits(Instant At, Actor By, string Leading) : CaseEvent(At, By);

/// <summary>The earlier case ended without a sanction: this one may be judged.</summary>
public sealed record RepeatOver(Instant At, Actor By) : CaseEvent(At, By);

/// <summary>Put into a batch for the fining body: what the batch says of the case is kept to the letter. From here only the city's withdrawal takes it back.</summary>
public sealed record CaseExported(Instant At, Actor By, string Batch, string Content) : CaseEvent(At, By);

/// <summary>The fining body took the case: under which number, and on which day the decision went to the person.</summary>
public sealed record CaseAccepted(Instant At, Actor By, string Batch, string CjibNumber, LocalDate SentOn) : CaseEvent(At, By);

/// <summary>The fining body refused the case.</summary>
public sealed record CaseRefused(Instant At, Actor By, string Batch, string ReasonCode, string Text) : CaseEvent(At, By);

/// <summary>An officer takes a refused case back to judge it again.</summary>
public sealed record CaseReopened(Instant At, Actor By, string Why) : CaseEvent(At, By);

/// <summary>Nothing more happens to the case: <c>paid</c> or <c>final</c> by the fining body's word, or <c>refused</c> by an officer's.</summary>
public sealed record CaseClosed(Instant At, Actor By, string ReasonCode) : CaseEvent(At, By);

/// <summary>The city asked to withdraw the sanction, because it rests on something wrong. The prosecutor decides.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who confirmed it.</param>
/// <param name="Why">In the words of the letter.</param>
/// <param name="Annulment">The annulment of which it is a case.</param>
public sealed record WithdrawalRequested(Instant At, Actor By, string Why, Guid? Annulment) : CaseEvent(At, By);

/// <summary>The sanction was withdrawn at the city's request.</summary>
public sealed record CaseWithdrawn(Instant At, Actor By, string Reference) : CaseEvent(At, By);

/// <summary>The prosecutor left the sanction as it was.</summary>
public sealed record WithdrawalRefused(Instant At, Actor By, string Why) : CaseEvent(At, By);

/// <summary>The sanction is contested, before the prosecutor or a judge.</summary>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
/// <param name="Stage"><c>prosecutor</c>, <c>court</c>, <c>high-court</c>.</param>
/// <param name="ReceivedOn">Local date on which their request came.</param>
/// <param name="Reference">Their mark.</param>
public sealed record AppealFiled(Instant At, Actor By, string Stage, LocalDate ReceivedOn, string Reference) : CaseEvent(At, By);

/// <summary>Prosecutor or judge decided.</summary>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
/// <param name="Stage">As in <see cref="AppealFiled"/>.</param>
/// <param name="Outcome"><c>upheld</c>, <c>amended</c>, <c>annulled</c>.</param>
/// <param name="DecidedOn">Local date of the decision.</param>
/// <param name="Note">Why, or what the sanction became; empty for none.</param>
public sealed record AppealDecided(Instant At, Actor By, string Stage, string Outcome, LocalDate DecidedOn, string Note) : CaseEvent(At, By);

/// <summary>The person concerned commented, with the code of his letter. It changes nothing by itself: an appeal goes to the prosecutor.</summary>
public sealed record PersonCommented(Instant At, Actor By, string Text) : CaseEvent(At, By);

/// <summary>What the officer affirms of the pictures; the fixed part of the finding comes from the case.</summary>
public sealed record Finding(bool PlateReadByMe, bool SignSeen, bool Driving, bool NoLoadingSeen);
