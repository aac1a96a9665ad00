using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations.Schema;
using System.Runtime.InteropServices;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>
/// A paper on which enforcement rests, as it was filed: for a zone or one of its cameras, for one regime or both. Nothing of it is ever changed; only its
/// withdrawal is written to it, once.
/// </summary>
public sealed class Paper : ISiteRow, IVersioned
{
    public const int MaxText = 120;
    public const int MaxWords = 400;

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required PaperKind Kind { get; init; }

    /// <summary>The zone of the policy documents, such as <c>assen-brink</c>.</summary>
    public required string Zone { get; init; }

    /// <summary>Null when it holds for every camera of the zone.</summary>
    public CameraId? Camera { get; init; }

    /// <summary>Null when it holds for both.</summary>
    public Regime? Regime { get; init; }

    /// <summary>The paper's own date in local time; of an inspection also the time, else midnight.</summary>
    public required LocalDateTime DatedAt { get; init; }

    /// <summary>First local date on which it counts.</summary>
    public required LocalDate ValidFrom { get; init; }

    /// <summary>First local date on which it no longer counts; null without end.</summary>
    public LocalDate? ValidUntil { get; init; }

    /// <summary>Number or mark of the paper, as its maker gave it; empty for none.</summary>
    public string Number { get; init; } = "";

    /// <summary>A remark of who filed it.</summary>
    public string Note { get; init; } = "";

    /// <summary>A made-up paper, for demo and tests: every screen says so.</summary>
    public bool IsExample { get; init; }

    /// <summary>Of an inspection: what was wrong with a sign; null when every sign was present and readable.</summary>
    public string? Fault { get; init; }

    /// <summary>Of an approval: when the papers went to the prosecutor, under which number.</summary>
    public LocalDate? SentOn { get; init; }

    /// <inheritdoc cref="SentOn"/>
    public string? SentNumber { get; init; }

    /// <summary>Of an approval: when the prosecutor confirmed that he has them, under which number.</summary>
    public LocalDate? ReceivedOn { get; init; }

    /// <inheritdoc cref="ReceivedOn"/>
    public string? ReceivedNumber { get; init; }

    /// <summary>Of a sign set or a camera's acceptance: what stands or is seen. A renewed paper on unchanged signs, or an unchanged view, carries the same.</summary>
    public Guid? Situation { get; init; }

    /// <summary>Of an approval: the rule that it was given for (<see cref="RuleMark"/>).</summary>
    public string? GivenForRule { get; init; }

    /// <summary>Of an approval: <see cref="GivenFor"/> as it lies in the table.</summary>
    public string? GivenForCameras { get; init; }

    public required Instant FiledAt { get; init; }
    public required Guid? FiledById { get; init; }
    public required string FiledBy { get; init; }

    /// <summary>When it was written down that it was withdrawn; null while it stands.</summary>
    public Instant? WithdrawnAt { get; set; }

    /// <summary>First local date on which it does not count any more because of that.</summary>
    public LocalDate? WithdrawnFrom { get; set; }

    public string? WithdrawnBy { get; set; }
    public string? WithdrawnWhy { get; set; }
    public long Version { get; set; }

    /// <summary>Of an approval: the cameras with the signs and views that it was given for.</summary>
    [NotMapped]
    public ImmutableArray<ApprovedCamera> GivenFor => ImmutableCollectionsMarshal.AsImmutableArray(
        _givenFor ??= GivenForCameras is { } json ? StoredJson.Read<ApprovedCamera[]>(System.Text.Encoding.UTF8.GetBytes(json)) : []);

    // Read once, by whichever thread asks first.
    private ApprovedCamera[]? _givenFor;

    /// <summary>As it is kept in <see cref="GivenForCameras"/>.</summary>
    public static string Write(IEnumerable<ApprovedCamera> cameras) => System.Text.Encoding.UTF8.GetString(StoredJson.Write(cameras.ToImmutableArray()));

    /// <summary>True when it is about this camera and this regime.</summary>
    public bool IsAbout(CameraId camera, Regime regime) => (Camera is null || Camera == camera) && (Regime is null || Regime == regime);

    /// <summary>True when it was known by then.</summary>
    public bool IsFiledBy(Instant knownAt) => FiledAt <= knownAt;

    /// <summary>True when its withdrawal was known by then and takes it away on that date. An inspection is one moment: withdrawn, it never was.</summary>
    public bool IsWithdrawnOn(LocalDate date, Instant knownAt) =>
        WithdrawnAt is { } at && at <= knownAt && (Kind == PaperKind.SignInspection || date >= WithdrawnFrom);

    /// <summary>True when that date lies in its term, withdrawn or not.</summary>
    public bool Spans(LocalDate date) => date >= ValidFrom && (ValidUntil is not { } until || date < until);

    /// <summary>The same paper, withdrawn: to see what would follow.</summary>
    public Paper Withdrawn(Instant at, LocalDate from, string by, string why)
    {
        var copy = (Paper)MemberwiseClone();
        (copy.WithdrawnAt, copy.WithdrawnFrom, copy.WithdrawnBy, copy.WithdrawnWhy) = (at, from, by, why);
        return copy;
    }

    /// <summary>The same paper as it was before it was withdrawn.</summary>
    public Paper NotWithdrawn()
    {
        var copy = (Paper)MemberwiseClone();
        (copy.WithdrawnAt, copy.WithdrawnFrom, copy.WithdrawnBy, copy.WithdrawnWhy) = (null, null, null, null);
        return copy;
    }
}

/// <summary>One camera as an approval was given for it.</summary>
/// <param name="Camera">The camera.</param>
/// <param name="Signs"><see cref="Paper.Situation"/> of its sign set; null when there was none on file.</param>
/// <param name="View"><see cref="Paper.Situation"/> of its acceptance; null when there was none on file.</param>
public sealed record ApprovedCamera(string Camera, Guid? Signs, Guid? View);

/// <summary>An upload that belongs to a paper; its content lies apart, so that lists never load it.</summary>
public sealed class PaperUpload : ISiteRow
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid PaperId { get; init; }

    /// <summary>1, 2, 3 ... within the paper.</summary>
    public required int Number { get; init; }

    public required string FileName { get; init; }
    public required string MediaType { get; init; }
    public required long Bytes { get; init; }

    /// <summary>Lower-case hex SHA-256 of the content as uploaded.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>The upload itself, under the key of its paper.</summary>
public sealed class PaperContent : ISiteRow
{
    public required Guid UploadId { get; init; }
    public SiteId Site { get; set; }
    public required byte[] Sealed { get; init; }
}

/// <summary>
/// Something that takes the ground from under cases: a withdrawal, or an inspection that found a fault. Its cases are looked at twice: at once, and when nothing
/// that was under way then can make one more.
/// </summary>
public sealed class PaperChange : ISiteRow, IVersioned
{
    public required Guid Id { get; init; }
    public SiteId Site { get; set; }
    public required Guid PaperId { get; init; }
    public required Instant At { get; init; }
    public required string By { get; init; }

    /// <summary>Cases that the preview showed.</summary>
    public required int Expected { get; init; }

    /// <summary>When its cases were first looked at; null while that is still to be done.</summary>
    public Instant? LookedAt { get; set; }

    public Instant? FinishedAt { get; set; }
    public long Version { get; set; }
}
