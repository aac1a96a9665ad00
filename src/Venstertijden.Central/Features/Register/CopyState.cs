using NodaTime;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Register;

/// <summary>How the copy of the register stands, for who keeps it fresh and who leans on it.</summary>
/// <param name="Copy">In use; null for none: then every vehicle is unknown.</param>
/// <param name="Refusal">Why a newer one is not in use; null when there is no newer one.</param>
/// <param name="Days">Whole days since the date of its data.</param>
public sealed record CopyState(RegisterCopy? Copy, string? Refusal, int Days)
{
    /// <summary>It comes daily: after so many days some were missed.</summary>
    public const int OldAfterDays = 3;

    /// <summary>After so many days the vehicles that were new, changed or sold in a week are missing.</summary>
    public const int TooOldAfterDays = 8;

    /// <summary>None without copies of the register: with the bundled sample.</summary>
    public static CopyState? Of(CopyShelf? shelf, Instant now) =>
        shelf is null ? null : new CopyState(shelf.Current, shelf.Refusal, shelf.Current is { } copy ? Math.Max(0, (int)(now - copy.SourceAt).TotalDays) : 0);

    /// <summary>How bad it is.</summary>
    public Tone Tone => Copy is null || Refusal is not null || Days >= TooOldAfterDays ? Tone.Danger : Days >= OldAfterDays ? Tone.Warning : Tone.Ok;
}

/// <summary>Names the texts on the copy of the register.</summary>
public sealed class RegisterTexts;
