using NodaTime;

namespace Venstertijden.Central.Features.Appeals;

/// <summary>A line of the figures: a stage, and what came of its requests.</summary>
/// <param name="Stage">Before whom.</param>
/// <param name="Requests">Requests entered.</param>
/// <param name="Open">Without statement and without outcome.</param>
/// <param name="Late">Open past the due day, or signed after it.</param>
/// <param name="Upheld">The sanction stayed.</param>
/// <param name="Amended">The sanction became another.</param>
/// <param name="Annulled">The sanction went.</param>
/// <param name="DaysToSign">Mean days from receipt to signature; null when none was signed.</param>
public sealed record AppealFigures(AppealStage Stage, int Requests, int Open, int Late, int Upheld, int Amended, int Annulled, double? DaysToSign)
{
    /// <summary>A line for each stage that has requests.</summary>
    public static IReadOnlyList<AppealFigures> Of(IReadOnlyList<AppealRequest> requests, LocalDate today) =>
    [
        .. requests.GroupBy(r => r.Stage).OrderBy(g => g.Key).Select(g => new AppealFigures(
            g.Key, g.Count(), g.Count(r => r.IsOpen), g.Count(r => (r.IsOpen && r.DueOn < today) || SignedOn(r) > r.DueOn), g.Count(r => r.Outcome == AppealOutcome.Upheld), g.Count(r => r.Outcome == AppealOutcome.Amended),
            g.Count(r => r.Outcome == AppealOutcome.Annulled), g.Any(r => r.SignedAt is not null) ? g.Where(r => r.SignedAt is not null).Average(r => Period.DaysBetween(r.ReceivedOn, SignedOn(r)!.Value)) : null)),
    ];

    private static LocalDate? SignedOn(AppealRequest request) => request.SignedAt is { } at ? Policy.Windows.DutchTime.Local(at).Date : null;
}
