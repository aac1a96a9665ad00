using System.Globalization;
using System.Text;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Proof;

/// <summary>The pages of a dossier that people read, in Dutch: for a judge, an auditor, the person concerned.</summary>
internal static class DossierText
{
    private const int LabelWidth = 34;

    internal static string ReadMe(CaseView view, string centralKey) =>
        $"""
        DOSSIER VAN ZAAK {view.Row.Number}
        Gemeente {view.Row.Site}

        Wat is dit?
        Dit bestand bevat alles waarop deze zaak rust: wat de camera zag en ondertekende, wat het
        systeem daarvan vond en waarom, en wat een medewerker van de gemeente besliste. Iedereen kan
        nagaan dat er niets aan veranderd is. Daarvoor is het systeem van de gemeente niet nodig.
        Stand: na gebeurtenis {view.Row.EventCount} van de zaak.

        Wat zit erin?
        samenvatting.pdf   De zaak op een blad, met de foto's. Begin hier.
        controle.html      Controleert dit dossier in uw browser, zonder internet.
        uitleg.txt         Waarom dit oordeel, in gewone taal, met alle gegevens.
        case.json          De zaak in het kort: kenteken, plaats, tijd, stand, beslissing.
        events.json        Alles wat er met de zaak gebeurde, in volgorde, met wie en wanneer.
        pictures/          De beelden. Personen en andere kentekens zijn onherkenbaar gemaakt voordat
                           het beeld de camera verliet.
        messages/          De berichten van de camera, byte voor byte zoals ze binnenkwamen.
        messages.json      Bij elk bericht: het volgnummer, de hash en de handtekening van de camera.
        chain/             De volgnummers voor en na elk bericht, met hun hashes. Daaruit blijkt dat er
                           geen bericht is weggelaten, tussengevoegd of veranderd. Van andere
                           voertuigen staat hier alleen een hash: geen kenteken, geen tijd.
        checkpoints/       De vaste punten waarmee de gemeente die volgnummers ondertekende.
        verdicts.json      Elk oordeel met alle gegevens waarop het rust.
        policy/            De regels zoals ze toen golden, met hun bronnen.
        papers.json        De stukken waarop handhaven die dag rustte: verkeersbesluit, schouw, instemming.
        papers/            Die stukken zelf, zoals ze zijn ingeleverd.
        keys/              De openbare sleutels van de camera en van de gemeente.
        manifest.json      De lijst van al deze bestanden met hun SHA-256.
        manifest.sig       De handtekening van de gemeente onder die lijst.

        Hoe controleert u het?
        Met een browser: open controle.html en kies dit dossier. Er gaat niets naar internet. Wie een
        dossier kan veranderen kan ook dat bestand veranderen: gebruik bij twijfel het bestand uit een
        ander dossier, of het programma vth, dat ook de regels opnieuw toepast.
          vth verify DOSSIER.zip --trust SLEUTEL.pem
        SLEUTEL.pem is de openbare sleutel van de gemeente. Vraag die aan de gemeente zelf, en neem
        niet de sleutel uit dit dossier: dan zou u een vervalser op zijn woord geloven. De sleutel
        waarmee dit dossier is ondertekend heeft de naam
          {centralKey}
        dat is de SHA-256 van de openbare sleutel (SubjectPublicKeyInfo, DER).

        De controle stelt vast:
        - elk bestand is het bestand dat de gemeente ondertekende;
        - elk bericht is door de sleutel van de camera ondertekend, of het volgende ondertekende
          bericht van dezelfde camera staat ervoor in;
        - elk bericht staat op zijn plaats in de genummerde keten van de camera, zonder gat;
        - elk beeld is het beeld waarvan de camera de hash ondertekende;
        - elk stuk is het stuk dat is ingeleverd;
        - de gebeurtenissen van de zaak sluiten op elkaar aan en leiden tot de genoemde stand;
        - de regels geven op dezelfde gegevens opnieuw hetzelfde oordeel.

        Wat de controle niet zegt: of de camera goed stond en of de medewerker goed keek. Dat is aan
        wie de beelden en de uitleg leest.

        Zonder vth: van elk bestand kunt u met elk programma voor SHA-256 nagaan of de hash in
        manifest.json klopt. De handtekeningen zijn ECDSA P-256 over die SHA-256 (IEEE P1363, base64).

        """.ReplaceLineEndings("\n");

    internal static string Account(CaseView view, Account given) => Language.InDutch(() =>
    {
        var account = new CaseAccount(view, given, given, AsJudged: true, ReplayIsTheSame: true);
        var text = new StringBuilder();
        text.Append(AccountTexts.Say("case", view.Row.Number)).Append('\n').Append(given.Rows.First(r => r.Key == "sentence").Text).Append("\n\n");
        foreach (var (label, said) in CaseFacts.Of(account))
            Line(text, label, said);
        foreach (var group in given.Rows.GroupBy(r => r.Group))
        {
            text.Append('\n').Append(AccountTexts.Say("group." + group.Key)).Append('\n');
            foreach (var row in group)
                Line(text, row.Label, row.Text);
        }

        text.Append('\n').Append(AccountTexts.Say("events")).Append('\n');
        foreach (var happened in view.Events)
            Line(text, Written.Second(happened.At), CaseFacts.Told(happened));
        return text.ToString();
    });

    private static void Line(StringBuilder text, string label, string said) => text.Append(label.PadRight(LabelWidth)).Append("  ").Append(said).Append('\n');
}
