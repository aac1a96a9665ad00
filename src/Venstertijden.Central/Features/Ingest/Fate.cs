using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>What came of a refused message that was offered again. A closed family.</summary>
public abstract record Fate;

/// <summary>Taken in: judged and stored as if it had just come.</summary>
public sealed record StoredNow : Fate;

/// <summary>The same message was stored in the meantime; the letter is done with.</summary>
public sealed record StoredBefore : Fate;

/// <summary>Refused once more; the letter stays until its own time is over.</summary>
public sealed record RefusedAgain(DeadLetterReason Reason, string Detail) : Fate;

/// <summary>Somebody else offered it first, or its time was over.</summary>
public sealed record LetterGone : Fate;

/// <summary>It cannot be offered again, and the letter stays.</summary>
public sealed record NotOffered(WhyNot Why) : Fate;

/// <summary>Why a refused message is not offered again.</summary>
public enum WhyNot
{
    /// <summary>Only that it came was kept: it was too large, or an earlier version of the program set it aside.</summary>
    NotKept,

    /// <summary>It told how a camera was then, which says nothing of now, or is a picture, which is asked for again by itself.</summary>
    Passing,

    /// <summary>By now its camera belongs to another municipality.</summary>
    OtherSite,

    /// <summary>Others were storing the same numbers; trying again helps.</summary>
    Busy,
}
