using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Shared;
using static Venstertijden.Central.Features.Explaining.AccountTexts;

namespace Venstertijden.Central.Features.Explaining;

/// <summary>What of a case is the same whenever it is judged: the passage, the read, the clock, the camera, what happened.</summary>
public static class CaseFacts
{
    public static IEnumerable<(string Label, string Text)> Of(CaseAccount account)
    {
        var (view, act) = (account.View, account.View.Act);
        var (message, camera) = (act.Message, act.Verdict.Camera);
        yield return (Say("state"), CaseWord("state." + view.Row.State));
        yield return (Say("passage"), Say("passage.text", Written.Second(message.SeenFrom), act.CameraName, message.Camera, Say("direction." + Kebab.Name(message.Direction))));
        if (message.Plate is { } read)
            yield return (Say("read"), Say("read.text", read.Text, Written.Percent(read.Confidence), read.Agreeing, read.SecondReader ?? Say("read.none")));
        yield return (Say("clock"), Say("clock.text", message.Clock.OffsetMs, message.Clock.Source, YesNo(message.Clock.Synchronised)));
        yield return (Say("camera.papers"), Say("camera.papers.text",
            Say("mode." + camera.PedestrianMode), YesNo(camera.PedestrianPapers), Say("mode." + camera.ZeroEmissionMode), YesNo(camera.ZeroEmissionPapers)));
        foreach (var earlier in act.Stored.Earlier)
            yield return (Say("earlier"), Say("earlier.text", Written.Second(earlier.JudgedAt), $"{earlier.Verdict}/{earlier.Reason} {earlier.Offence}".TrimEnd()));
    }

    /// <summary>An event in words, with who did it.</summary>
    public static string Told(CaseEvent happened)
    {
        string who = happened is PersonCommented ? Say("person") : happened.By.UserId is null ? Say("system") : happened.By.Name;
        string more = happened switch
        {
            CaseRejected e => ": " + CaseWord("reject." + e.ReasonCode),
            SecondOpinionAsked e => ": " + e.Why,
            PlateCorrected e => $": {e.From} > {e.To} ({e.Why})",
            FactsSupplied e => ": " + string.Join(" ", AccountRows.SuppliedInWords(e.Read, e.Facts)),
            PassageJoined e => $": {e.Camera}, {RuleWord("verdict." + e.Verdict)}, {RuleWord("reason." + e.Reason)} ({e.Verdict}/{e.Reason})",
            CaseLapsed e => $": {CaseWord("lapsed." + e.ReasonCode)} {e.Note}".TrimEnd(),
            WithdrawalRequested e => ": " + e.Why,
            CaseWithdrawn e => ": " + e.Reference,
            WithdrawalRefused e => ": " + e.Why,
            AppealFiled e => $": {e.Reference}, {Written.Date(e.ReceivedOn)}",
            AppealDecided e => $": {CaseWord("state." + Kebab.Value<CaseState>(e.Outcome))}, {Written.Date(e.DecidedOn)} {e.Note}".TrimEnd(),
            WarningCovered e => ": " + e.Case,
            PersonCommented e => ": " + e.Text,
            DecisionUndone { Why.Length: > 0 } e => ": " + e.Why,
            _ => "",
        };
        return $"{CaseWord("event." + happened.Kind)}, {who}{more}";
    }

    private static string YesNo(bool yes) => Say(yes ? "yes" : "no");
}
