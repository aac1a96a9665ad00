using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Review;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Appeals;

/// <summary>What a case fills in the supplementary statement (aanvullend proces-verbaal): from what is on record, so that nothing is remembered wrongly. Dutch.</summary>
public sealed class StatementValues(CentralDb db, LetterValues values, IClock clock)
{
    public async Task<Dictionary<string, string>> Of(CaseView view, AppealRequest request, string addition, Officer officer, CancellationToken ct)
    {
        var filled = values.Of(view, clock.GetCurrentInstant());
        var (message, verdict) = (view.Act.Message, view.Verdict);
        (filled["instantie"], filled["kenmerk"]) = (NameOf(request.Stage), request.Reference);
        var approved = view.Case.Decision as CaseApproved;
        var terms = approved is null ? null : view.Document?.Terms(Kebab.Value<Regime>(approved.Regime));
        filled["feitcode"] = approved?.FactCode ?? "niet vermeld";
        filled["feit"] = view.DecidedTariff?.FactText ?? "niet vermeld";
        (filled["camera"], filled["richting"]) = (view.Act.CameraName, message.Direction switch { Direction.In => "de zone in", Direction.Out => "de zone uit", _ => "richting niet te zien" });
        filled["klok"] = $"De klok van de camera verschilde {message.Clock.OffsetMs} milliseconden van de tijdbron ({message.Clock.Source}).";
        filled["borden"] = terms is null ? "niet vermeld" : string.Join("; ", terms.Signs.Select(s => s.Text.Length > 0 ? $"{s.Code} ({s.Text})" : s.Code));
        filled["schouw"] = await InspectionBefore(view, ct);
        filled["lijst"] = verdict.ExemptionListVersion is { } list ? $"lijst met ontheffingen {list}" : "lijst met ontheffingen, die die dag ontbrak";
        filled["beelden"] = string.Join('\n', view.Pictures.Where(p => p.PassageId == message.Id && p.ReceivedAt is not null).Select(p => $"Foto ({(p.Kind == EvidenceKind.Plate ? "kenteken" : "overzicht")}), SHA-256 {p.Sha256}"));
        filled["bevinding"] = string.Join('\n', FindingOf(view.Case.Decision));
        (filled["waarneming"], filled["aanvulling"]) = (SeenBy(view.Case.Decision, officer), addition.Length > 0 ? addition : "Ik heb niets toe te voegen.");
        (filled["ondertekenaar"], filled["ondertekenaarnummer"]) = (officer.Actor.Name, officer.OfficerNumber);
        return filled;
    }

    /// <summary>Whom a stage is before.</summary>
    public static string NameOf(AppealStage stage) => stage switch
    {
        AppealStage.Prosecutor => "de officier van justitie",
        AppealStage.Court => "de kantonrechter",
        AppealStage.HighCourt => "het gerechtshof Arnhem-Leeuwarden",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Say who this is."),
    };

    /// <summary>Who signs says whether he saw it himself: a colleague only tells what is on record.</summary>
    private static string SeenBy(CaseEvent? decision, Officer officer) => decision switch
    {
        null => "Er is in deze zaak geen besluit van een boa vastgelegd. Wat volgt komt uit het dossier.",
        _ when decision.By.UserId == officer.Actor.UserId => $"Ik heb deze zaak zelf beoordeeld op {LetterValues.Date(DutchTime.Local(decision.At).Date)}.",
        _ => $"Deze zaak is op {LetterValues.Date(DutchTime.Local(decision.At).Date)} beoordeeld door mijn collega {decision.By.Name}, buitengewoon opsporingsambtenaar met nummer {NumberOf(decision)}. Ik heb de foto's en het dossier bekeken. Wat volgt komt daaruit.",
    };

    private static string NumberOf(CaseEvent decision) => decision switch { CaseApproved e => e.OfficerNumber, WarningDecided e => e.OfficerNumber, CaseRejected e => e.OfficerNumber, _ => "" };

    private static IEnumerable<string> FindingOf(CaseEvent? decision)
    {
        var finding = decision switch { CaseApproved e => e.Finding, WarningDecided e => e.Finding, _ => new Finding(false, false, false, false) };
        if (finding.PlateReadByMe) yield return "De boa die besliste, heeft het kenteken zelf van de foto gelezen, voordat hij de lezing van de computer zag.";
        if (finding.SignSeen) yield return "De boa die besliste, heeft het bord op de foto gezien.";
        if (finding.Driving) yield return "Het voertuig reed.";
        if (finding.NoLoadingSeen) yield return "Er is geen laden of lossen gezien.";
    }

    private async Task<string> InspectionBefore(CaseView view, CancellationToken ct)
    {
        var camera = CameraId.Parse(view.Act.Message.Camera);
        var last = (await db.Papers.AsNoTracking().Where(p => p.Kind == PaperKind.SignInspection && p.Camera == camera && p.WithdrawnAt == null).ToListAsync(ct))
            .Where(p => p.DatedAt <= DutchTime.Local(view.Act.Message.SeenFrom)).MaxBy(p => p.DatedAt);
        return last is null ? "geen vastgelegd" : $"{LetterValues.Date(last.DatedAt.Date)}: {last.Fault ?? "alle borden aanwezig en leesbaar"}";
    }
}
