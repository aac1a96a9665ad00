using Venstertijden.Central.Features.Cases;

namespace Venstertijden.Central.Features.Review;

/// <summary>A reason to reject, with the key that chooses it on the page.</summary>
/// <param name="Code">Kebab-case; the page's texts stand under it.</param>
/// <param name="Key">Digit.</param>
/// <param name="NeedsNote">A written note is asked for.</param>
public sealed record RejectReason(string Code, char Key, bool NeedsNote);

/// <summary>Nothing follows.</summary>
public static class Reject
{
    /// <summary>The reasons, as data: counted in reports, the same for one case and for many.</summary>
    public static IReadOnlyList<RejectReason> Reasons { get; } =
    [
        new("plate-unreadable", '1', false),
        new("plate-misread", '2', false),
        new("sign-not-shown", '3', false),
        new("loading-seen", '4', false),
        new("carried", '5', false),
        new("emergency", '6', false),
        new("works-or-detour", '7', false),
        new("injury-or-damage", '8', false),
        new("exemption-after-all", '9', false),
        new("other", '0', true),
    ];

    public static Decided Decide(Case current, ReviewSituation situation, string reasonCode, string? note)
    {
        if (ReviewChecks.CanDecide(current, situation.Officer) is { } refusal)
            return refusal;
        if (Reasons.FirstOrDefault(r => r.Code == reasonCode) is not { } reason)
            return new UnknownReason([.. Reasons.Select(r => r.Code)]);
        if (reason.NeedsNote && string.IsNullOrWhiteSpace(note))
            return new ReasonMissing();
        return Decided.As(new CaseRejected(situation.Now, situation.Officer.Actor, situation.Officer.OfficerNumber, reason.Code, note?.Trim() ?? ""));
    }
}
