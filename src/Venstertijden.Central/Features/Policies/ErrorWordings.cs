namespace Venstertijden.Central.Features.Policies;

/// <summary>The English of the engine beside its Dutch. The first that fits counts, so the narrow ones stand in front.</summary>
internal static class ErrorWordings
{
    internal static readonly (string English, string Dutch)[] Sentences =
    [
        // Form of the file.
        ("expected YAML: indentation by spaces, found a tab", "verwacht YAML: inspringen met spaties, gevonden een tab"),
        // What the parser says is English and rarely helps; the line does.
        ("expected YAML: {0}", "verwacht YAML, maar vanaf deze regel is het niet te lezen: kijk naar inspringen, dubbele punten en aanhalingstekens"),
        ("expected one YAML document, found {w0}", "verwacht één YAML-document, gevonden {w0}"),
        ("expected at least one policy document, found none", "verwacht ten minste één document met regels, gevonden geen"),
        ("expected policy documents (*.yaml), found none", "verwacht documenten met regels (*.yaml), gevonden geen"),
        ("expected a readable folder with policy documents: {0}", "verwacht een leesbare map met documenten met regels: {0}"),

        // Keys and lists.
        ("expected the key '{0}', which is missing", "verwacht de sleutel '{0}', die ontbreekt"),
        ("expected one of the keys {0}, found '{1}'", "verwacht een van de sleutels {0}, gevonden '{1}'"),
        ("expected a mapping with keys, found {w0}", "verwacht een blok met sleutels, gevonden {w0}"),
        ("expected a mapping, found {w0}", "verwacht een blok met sleutels, gevonden {w0}"),
        ("expected a list, found {w0}", "verwacht een lijst, gevonden {w0}"),
        ("expected at least one item", "verwacht ten minste één regel in de lijst"),
        ("expected 'source: ...' or, for a value that is not published, 'example: true'", "verwacht 'source: ...' of, voor een waarde die niet is gepubliceerd, 'example: true'"),

        // What must hold between values.
        ("expected pedestrian, zeroEmission or both: a zone without a rule needs no document", "verwacht pedestrian, zeroEmission of allebei: een zone zonder regel heeft geen document nodig"),
        ("expected pedestrian-zone and zero-emission-zone, each once, the one to send first in front", "verwacht pedestrian-zone en zero-emission-zone, elk één keer, wat als eerste wordt verstuurd vooraan"),
        ("expected an ISO 3166-1 alpha-2 country other than NL, found '{0}'", "verwacht een landcode van twee letters (ISO 3166-1), niet NL, gevonden '{0}'"),
        ("expected no conditions on a kind that opens the zero-emission rule: they are the national desk's business", "verwacht geen voorwaarden bij een ontheffing voor de zero-emissiezone: die stelt het landelijke loket"),
        ("expected each kind once, found '{0}' again", "verwacht elke soort één keer, gevonden nog een keer '{0}'"),
        ("expected a window that opens while the document is valid, found '{0}', which never does", "verwacht een venstertijd die opengaat zolang het document geldt, gevonden '{0}', die nooit opengaat"),
        ("expected a tariff for {0}, to which the rule applies", "verwacht een tarief voor {0}, want de regel geldt daarvoor"),
        ("expected a date after from ({0}), because until is the first day outside", "verwacht een datum na from ({0}), want until is de eerste dag waarop het niet meer geldt"),
        ("expected one body token ({w0}), found '{1}'", "verwacht één carrosserie-aanduiding ({w0}), gevonden '{1}'"),
        ("expected bodies or fromAge: without either every vehicle would be exempt", "verwacht bodies of fromAge: zonder een van de twee is elk voertuig vrijgesteld"),
        ("expected a row for {0} of class {1}, tractor unit, first admitted on {2}", "verwacht een rij voor {0} met emissieklasse {1}, trekker, datum eerste toelating {2}"),
        ("expected a row for {0} of class {1} first admitted on {2}", "verwacht een rij voor {0} met emissieklasse {1}, datum eerste toelating {2}"),

        // Beside other documents.
        ("expected an id and version of its own, found {0} as in {1}", "verwacht een eigen id en versie, gevonden {0}, net als in {1}"),
        ("expected days that {0} does not cover, or another recorded time: both are valid for {1} from {2} on", "verwacht dagen waarover {0} niet gaat, of een ander moment bij recorded: allebei gelden ze voor {1} vanaf {2}"),
        ("expected a moment after {0}, which says that it was recorded at {1}: publish after that", "verwacht een moment na {0}, die zegt te zijn vastgelegd op {1}: publiceer daarna"),
        ("expected a municipality of a-z, 0-9 and '-', found '{0}'", "verwacht een gemeente met a-z, 0-9 en '-', gevonden '{0}'"),
        ("expected a number above {0}: version {1} is stored already with another text, and a stored version never changes", "verwacht een nummer boven {0}: versie {1} is al opgeslagen met een andere tekst, en een opgeslagen versie verandert nooit"),
        ("expected {0} or higher, found {1}: version {2} of {3} is stored already", "verwacht {0} of hoger, gevonden {1}: versie {2} van {3} is al opgeslagen"),

        // Opening hours.
        ("'{0}': expected {w1} at character {2}, found '{3}'", "'{0}': verwacht {w1} bij teken {2}, gevonden '{3}'"),
        ("'{0}': expected {w1} at character {2}, where the text ends", "'{0}': verwacht {w1} bij teken {2}, maar daar houdt de tekst op"),

        // A value that cannot be read.
        ("expected {w0}, found {w1}", "verwacht {w0}, gevonden {w1}"),
        ("expected {0}, found '{1}'", "verwacht {0}, gevonden '{1}'"),
    ];

    internal static readonly (string English, string Dutch)[] Values =
    [
        ("'{0}'", "'{0}'"), ("nothing", "niets"), ("several", "meer dan een"), ("a mapping", "een blok met sleutels"), ("a list", "een lijst"),
        ("a text", "een tekst"), ("true or false", "true of false"), ("a date yyyy-MM-dd", "een datum jjjj-mm-dd"),
        ("an instant in UTC like {0}", "een moment in UTC zoals {0}"), ("a time hh:mm", "een tijd uu:mm"), ("a whole number from {0} to {1}", "een geheel getal van {0} tot en met {1}"),
        ("a time span like 30 s, 15 min, 72 h or 2 days", "een tijdsduur zoals 30 s, 15 min, 72 h of 2 days"), ("a term like 6 h, 21 days, 4 months or 5 years", "een termijn zoals 6 h, 21 days, 4 months of 5 years"),
        ("a zone name of a-z, 0-9 and -, at most 40", "een zonenaam met a-z, 0-9 en -, hoogstens 40 tekens"), ("the name of a holiday", "de naam van een feestdag"), ("one of {0}", "een van {0}"),
        ("fine, count or street", "fine, count of street"), ("off, count, warn or fine", "off, count, warn of fine"), ("in or out", "in of out"), ("rigid or tractor", "rigid of tractor"), ("emission-free or moped", "emission-free of moped"),
        ("pedestrian-zone or zero-emission-zone", "pedestrian-zone of zero-emission-zone"), ("a number of pixels", "een aantal beeldpunten"), ("a fact code like {0}", "een feitcode zoals {0}"),
        ("an amount in euro like 120 or 120.50", "een bedrag in euro zoals 120 of 120.50"), ("a body token", "een carrosserie-aanduiding"), ("a law, an order or a page", "een wet, een besluit of een pagina"),
        ("tokens joined by +: an inrichting in lower case (opleggertrekker), a European code of two capitals (BC), nr:NUMBER or bz:NUMBER", "een inrichting in kleine letters (opleggertrekker), een Europese code van twee hoofdletters (BC), nr:GETAL of bz:GETAL"),
        ("a category M1-M3, N1-N3, O1-O4, L1-L7 or T", "een voertuigcategorie M1-M3, N1-N3, O1-O4, L1-L7 of T"), ("an emission class 0-6 or Z", "een emissieklasse 0-6 of Z"),
        ("never, always or the first date without access (yyyy-MM-dd)", "never, always of de eerste datum zonder toegang (jjjj-mm-dd)"), ("never, always or the first date without access", "never, always of de eerste datum zonder toegang"),
        ("opening hours like {0}", "openingstijden zoals {0}"),
        ("; or , or the end", "; of , of het einde"), ("a year of four digits", "een jaar van vier cijfers"), ("a month Jan-Dec", "een maand Jan-Dec"), ("a day 1-31", "een dag 1-31"), ("a day that its month has", "een dag die in die maand bestaat"),
        ("a year at both ends or at none", "een jaar aan beide kanten of aan geen"), ("a range that does not end before it begins", "een periode die niet eindigt voordat zij begint"), ("]", "]"), ("a start before 24:00", "een begin vóór 24:00"),
        ("- and the end of the window", "- en het einde van de venstertijd"), ("a window that ends after it begins (the whole day is 00:00-24:00)", "een venstertijd die eindigt na het begin (de hele dag is 00:00-24:00)"),
        ("a time hh:mm (days, months, off, closed, 24/7 and PH are the only words read)", "een tijd uu:mm (we lezen alleen dagen, maanden, off, closed, 24/7 en PH)"), ("a day Mo, Tu, We, Th, Fr, Sa, Su or PH", "een dag Mo, Tu, We, Th, Fr, Sa, Su of PH"),
        ("the nth day of the month, 1 to 5 or -1 to -5", "de hoeveelste dag van de maand, 1 tot en met 5 of -1 tot en met -5"),
    ];
}
