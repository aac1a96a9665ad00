using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>A paper as somebody wants it filed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Zone">The zone.</param>
/// <param name="Camera">The camera at whose page it is filed; taken for kinds of one camera.</param>
/// <param name="Regime">The regime of that page; taken for kinds of one regime.</param>
public sealed record PaperRequest(PaperKind Kind, string Zone, CameraId Camera, Regime Regime)
{
    /// <summary>Given by who sends it, so that a second try meets the first; null for a new one.</summary>
    public Guid? Id { get; init; }

    public LocalDate? DatedOn { get; init; }

    /// <summary>Of an inspection; midnight when it is not known.</summary>
    public LocalTime Time { get; init; }

    /// <summary>Null for the paper's own date.</summary>
    public LocalDate? ValidFrom { get; init; }

    /// <summary>Last day on which it counts; null without end.</summary>
    public LocalDate? LastDay { get; init; }

    public string Number { get; init; } = "";
    public string Note { get; init; } = "";

    /// <summary>Of an inspection: not every sign was present and readable.</summary>
    public bool FoundFault { get; init; }

    public string Fault { get; init; } = "";
    public LocalDate? SentOn { get; init; }
    public string SentNumber { get; init; } = "";
    public LocalDate? ReceivedOn { get; init; }
    public string ReceivedNumber { get; init; } = "";

    /// <summary>Of a sign set or an acceptance: nothing changed since the one in force.</summary>
    public bool Unchanged { get; init; }

    /// <summary>Of an approval: the cameras that it names.</summary>
    public ImmutableArray<CameraId> Cameras { get; init; } = [];

    public LocalDate From => ValidFrom ?? DatedOn ?? default;
}

/// <summary>Something that keeps a paper from being filed: the field, and why, as keys of the texts.</summary>
public sealed record PaperFault(string Field, string Code);

/// <summary>What a paper must say before it is filed. Pure.</summary>
public static class PaperCheck
{
    /// <summary>Every fault; empty when it can be filed.</summary>
    public static ImmutableArray<PaperFault> Of(PaperRequest request, IReadOnlyList<UploadedPaper> uploads, ReadinessFile file, LocalDate today, Instant now)
    {
        var faults = ImmutableArray.CreateBuilder<PaperFault>();
        void Unless(bool good, string field, string code)
        {
            if (!good)
                faults.Add(new PaperFault(field, code));
        }

        Unless(request.DatedOn is not null, "DatedOn", "missing");
        Unless(request.DatedOn is not { } dated || dated <= today, "DatedOn", "future");
        Unless(request.LastDay is not { } last || last >= request.From, "LastDay", "before-from");
        foreach (var (text, field, most) in (ReadOnlySpan<(string, string, int)>)[(request.Number, "Number", Paper.MaxText), (request.SentNumber, "SentNumber", Paper.MaxText), (request.ReceivedNumber, "ReceivedNumber", Paper.MaxText), (request.Note, "Note", Paper.MaxWords), (request.Fault, "Fault", Paper.MaxWords)])
            Unless(text.Length <= most, field, "too-long");
        switch (request.Kind)
        {
            case PaperKind.SignInspection:
                Unless(!request.FoundFault || request.Fault.Length > 0, "Fault", "missing");
                break;
            case PaperKind.WarningPeriod:
                Unless(request.LastDay is not null, "LastDay", "missing");
                break;
            case PaperKind.SignSet:
                Unless(uploads.Any(u => u.IsPicture), "Uploads", "no-picture");
                break;
            case PaperKind.Approval:
                Approval(request, file, today, now, Unless);
                break;
        }

        Unless(!request.Unchanged || Earlier(request, file, now) is not null, "Unchanged", "no-earlier");
        Unless(uploads.Count > 0, "Uploads", "missing");
        Unless(uploads.Count <= UploadedPaper.MaxFiles, "Uploads", "too-many");
        Unless(uploads.All(u => u.Content.Length is > 0 and <= UploadedPaper.MaxBytes), "Uploads", "size");
        Unless(uploads.All(u => u.MediaType is not null), "Uploads", "type");
        return faults.ToImmutable();
    }

    /// <summary>The paper of the same kind that counts when this one begins; null when there is none.</summary>
    internal static Paper? Earlier(PaperRequest request, ReadinessFile file, Instant now) =>
        PaperRule.InForce(file.About(request.Zone, request.Camera, request.Regime), request.Kind, request.From, now);

    private static void Approval(PaperRequest request, ReadinessFile file, LocalDate today, Instant now, Action<bool, string, string> unless)
    {
        unless(request.SentOn is not { } sent || sent <= today, "SentOn", "future");
        unless(request.ReceivedOn is not { } received || received <= today, "ReceivedOn", "future");
        unless(request.ReceivedOn is null || request.SentOn is not null, "SentOn", "missing");
        unless(!(request.ReceivedOn < request.SentOn), "ReceivedOn", "before-sent");
        unless(!request.Cameras.IsEmpty, "Cameras", "missing");
        // An approval is given for signs that are on file: else nobody could say later for which.
        unless(request.Cameras.All(c => PaperRule.InForce(file.About(request.Zone, c, request.Regime), PaperKind.SignSet, request.From, now) is not null), "Cameras", "signs-first");
    }
}
