using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Vehicles;
using Venstertijden.Policy.Windows;
using Venstertijden.Policy.ZeroEmission;

namespace Venstertijden.Policy.Documents;

/// <summary>Reads the two rules of a document.</summary>
internal static class RegimeReading
{
    internal static PedestrianRule? Pedestrian(DocumentNode node, HolidayCalendar holidays, DateSpan? valid)
    {
        var terms = Terms(node);
        WindowCalendar? windows = null;
        var origin = default((string? Source, bool IsExample));
        if (node.Required("windows") is { } inner)
        {
            if (inner.Required("hours") is { } hours)
            {
                windows = hours.Hours(holidays);
                if (windows is not null && valid is not null && !windows.EverOpens(valid.From, LastDayAsked(valid)))
                    hours.Refuse($"expected a window that opens while the document is valid, found '{windows.Text}', which never does");
            }

            origin = inner.Origin();
            inner.RefuseOtherKeys();
        }

        node.RefuseOtherKeys();
        return terms is null || windows is null ? null : new PedestrianRule(terms, windows, origin.Source, origin.IsExample);
    }

    internal static ZeroEmissionRule? ZeroEmission(DocumentNode node)
    {
        var terms = Terms(node);
        var tractors = Tokens(node.Required("tractorBodies"));
        var transition = node.Required("transition");
        ImmutableArray<TransitionRow> rows = transition is null ? [] : [.. transition.Items().Select(Row).OfType<TransitionRow>()];
        var statutory = node.Required("statutory")?.Items(allowEmpty: true).Select(Statutory).OfType<StatutoryExemption>().ToImmutableArray() ?? [];
        var perYear = node.Required("dayExemptionsPerYear")?.Sourced(n => n.WholeNumber(0, 366));
        node.RefuseOtherKeys();
        if (terms is null || perYear is null)
            return null;
        var rule = new ZeroEmissionRule(terms, new TransitionTable(rows), tractors, statutory, perYear);
        if (transition is not null && rows.Length > 0)
            RefuseGaps(transition, rule);
        return rule;
    }

    // A repeating window shows itself within 8 years (29 February); a document without end is asked no further.
    private static LocalDate LastDayAsked(DateSpan valid)
    {
        var far = valid.From.PlusYears(8);
        return valid.Until is { } until && until < far ? until : far;
    }

    private static RegimeTerms? Terms(DocumentNode node)
    {
        var appliesTo = node.Required("appliesTo").Categories();
        var order = node.Optional("trafficOrder") is { } orderNode ? Order(orderNode) : null;
        var signs = node.Required("signs")?.Items(allowEmpty: true).Select(Sign).OfType<Sign>().ToImmutableArray() ?? [];
        var mode = node.Required("mode")?.Sourced(n => n.OneOf<EnforcementMode>("off, count, warn or fine", text => text switch
        {
            "off" => EnforcementMode.Off,
            "count" => EnforcementMode.Count,
            "warn" => EnforcementMode.Warn,
            "fine" => EnforcementMode.Fine,
            _ => null,
        }));
        var warnings = node.Optional("warningPeriods")?.Items(allowEmpty: true).Select(WarningPeriod).OfType<Sourced<DateSpan>>().ToImmutableArray() ?? [];
        var warningMinimum = node.Optional("warningMinimum")?.SourcedObject(n => n.Term());
        var directions = node.Required("directions")?.Sourced<EnumSet<PassageDirection>>(n => n.SetOf(item =>
            item.OneOf<PassageDirection>("in or out", text => text switch { "in" => PassageDirection.In, "out" => PassageDirection.Out, _ => null })));
        var exitGrace = node.Required("exitGrace")?.Sourced(n => n.Span());
        var visitSpan = node.Required("visitSpan")?.Sourced(n => n.Span());
        var repeatTerm = node.Required("repeatTermDays")?.Sourced(n => n.WholeNumber(0, 365));
        var settleUntil = node.Optional("settleUntil")?.Sourced(n => n.Clock());
        var listDelay = node.Required("listDelay")?.Sourced(n => n.Span());
        var listFreshness = node.Required("listFreshness")?.Sourced(n => n.Span());
        var expiryGrace = node.Optional("expiryGrace")?.Sourced(n => n.Span());
        var tariffNode = node.Required("tariffs");
        ImmutableArray<Tariff> tariffs = tariffNode is null ? [] : [.. tariffNode.Items().Select(ReadTariff).OfType<Tariff>()];
        foreach (var category in appliesTo.Where(c => !tariffs.Any(t => t.Categories.Contains(c))))
            tariffNode?.Refuse($"expected a tariff for {category}, to which the rule applies");

        return mode is null || directions is null || exitGrace is null || visitSpan is null || repeatTerm is null || listDelay is null || listFreshness is null
            ? null
            : new RegimeTerms(appliesTo, order, signs, mode, warnings, directions, exitGrace, visitSpan, repeatTerm, settleUntil, listDelay, listFreshness, expiryGrace, tariffs) { WarningMinimum = warningMinimum };
    }

    private static TrafficOrder? Order(DocumentNode node)
    {
        var number = node.Required("number")?.Text();
        var title = node.Required("title")?.Text();
        var (source, isExample) = node.Origin();
        node.RefuseOtherKeys();
        return number is null || title is null ? null : new TrafficOrder(number, title, source, isExample);
    }

    private static Sign? Sign(DocumentNode node)
    {
        var code = node.Required("code")?.Text();
        var text = node.Required("text")?.Text();
        var (source, isExample) = node.Origin();
        node.RefuseOtherKeys();
        return code is null || text is null ? null : new Sign(code, text, source, isExample);
    }

    private static Sourced<DateSpan>? WarningPeriod(DocumentNode node)
    {
        var span = Span(node);
        var (source, isExample) = node.Origin();
        node.RefuseOtherKeys();
        return span is null ? null : new Sourced<DateSpan>(span, source, isExample);
    }

    /// <summary>Reads <c>from</c> and <c>until</c> of a mapping.</summary>
    internal static DateSpan? Span(DocumentNode node)
    {
        var from = node.Required("from")?.Date();
        var untilNode = node.Optional("until");
        var until = untilNode?.Date();
        if (from is { } start && until is { } end && end <= start)
            untilNode!.Refuse($"expected a date after from ({start:uuuu-MM-dd}), because until is the first day outside");
        return from is { } known ? new DateSpan(known, until) : null;
    }

    private static Tariff? ReadTariff(DocumentNode node)
    {
        var group = node.Required("group")?.Text();
        var categories = node.Required("categories").Categories();
        var code = node.Required("factCode")?.SourcedObject(n => n.Text("a fact code like R315a"));
        var text = node.Required("text")?.Text();
        var amount = node.Required("amountEuro")?.Sourced(n => n.Amount("an amount in euro like 120 or 120.50"));
        node.RefuseOtherKeys();
        return group is null || code is null || text is null || amount is null ? null : new Tariff(group, categories, code, text, amount);
    }

    private static ImmutableArray<string> Tokens(DocumentNode? node) => node is null ? [] : [.. node.Items().Select(item =>
    {
        var token = item.Text("a body token");
        if (token is null || (VehicleBody.TryParse(token, out var body) && body?.Tokens.Length == 1))
            return token;
        item.Refuse($"expected one body token ({VehicleBody.Expected}), found '{token}'");
        return null;
    }).OfType<string>()];

    private static TransitionRow? Row(DocumentNode node)
    {
        var categories = node.Required("categories").Categories();
        var classes = node.Optional("classes").SetOf(item =>
            item.Value<EmissionClass>($"an emission class {EmissionClasses.Expected}", text => EmissionClasses.TryParse(text, out var c) ? c : null));
        var body = node.Optional("body")?.OneOf<BodyGroup>("rigid or tractor", text => text switch
        {
            "rigid" => BodyGroup.Rigid,
            "tractor" => BodyGroup.Tractor,
            _ => null,
        }) ?? BodyGroup.Any;
        var admittedFrom = node.Optional("admittedFrom")?.Date();
        var admittedBefore = node.Optional("admittedBefore")?.Date();
        LocalDate? until = null;
        var always = false;
        var access = node.Required("accessUntil");
        if (access?.Text("never, always or the first date without access") is { } text)
        {
            always = text == "always";
            if (!always && text != "never")
                until = access.Value<LocalDate>("never, always or the first date without access (yyyy-MM-dd)", t =>
                    NodaTime.Text.LocalDatePattern.Iso.Parse(t) is { Success: true } read ? read.Value : null);
        }

        var (source, isExample) = node.Origin();
        node.RefuseOtherKeys();
        return new TransitionRow(categories, classes, body, admittedFrom, admittedBefore, until, always, source, isExample);
    }

    private static StatutoryExemption? Statutory(DocumentNode node)
    {
        var name = node.Required("name")?.Text();
        var categories = node.Required("categories").Categories();
        var bodies = Tokens(node.Optional("bodies"));
        var fromAge = node.Optional("fromAge")?.WholeNumber(1, 200);
        var youngerThan = node.Optional("youngerThan")?.WholeNumber(1, 200);
        var until = node.Optional("until")?.Date();
        if (bodies.IsEmpty && fromAge is null)
            node.Refuse("expected bodies or fromAge: without either every vehicle would be exempt");
        var (source, isExample) = node.Origin();
        node.RefuseOtherKeys();
        return name is null ? null : new StatutoryExemption(name, categories, bodies, fromAge, youngerThan, until, source, isExample);
    }

    /// <summary>Every vehicle to which the rule applies must have a row: a hole would be a fine by oversight.</summary>
    private static void RefuseGaps(DocumentNode node, ZeroEmissionRule rule)
    {
        LocalDate[] admissions = [new LocalDate(1900, 1, 1), .. rule.Table.AdmissionBoundaries];
        foreach (var category in rule.Terms.AppliesTo)
            foreach (var emissionClass in Enum.GetValues<EmissionClass>().Where(c => c != EmissionClass.Z))
                foreach (var admission in admissions)
                    foreach (var tractor in new[] { false, true })
                        if (rule.Table.RowFor(category, emissionClass, admission, tractor) is null)
                        {
                            node.Refuse($"expected a row for {category} of class {emissionClass.Text()}{(tractor ? ", tractor unit," : "")} first admitted on {admission:uuuu-MM-dd}");
                            return;
                        }
    }
}
