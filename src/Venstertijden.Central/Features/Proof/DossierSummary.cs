using System.Globalization;
using System.Resources;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Proof;

/// <summary>The readable sheet of a case for driver and judge: what was seen, the rule, the sign, the list, the clock, the pictures, who decided. Dutch.</summary>
internal static class DossierSummary
{
    private static readonly ResourceManager Words = new(typeof(ReadinessTexts));

    /// <summary>Made from the case alone, so that the same state gives the same bytes.</summary>
    /// <param name="view">The case.</param>
    /// <param name="account">Why.</param>
    /// <param name="papers">Of the day.</param>
    /// <param name="pictures">In clear.</param>
    /// <param name="forPerson">For the person concerned: no official by name, and not as a part of a dossier.</param>
    public static byte[] Write(CaseView view, Account account, IReadOnlyList<Paper> papers, IReadOnlyList<(PictureView Picture, byte[] Content)> pictures, bool forPerson = false) =>
        Language.InDutch(() => AccessiblePdf.Write(Of(view, account, papers, pictures, forPerson), view.Events[^1].At));

    internal static Sheet Of(CaseView view, Account account, IReadOnlyList<Paper> papers, IReadOnlyList<(PictureView Picture, byte[] Content)> pictures, bool forPerson = false)
    {
        var parts = new List<SheetPart>
        {
            new SheetHeading(1, $"Zaak {view.Row.Number} in het kort"),
            new SheetText(account.Rows.First(r => r.Key == "sentence").Text),
            SheetTable.Facts("Wat er gebeurde", Happened(view, forPerson)),
            SheetTable.Facts("Waarop het oordeel rust", Grounds(view)),
            SheetTable.Facts("De stukken van die dag", Papers(view, papers)),
            new SheetHeading(2, "De foto's"),
        };
        foreach (var (picture, content) in pictures.Where(p => p.Picture.PassageId == view.Act.Message.Id && p.Picture.Kind != EvidenceKind.Context))
        {
            string says = picture.Kind == EvidenceKind.Overview ? $"Overzicht van camera {view.Act.CameraName}, {Written.Second(view.Act.Message.SeenFrom)}" : "Uitsnede van het kenteken";
            parts.Add(new SheetText($"**{says}.** {Checked(view, picture, content)}"));
            if (AccessiblePdf.CanShow(content))
                parts.Add(new SheetPicture(content, says, picture.Kind == EvidenceKind.Overview ? 90 : 25));
        }

        if (pictures.Count == 0)
            parts.Add(new SheetText("Er zijn geen foto's bij deze zaak."));
        if (!forPerson)
        {
            parts.Add(new SheetHeading(2, "Nagaan of dit klopt"));
            parts.Add(new SheetText("Dit blad hoort bij een dossier. Open in dat dossier controle.html, of gebruik het programma vth: dan ziet u of er iets aan is veranderd. Dat kan zonder de gemeente."));
        }

        return new Sheet($"Zaak {view.Row.Number} in het kort", [.. parts], $"Gemeente {Towns.NameOf(view.Row.Site)}, zaak {view.Row.Number}");
    }

    private static IEnumerable<(string, string)> Happened(CaseView view, bool forPerson)
    {
        var message = view.Act.Message;
        yield return ("Kenteken", CaseExplanation.PlateOf(view.Case.Plate, view.Case.Country).Shown + (view.Case.Plate == view.Case.MachinePlate ? "" : $" (de computer las {view.Case.MachinePlate})"));
        yield return ("Dag en tijd", Written.Second(message.SeenFrom));
        yield return ("Plaats", $"{(view.Act.Street.Length > 0 ? view.Act.Street : view.Act.CameraName)}, camera {view.Act.CameraName} ({message.Camera}), richting {Kebab.Name(message.Direction) switch { "in" => "de zone in", "out" => "de zone uit", _ => "niet te zien" }}");
        yield return ("Keren gezien", view.Passages.Count == 1 ? "één keer" : $"{view.Passages.Count} keer in één bezoek");
        yield return ("Stand van de zaak", AccountTexts.CaseWord("state." + view.Row.State));
        yield return ("Besluit", view.Case.Decision switch
        {
            CaseApproved e => $"Boete, feitcode {e.FactCode ?? "nog niet bekend"}, {By(e, e.OfficerNumber, forPerson)} op {Written.Minute(e.At)}. {Affirmed(e.Finding)}",
            WarningDecided e => $"Waarschuwing, {By(e, e.OfficerNumber, forPerson)} op {Written.Minute(e.At)}. {Affirmed(e.Finding)}",
            CaseRejected e => $"Geen boete, {By(e, e.OfficerNumber, forPerson)} op {Written.Minute(e.At)}",
            _ => "Nog niet genomen",
        });
        yield return ("Uiterste dag", $"{Written.Date(view.Row.LegalLastDay)}: daarna mag er geen boete meer worden verstuurd");
    }

    private static string By(CaseEvent decision, string number, bool forPerson) => forPerson ? "door een boa" : $"door {decision.By.Name} (nummer {number})";

    private static string Affirmed(Cases.Finding finding) => "Vastgesteld: " + string.Join(", ", new[]
    {
        finding.PlateReadByMe ? "het kenteken zelf gelezen" : "", finding.SignSeen ? "het bord gezien" : "", finding.Driving ? "het voertuig reed" : "", finding.NoLoadingSeen ? "geen laden of lossen gezien" : "",
    }.Where(s => s.Length > 0)) + ".";

    private static IEnumerable<(string, string)> Grounds(CaseView view)
    {
        var verdict = view.Verdict;
        yield return ("Regels", $"{verdict.PolicyVersion}; oordeel {verdict.Verdict}, reden {verdict.Reason}");
        foreach (string code in view.Case.Regimes)
        {
            if (view.Document?.Terms(Kebab.Value<Regime>(code)) is not { } terms)
                continue;
            yield return ("Regel", AccountTexts.CaseWord("regime." + Kebab.Value<Regime>(code)) + (terms.TrafficOrder is { } order ? $"; verkeersbesluit {order.Number}{(order.IsExample ? " (voorbeeld)" : "")}" : ""));
            yield return ("Bord", string.Join("; ", terms.Signs.Select(s => s.Text is { Length: > 0 } text ? $"{s.Code}: {text}" : s.Code)));
        }

        yield return ("Ontheffingen", verdict.ExemptionListVersion is { } list ? $"lijst {list}, opgehaald {Written.Minute(verdict.ExemptionListRetrievedAt!.Value)}; {(verdict.ExemptionVersions.Count == 0 ? "geen voor dit kenteken" : $"{verdict.ExemptionVersions.Count} bekeken")}" : "geen lijst");
        yield return ("Voertuig", verdict.Vehicle is { } vehicle ? $"{vehicle.Brand} {vehicle.Model}, soort {vehicle.Category}, {vehicle.Colour.ToLowerInvariant()}, register {verdict.RegisterVersion}" : "niet in het register");
        var clock = view.Act.Message.Clock;
        yield return ("Klok", $"{clock.OffsetMs} milliseconden verschil met {clock.Source}, {(clock.Synchronised ? "gelijkgezet" : "niet gelijkgezet")}");
        if (view.Act.Message.Plate is { } read)
            yield return ("Lezing", $"{Written.Percent(read.Confidence)} zeker, {read.Agreeing} beelden gelijk, tweede lezer: {read.SecondReader ?? "geen"}");
    }

    private static IEnumerable<(string, string)> Papers(CaseView view, IReadOnlyList<Paper> papers)
    {
        foreach (var kind in view.Document?.Papers ?? [])
        {
            var there = papers.Where(p => p.Kind == kind).ToList();
            yield return (KindOf(kind), there.Count == 0 ? "ontbreekt" : string.Join("; ", there.Select(Told)));
        }
    }

    private static string Told(Paper paper) =>
        $"{Written.Date(paper.DatedAt.Date)}{(paper.Number.Length > 0 ? ", " + paper.Number : "")}{(paper.Fault is { } fault ? ", gebrek: " + fault : "")}{(paper.WithdrawnFrom is { } from ? ", ingetrokken vanaf " + Written.Date(from) : "")}{(paper.IsExample ? " (voorbeeld)" : "")}";

    private static string KindOf(PaperKind kind) => Words.GetString("kind." + kind.Code(), CultureInfo.InvariantCulture) ?? kind.Code();

    private static string Checked(CaseView view, PictureView picture, byte[] content)
    {
        bool same = Signing.Hash(content) == picture.Sha256 && view.Passages.Any(p => p.Message.Evidence.Any(e => e.Sha256 == picture.Sha256));
        return same ? $"Gelijk aan wat de camera ondertekende (SHA-256 {picture.Sha256[..16]}…)." : "Niet gelijk aan wat de camera ondertekende.";
    }
}
