using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Contracts;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>A way to contest a sanction that is open now.</summary>
/// <param name="Stage">Before whom: <c>prosecutor</c>, <c>court</c>, <c>high-court</c>.</param>
/// <param name="Until">Last day, counted from a date on record; null where only the person's letter has it.</param>
public sealed record OpenRoute(string Stage, LocalDate? Until);

/// <summary>A comment that the person made.</summary>
public sealed record OwnComment(Instant At, string Text);

/// <summary>A case as the person concerned may see it. What others wrote about it, and who, is not in it.</summary>
/// <param name="Number">As on the letter.</param>
/// <param name="Standing">How it stands: a text under <c>stands.</c>.</param>
/// <param name="IsOver">It ended without a sanction: there is nothing to pay, and nothing more is shown.</param>
public sealed record OwnCaseStory(string Number, string Standing, bool IsOver)
{
    /// <summary>A warning letter went out instead of a sanction.</summary>
    public const string Warned = "warned";

    /// <summary>The sanction went to the person.</summary>
    public const string Sent = "sent";

    /// <summary>Still worked on.</summary>
    public const string Judging = "judging";

    /// <summary>The personal data is gone.</summary>
    public const string Erased = "erased";

    private static readonly string[] Ends = ["annulled", "withdrawn", "lapsed", "refused", Erased];

    /// <summary>What the fining body was told; null when it was told nothing.</summary>
    public ToldOfCase? Told { get; init; }

    /// <summary>Number under which the fining body has it; null while it has none.</summary>
    public string? CjibNumber { get; init; }

    /// <summary>Local date on which the decision was sent; null while it is not on record.</summary>
    public LocalDate? SentOn { get; init; }

    /// <summary>Ways to contest it that are open now.</summary>
    public IReadOnlyList<OpenRoute> Routes { get; init; } = [];

    /// <summary>What the person wrote, oldest first.</summary>
    public IReadOnlyList<OwnComment> Comments { get; init; } = [];

    /// <summary>It is about money.</summary>
    public bool IsSanction => !IsOver && Standing is not (Warned or Judging);

    /// <summary>There is something to pay or to contest: not while the city itself asks to withdraw it.</summary>
    public bool HasRoutes => IsSanction && Standing != "withdrawal-requested";

    /// <summary>Of a case whose personal data is gone.</summary>
    public static OwnCaseStory OfErased(string number) => new(number, Erased, IsOver: true);

    /// <summary>Tells a case.</summary>
    public static OwnCaseStory Of(CaseView view)
    {
        string standing = StandingOf(view);
        var told = view.Events.OfType<CaseExported>().LastOrDefault() is { } sent ? CaseContent.Read(sent.Content) : null;
        return new OwnCaseStory(view.Row.Number, standing, Ends.Contains(standing))
        {
            Told = told, CjibNumber = view.Events.OfType<CaseAccepted>().LastOrDefault()?.CjibNumber, SentOn = view.Case.SentOn,
            Routes = RoutesOf(view, standing, told), Comments = [.. view.Events.OfType<PersonCommented>().Select(e => new OwnComment(e.At, e.Text))],
        };
    }

    private static string StandingOf(CaseView view) => view.Row.State switch
    {
        CaseState.Closed when view.Events.Any(e => e is WarningCovered or LetterMade { LetterKind: "warning" }) => Warned,
        CaseState.Closed => view.Events.OfType<CaseClosed>().LastOrDefault()?.ReasonCode ?? "refused",
        CaseState.WarningLetter => Warned,
        CaseState.Exported or CaseState.Accepted => Sent,
        CaseState.WithdrawalRequested => "withdrawal-requested",
        CaseState.Rejected or CaseState.Lapsed => "lapsed",
        CaseState.Annulled or CaseState.Withdrawn or CaseState.AppealProsecutor or CaseState.AppealCourt or CaseState.AppealHighCourt or CaseState.Upheld or CaseState.Amended => Data.Kebab.Name(view.Row.State),
        _ => Judging,
    };

    /// <summary>By the rules of the day of the act. A last day is counted from a date on record; where there is none the letter has it.</summary>
    private static IReadOnlyList<OpenRoute> RoutesOf(CaseView view, string standing, ToldOfCase? told)
    {
        var decided = view.Events.OfType<AppealDecided>().LastOrDefault();
        return standing switch
        {
            Sent => [new OpenRoute("prosecutor", After(view.Case.SentOn, view.Document?.AppealWithin?.Value))],
            "upheld" or "amended" when decided?.Stage == "prosecutor" => [new OpenRoute("court", After(decided.DecidedOn, view.Document?.CourtWithin?.Value))],
            "upheld" or "amended" when decided?.Stage == "court" && MayGoHigher(view, told) => [new OpenRoute("high-court", null)],
            _ => [],
        };
    }

    // Not on record what it was: then the judge's letter says whether he may.
    private static bool MayGoHigher(CaseView view, ToldOfCase? told) =>
        told is null || view.Document?.HighCourtAboveEuro?.Value is not { } above || told.AmountCents / 100m > above;

    private static LocalDate? After(LocalDate? from, Period? term) => from is { } day && term is not null ? day + term : null;
}
