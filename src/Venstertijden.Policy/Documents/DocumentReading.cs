using System.Collections.Immutable;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Verdicts;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Policy.Documents;

/// <summary>Reads a whole document; null when something is missing (the mistake is noted).</summary>
internal static class DocumentReading
{
    internal static PolicyDocument? Read(DocumentNode root)
    {
        root.Required("schema")?.WholeNumber(PolicyDocument.Schema, PolicyDocument.Schema);
        var id = root.Required("id")?.Text();
        var number = root.Required("version")?.WholeNumber(1, 9999);
        var site = root.Required("site")?.Text();
        var zone = root.Required("zone")?.Value<ZoneId>("a zone name of a-z, 0-9 and -, at most 40", text => ZoneId.TryParse(text, out var z) ? z : null);
        var (name, nameEnglish) = Name(root.Required("name"));
        var valid = root.Required("valid") is { } validNode ? Valid(validNode) : null;
        var recorded = root.Required("recorded")?.Moment();
        var holidays = root.Required("holidays")?.SourcedObject(Holidays);
        var order = root.Required("offenceOrder")?.Sourced(OffenceOrder);
        var combined = root.Required("combinedSigns")?.Sourced(n => n.Truth());
        var foreign = root.Required("foreignPlates") is { } foreignNode ? Foreign(foreignNode) : default;
        var limits = root.Required("tolerances") is { } toleranceNode ? Tolerances(toleranceNode) : default;
        var retention = root.Required("retention") is { } retentionNode ? Retention(retentionNode) : default;
        var legal = root.Required("legal") is { } legalNode ? Legal(legalNode) : default;

        var holidayCalendar = holidays?.Value ?? HolidayCalendar.None;
        var pedestrianNode = root.Optional("pedestrian");
        var pedestrian = pedestrianNode is null ? null : RegimeReading.Pedestrian(pedestrianNode, holidayCalendar, valid);
        var zeroEmissionNode = root.Optional("zeroEmission");
        var zeroEmission = zeroEmissionNode is null ? null : RegimeReading.ZeroEmission(zeroEmissionNode);
        if (root.IsMapping && pedestrianNode is null && zeroEmissionNode is null)
            root.Refuse("expected pedestrian, zeroEmission or both: a zone without a rule needs no document");
        var kinds = root.Required("exemptions") is { } kindsNode ? Kinds(kindsNode, holidayCalendar) : [];
        root.RefuseOtherKeys();

        if (id is null || number is null || site is null || zone is null || name is null || nameEnglish is null || valid is null || recorded is null
            || holidays is null || order is null || combined is null || foreign.Elsewhere is null || limits.Window is null || limits.Clock is null
            || limits.View is null || retention.Undecided is null || retention.Cases is null || legal.Term is null || legal.Margin is null
            || legal.Review is null || legal.Papers is null)
            return null;
        return new PolicyDocument(kinds)
        {
            Version = new PolicyVersion(id, number.Value),
            Site = site,
            Zone = zone.Value,
            ZoneName = name,
            ZoneNameEnglish = nameEnglish,
            Valid = valid,
            RecordedAt = recorded.Value,
            Pedestrian = pedestrian,
            ZeroEmission = zeroEmission,
            Holidays = holidays,
            OffenceOrder = order,
            CombinedSigns = combined,
            ForeignPlatesElsewhere = foreign.Elsewhere,
            ForeignPlatesByCountry = foreign.ByCountry,
            WindowTolerance = limits.Window,
            ClockTolerance = limits.Clock,
            ViewTolerancePixels = limits.View,
            UndecidedRetention = retention.Undecided,
            CaseRetention = retention.Cases,
            LegalTerm = legal.Term,
            InternalMarginDays = legal.Margin,
            ReviewTarget = legal.Review,
            RequiredPapers = legal.Papers,
            FurtherPapers = legal.Further,
            AppealWithin = legal.Appeal,
            CourtWithin = legal.Court,
            HighCourtAboveEuro = legal.HighCourt,
        };
    }

    private static (string? Dutch, string? English) Name(DocumentNode? node)
    {
        var names = (node?.Required("nl")?.Text(), node?.Required("en")?.Text());
        node?.RefuseOtherKeys();
        return names;
    }

    private static DateSpan? Valid(DocumentNode node)
    {
        var span = RegimeReading.Span(node);
        node.RefuseOtherKeys();
        return span;
    }

    private static HolidayCalendar? Holidays(DocumentNode node)
    {
        var names = new List<string>();
        foreach (var item in node.Items(allowEmpty: true))
        {
            if (item.Text("the name of a holiday") is not { } name)
                continue;
            if (HolidayCalendar.KnownNames.Contains(name))
                names.Add(name);
            else
                item.Refuse($"expected one of {string.Join(", ", HolidayCalendar.KnownNames)}, found '{name}'");
        }

        return new HolidayCalendar(names);
    }

    private static ImmutableArray<Regime>? OffenceOrder(DocumentNode node)
    {
        var order = node.ListOf(item => item.Regime());
        if (order.Distinct().Count() == 2 && order.Length == 2)
            return order;
        node.Refuse("expected pedestrian-zone and zero-emission-zone, each once, the one to send first in front");
        return null;
    }

    private static (Sourced<ForeignPlates>? Elsewhere, ImmutableDictionary<CountryCode, Sourced<ForeignPlates>> ByCountry) Foreign(DocumentNode node)
    {
        var elsewhere = node.Required("elsewhere")?.Sourced(Choice);
        var byCountry = ImmutableDictionary.CreateBuilder<CountryCode, Sourced<ForeignPlates>>();
        foreach (var (key, value) in node.Optional("byCountry")?.Pairs() ?? [])
        {
            if (!CountryCode.TryParse(key, out var country) || !country.IsForeign)
                value.Refuse($"expected an ISO 3166-1 alpha-2 country other than NL, found '{key}'");
            else if (value.Sourced(Choice) is { } choice)
                byCountry[country] = choice;
        }

        node.RefuseOtherKeys();
        return (elsewhere, byCountry.ToImmutable());

        static ForeignPlates? Choice(DocumentNode node) => node.OneOf<ForeignPlates>("fine, count or street", text => text switch
        {
            "fine" => ForeignPlates.Fine,
            "count" => ForeignPlates.Count,
            "street" => ForeignPlates.Street,
            _ => null,
        });
    }

    private static (Sourced<NodaTime.Duration>? Window, Sourced<NodaTime.Duration>? Clock, Sourced<decimal>? View) Tolerances(DocumentNode node)
    {
        var tolerances = (node.Required("window")?.Sourced(n => n.Span()), node.Required("clock")?.Sourced(n => n.Span()),
            node.Required("viewPixels")?.Sourced(n => n.Amount("a number of pixels")));
        node.RefuseOtherKeys();
        return tolerances;
    }

    private static (Sourced<NodaTime.Duration>? Undecided, Sourced<NodaTime.Period>? Cases) Retention(DocumentNode node)
    {
        var retention = (node.Required("undecided")?.Sourced(n => n.Span()), node.Required("cases")?.SourcedObject(n => n.Term()));
        node.RefuseOtherKeys();
        return retention;
    }

    private static (Sourced<NodaTime.Period>? Term, Sourced<int>? Margin, Sourced<NodaTime.Duration>? Review, Sourced<EnumSet<PaperKind>>? Papers, Sourced<EnumSet<PaperKind>>? Further,
        Sourced<NodaTime.Period>? Appeal, Sourced<NodaTime.Period>? Court, Sourced<decimal>? HighCourt) Legal(DocumentNode node)
    {
        var legal = (
            node.Required("sendWithin")?.SourcedObject(n => n.Term()),
            node.Required("internalMarginDays")?.Sourced(n => n.WholeNumber(0, 100)),
            node.Required("reviewTarget")?.Sourced(n => n.Span()),
            node.Required("requiredPapers")?.Sourced(Papers),
            node.Optional("furtherPapers")?.Sourced(Papers),
            node.Optional("appealWithin")?.SourcedObject(n => n.Term()),
            node.Optional("courtWithin")?.SourcedObject(n => n.Term()),
            node.Optional("highCourtAboveEuro")?.Sourced(n => n.Amount("an amount in euro like 120 or 120.50")));
        node.RefuseOtherKeys();
        return legal;

        static EnumSet<PaperKind>? Papers(DocumentNode node) =>
            EnumSet.Of(node.ListOf(i => i.Value<PaperKind>(PaperKinds.Expected, text => PaperKinds.TryParse(text, out var kind) ? kind : null), allowEmpty: true).AsSpan());
    }

    private static ImmutableArray<ExemptionRule> Kinds(DocumentNode node, HolidayCalendar holidays)
    {
        var rules = ImmutableArray.CreateBuilder<ExemptionRule>();
        foreach (var item in node.Items(allowEmpty: true))
        {
            var kindNode = item.Required("kind");
            var kind = kindNode?.Value<ExemptionKind>(ExemptionKinds.Expected, text => ExemptionKinds.TryParse(text, out var k) ? k : null);
            var opens = item.Required("opens").SetOf(n => n.Regime());
            var hours = item.Required("hours")?.Hours(holidays);
            var conditionsNode = item.Optional("conditions");
            var conditions = conditionsNode.SetOf(n => n.OneOf<ExemptionCondition>("emission-free or moped", text => text switch
            {
                "emission-free" => ExemptionCondition.EmissionFree,
                "moped" => ExemptionCondition.Moped,
                _ => null,
            }));
            if (!conditions.IsEmpty && opens.Contains(Regime.ZeroEmissionZone))
                conditionsNode!.Refuse("expected no conditions on a kind that opens the zero-emission rule: they are the national desk's business");
            var later = item.Optional("lastsAfterLastDay")?.Term();
            var application = item.Optional("application") is { } terms ? Application(terms) : null;
            var (source, isExample) = item.Origin();
            item.RefuseOtherKeys();
            if (kind is not { } known || hours is null)
                continue;
            if (rules.Any(rule => rule.Kind == known))
                kindNode!.Refuse($"expected each kind once, found '{known.Code()}' again");
            rules.Add(new ExemptionRule(known, opens, hours, conditions, later, source, isExample, application));
        }

        return rules.ToImmutable();
    }

    private static ApplicationTerms? Application(DocumentNode node)
    {
        var fee = node.Required("feeEuro")?.Sourced(n => n.Amount("an amount in euro like 120 or 120.50"));
        var longest = node.Required("longest")?.SourcedObject(n => n.Term());
        var papers = node.Optional("papers")?.Items(allowEmpty: true).Select(n => n.Text()).OfType<string>().ToImmutableArray() ?? [];
        var within = node.Required("decideWithinDays")?.Sourced(n => n.WholeNumber(1, 365));
        node.RefuseOtherKeys();
        return fee is null || longest is null || within is null ? null : new ApplicationTerms(fee, longest, papers, within);
    }
}
