using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Review;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>What the fining body is told of a case, and what is compared when it says what it holds.</summary>
/// <param name="FactCode">Of the Wahv annex.</param>
/// <param name="AmountCents">Eurocents, administration costs excluded.</param>
/// <param name="Plate">As the officer read it, without dashes.</param>
/// <param name="ActLocal">Local time of the act, to the second.</param>
/// <param name="Street">Of the camera.</param>
/// <param name="Town">Of the camera.</param>
/// <param name="Pictures">SHA-256 of every picture.</param>
public sealed record ToldOfCase(string FactCode, long AmountCents, string Plate, string ActLocal, string Street, string Town, IReadOnlySet<string> Pictures)
{
    /// <summary>Where the other side holds something else: names of fields.</summary>
    public IReadOnlyList<string> DifferencesWith(ToldOfCase held)
    {
        var names = new List<string>();
        if (FactCode != held.FactCode) names.Add("fact-code");
        if (AmountCents != held.AmountCents) names.Add("amount");
        if (Plate != held.Plate) names.Add("plate");
        if (ActLocal != held.ActLocal) names.Add("time");
        if (Street != held.Street) names.Add("street");
        if (Town != held.Town) names.Add("town");
        if (Pictures.Except(held.Pictures).Any()) names.Add("picture-missing");
        if (held.Pictures.Except(Pictures).Any()) names.Add("picture-strange");
        return names;
    }
}

/// <summary>Writes the file of one case (<c>case</c> in <see cref="DeliverySchemas.Delivery"/>), and reads back what matters of it.</summary>
public static class CaseContent
{
    private static readonly LocalDateTimePattern LocalSecond = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");
    private static readonly XNamespace Names = DeliverySchemas.DeliveryNames;

    /// <summary>The text, valid by the schema.</summary>
    /// <param name="view">The case, approved.</param>
    /// <param name="batch">Number of the batch.</param>
    /// <param name="tariff">Fact code and amount.</param>
    /// <param name="sentence">Why the rule is broken, in Dutch.</param>
    /// <param name="town">Of the camera of the act.</param>
    /// <param name="papers">Papers about that camera.</param>
    /// <exception cref="InvalidDataException">The case holds what the schema refuses.</exception>
    public static string Write(CaseView view, string batch, Tariff tariff, string sentence, string town, ReadOnlySpan<Paper> papers)
    {
        var approved = view.Case.Decision as CaseApproved ?? throw new InvalidOperationException("Only an approved case is delivered.");
        var act = view.Act;
        var (row, message, verdict) = (view.Row, act.Message, view.Verdict);
        var local = DutchTime.Local(message.SeenFrom);
        var terms = view.Document?.Terms(Data.Kebab.Value<Regime>(approved.Regime));
        var approval = PaperRule.InForce(papers, PaperKind.Approval, local.Date, approved.At);
        var inspection = PaperRule.InspectionBefore(papers, local, approved.At);
        var root = new XElement(
            Names + "case",
            new XAttribute("number", row.Number), new XAttribute("id", row.Id), new XAttribute("site", row.Site.Value), new XAttribute("batch", batch), new XAttribute("legalLastDay", LocalDatePattern.Iso.Format(row.LegalLastDay)),
            new XElement(
                Names + "offence", new XAttribute("regime", approved.Regime), new XAttribute("factCode", tariff.FactCode.Value), new XAttribute("amountEuro", Euro(tariff.AmountEuro.Value)),
                new XAttribute("policy", verdict.PolicyVersion), Optional("trafficOrder", terms?.TrafficOrder?.Number), tariff.FactText),
            new XElement(
                Names + "act", new XAttribute("utc", Utc(message.SeenFrom)), new XAttribute("local", OffsetOf(message.SeenFrom)), new XAttribute("clockErrorMs", message.Clock.OffsetMs),
                new XAttribute("clockSource", message.Clock.Source), new XAttribute("timeZoneData", message.Clock.Tzdb)),
            new XElement(
                Names + "place", new XAttribute("town", town), new XAttribute("street", act.Street), new XAttribute("zone", row.Zone), new XAttribute("camera", message.Camera),
                new XAttribute("cameraName", act.CameraName), new XAttribute("direction", Data.Kebab.Name(message.Direction))),
            new XElement(Names + "plate", new XAttribute("confirmed", view.Case.Plate), new XAttribute("read", view.Case.MachinePlate), new XAttribute("country", view.Case.Country)),
            Vehicle(view),
            new XElement(
                Names + "judgement", new XAttribute("engine", verdict.Engine), new XAttribute("judgedAt", Utc(verdict.JudgedAt)), Optional("exemptionList", verdict.ExemptionListVersion),
                Optional("exemptionListRetrievedAt", verdict.ExemptionListRetrievedAt is { } fetched ? Utc(fetched) : null), Optional("registerList", verdict.RegisterVersion),
                Optional("cautions", string.Join(';', verdict.Cautions)), sentence),
            new XElement(
                Names + "papers", Optional("approval", approval?.Number), Optional("approvalDate", approval is null ? null : LocalDatePattern.Iso.Format(approval.DatedAt.Date)),
                Optional("inspectedAt", inspection is null ? null : LocalSecond.Format(inspection.DatedAt))),
            new XElement(
                Names + "officer", new XAttribute("number", approved.OfficerNumber), new XAttribute("name", approved.By.Name), new XAttribute("decidedAt", Utc(approved.At)), Statement(approved)),
            view.Events.OfType<Cases.PlateRead>().Where(r => r.Equal && r.By.UserId != approved.By.UserId).DistinctBy(r => r.By.UserId)
                .Select(r => new XElement(Names + "reader", new XAttribute("name", r.By.Name), new XAttribute("at", Utc(r.At)))),
            view.Pictures.Where(p => p.ReceivedAt is not null).DistinctBy(p => p.Sha256).Select(p => Picture(p, view)));
        string xml = Text(root);
        var (_, faults) = DeliverySchemas.ReadDelivery(Encoding.UTF8.GetBytes(xml));
        return faults.Count == 0 ? xml : throw new InvalidDataException($"Case {row.Number} cannot be delivered: {faults[0]}");
    }

    /// <summary>Reads what was told from the text.</summary>
    public static ToldOfCase Read(string content)
    {
        var root = XDocument.Parse(content).Root!;
        XElement Part(string name) => root.Element(Names + name) ?? throw new InvalidDataException($"No {name} in the content of a case.");
        var (offence, place) = (Part("offence"), Part("place"));
        string local = (string)Part("act").Attribute("local")!;
        return new ToldOfCase(
            (string)offence.Attribute("factCode")!, Cents((decimal)offence.Attribute("amountEuro")!), (string)Part("plate").Attribute("confirmed")!, local[..19], (string)place.Attribute("street")!, (string)place.Attribute("town")!,
            root.Elements(Names + "picture").Select(p => (string)p.Attribute("sha256")!).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>An element as a file: UTF-8 without mark, two spaces, one kind of line end, so that the same content has the same hash.</summary>
    internal static string Text(XElement root)
    {
        using var text = new Utf8Writer();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
            root.Save(writer);
        return text + "\n";
    }

    internal static long Cents(decimal euro) => decimal.ToInt64(decimal.Round(euro * 100));

    internal static string Euro(decimal euro) => euro.ToString("0.00", CultureInfo.InvariantCulture);

    internal static string Utc(Instant at) => InstantPattern.ExtendedIso.Format(at);

    internal static string PictureFile(string sha256, string mediaType) => $"pictures/{sha256}{(mediaType == "image/png" ? ".png" : ".jpg")}";

    private static XElement? Vehicle(CaseView view) => view.Verdict.Vehicle is not { } v ? null : new XElement(
        Names + "vehicle", new XAttribute("brand", v.Brand), new XAttribute("model", v.Model), new XAttribute("category", v.Category), new XAttribute("fuels", v.Fuels),
        new XAttribute("emissionClass", v.EmissionClass), new XAttribute("colour", v.Colour), new XAttribute("recordedAt", Utc(v.RecordedAt)));

    private static XElement Picture(PictureView picture, CaseView view)
    {
        var passage = view.Passages.First(p => p.Message.Id == picture.PassageId).Message;
        return new XElement(
            Names + "picture", new XAttribute("kind", Data.Kebab.Name(picture.Kind)), new XAttribute("file", PictureFile(picture.Sha256, picture.MediaType)), new XAttribute("sha256", picture.Sha256),
            new XAttribute("mediaType", picture.MediaType), new XAttribute("bytes", picture.Bytes), new XAttribute("camera", passage.Camera), new XAttribute("seenAt", Utc(passage.SeenFrom)));
    }

    /// <summary>The officer's finding in the words that he affirmed.</summary>
    private static string Statement(CaseApproved approved)
    {
        var said = new List<string> { "Ik heb deze zaak beoordeeld." };
        if (approved.Finding.PlateReadByMe) said.Add("Ik heb het kenteken zelf van het beeld gelezen.");
        if (approved.Finding.SignSeen) said.Add("Ik heb het bord op het beeld gezien.");
        if (approved.Finding.Driving) said.Add("Het voertuig reed.");
        if (approved.Finding.NoLoadingSeen) said.Add("Ik zag geen laden of lossen.");
        if (approved.ContradictionExplained is { Length: > 0 } why) said.Add(why);
        return string.Join(' ', said);
    }

    private static XAttribute? Optional(string name, string? value) => string.IsNullOrEmpty(value) ? null : new XAttribute(name, value);

    private static string OffsetOf(Instant at) => OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss;FFFo<+HH:mm>").Format(at.InZone(DutchTime.Zone).ToOffsetDateTime());

    private sealed class Utf8Writer() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding { get; } = new UTF8Encoding(false);
    }
}
