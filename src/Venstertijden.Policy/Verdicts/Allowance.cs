using NodaTime;

namespace Venstertijden.Policy.Verdicts;

/// <summary>What a vehicle may do.</summary>
public enum Access
{
    /// <summary>It may enter.</summary>
    Yes,

    /// <summary>It may not enter.</summary>
    No,

    /// <summary>A fact that the register lacks decides.</summary>
    Unknown,
}

/// <summary>A stretch of local time in which a vehicle's verdict does not change; half-open.</summary>
/// <param name="From">First moment.</param>
/// <param name="Until">First moment after it.</param>
/// <param name="Verdict">What a passage in it would lead to.</param>
public sealed record TimeAllowance(LocalDateTime From, LocalDateTime Until, Verdict Verdict)
{
    /// <summary>May it enter.</summary>
    public Access Access => Verdict.Access();
}

/// <summary>What holds at a moment, and what comes next.</summary>
/// <param name="Access">May it enter.</param>
/// <param name="Verdict">What a passage now would lead to.</param>
/// <param name="Next">The first moment at which <paramref name="Access"/> is another; null when none comes within the days looked ahead.</param>
/// <param name="Then">What holds from then on.</param>
public sealed record AccessNow(Access Access, Verdict Verdict, LocalDateTime? Next, Access? Then);

/// <summary>A stretch of dates in which the zero-emission rule says the same of a vehicle; half-open.</summary>
/// <param name="From">First date.</param>
/// <param name="Until">First date after it; null when no change is known.</param>
/// <param name="Outcome">What the zero-emission rule says.</param>
/// <param name="Reason">Why, in plain words.</param>
public sealed record PeriodAllowance(LocalDate From, LocalDate? Until, RuleOutcome Outcome, string Reason)
{
    /// <summary>May it enter inside the windows, as far as this rule goes.</summary>
    public Access Access => Outcome switch
    {
        RuleOutcome.Broken => Access.No,
        RuleOutcome.Unknown => Access.Unknown,
        _ => Access.Yes,
    };
}

/// <summary>Reads access out of a verdict.</summary>
public static class AccessOfVerdict
{
    /// <summary>Allowed is yes, undecided is unknown; everything else is no, also where nothing would follow.</summary>
    public static Access Access(this Verdict verdict) => verdict.Code switch
    {
        VerdictCode.Allowed => Verdicts.Access.Yes,
        VerdictCode.Undecided => Verdicts.Access.Unknown,
        _ => Verdicts.Access.No,
    };
}
