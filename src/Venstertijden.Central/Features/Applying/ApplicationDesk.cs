using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;
using Venstertijden.Policy.Plates;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Applying;

/// <summary>What came of a step. Each is a sentence on the page, under its kebab-case name.</summary>
public enum ApplicationStep
{
    Done,

    /// <summary>There is none of that id for whoever asks.</summary>
    NotFound,

    /// <summary>Somebody else was first: it no longer stands where this can follow.</summary>
    TooLate,

    /// <summary>A text is needed.</summary>
    TextMissing,

    /// <summary>That plate is none.</summary>
    NotAPlate,

    /// <summary>A paper is not what may be handed in.</summary>
    BadFile,

    /// <summary>The firm has not shown yet that it is that firm.</summary>
    NotProven,
}

/// <summary>Applying, asking, answering, deciding, swapping, ending: each a save with its event and its audit row.</summary>
public sealed class ApplicationDesk(CentralDb db, Vault vault, ApplicationLibrary library, FactsLoader facts, LetterTemplates templates, IUploadScan scan, IClock clock)
{
    /// <summary>Texts and papers of an application are kept this long after its end.</summary>
    public static readonly Duration KeptAfterEnd = Duration.FromDays(365);

    private const string NumberCounter = "application-number";
    private const int MostTries = 3;

    /// <summary>Hands an application in.</summary>
    public async Task<(ApplicationStep Step, Guid Id)> Submit(Guid firm, ApplicationForm form, IReadOnlyList<UploadedPaper> papers, Actor actor, CancellationToken ct)
    {
        if (!await AreFine(papers, ct))
            return (ApplicationStep.BadFile, default);
        if (!await db.Firms.AnyAsync(f => f.Id == firm && f.ProvenKvkNumber != null, ct))
            return (ApplicationStep.NotProven, default);
        // Two who apply at the same moment want the same number: the second tries the next.
        for (int tries = 1; ; tries++)
        {
            var id = await Add(firm, form, papers, actor, ct);
            if (await Save(ct) is var step && (step == ApplicationStep.Done || tries == MostTries))
                return (step, id);
        }
    }

    /// <summary>Hands in a next term for each of a firm's exemptions, all or none; gives how many. What is applied for already is left out.</summary>
    public async Task<int> Renew(Guid firm, IReadOnlyCollection<Guid> applications, Func<ExemptionApplication, Exemption, ApplicationForm?> next, Actor actor, CancellationToken ct)
    {
        int renewed = 0;
        foreach (var (row, standing) in (await library.Standing(firm, ct)).Where(s => applications.Contains(s.Row.Id)))
        {
            if (next(row, standing) is not { } form || await db.Applications.AnyAsync(a => a.FirmId == firm && a.Plate == form.Plate.Text && a.Kind == row.Kind && a.From == form.From && a.State != ApplicationState.Withdrawn && a.State != ApplicationState.Refused, ct))
                continue;
            await Add(firm, form, [], actor, ct);
            renewed++;
        }

        return await Save(ct) == ApplicationStep.Done ? renewed : 0;
    }

    /// <summary>An official asks something; the time to decide stands still until the answer (Awb art. 4:15).</summary>
    public Task<ApplicationStep> Ask(Guid id, string question, Actor actor, CancellationToken ct) => Change(id, null, "asked", question, true, actor, (row, now) =>
    {
        if (row.State != ApplicationState.Submitted) return false;
        (row.State, row.AskedAt) = (ApplicationState.Asked, now);
        return true;
    }, ct);

    /// <summary>The applicant answers.</summary>
    public async Task<ApplicationStep> Answer(Guid id, Guid firm, string text, IReadOnlyList<UploadedPaper> papers, Actor actor, CancellationToken ct)
    {
        if (!await AreFine(papers, ct))
            return ApplicationStep.BadFile;
        return await Change(id, firm, "answered", text, papers.Count == 0, actor, (row, now) =>
        {
            if (row is not { State: ApplicationState.Asked, AskedAt: { } asked }) return false;
            row.DecideBy = row.DecideBy.PlusDays(Period.DaysBetween(DutchTime.Local(asked).Date, DutchTime.Local(now).Date));
            (row.State, row.AskedAt) = (ApplicationState.Submitted, null);
            return true;
        }, ct, papers);
    }

    /// <summary>The applicant takes it back before a decision.</summary>
    public Task<ApplicationStep> TakeBack(Guid id, Guid firm, Actor actor, CancellationToken ct) => Change(id, firm, "withdrawn", "", false, actor, (row, now) =>
    {
        if (!row.IsOpen) return false;
        (row.State, row.AskedAt, row.EraseAt) = (ApplicationState.Withdrawn, null, now + KeptAfterEnd);
        return true;
    }, ct);

    /// <summary>Grants it for a term: in force with the save, and open cases are looked at again.</summary>
    public async Task<ApplicationStep> Grant(Guid id, LocalDate from, LocalDate lastDay, string reason, Actor actor, CancellationToken ct)
    {
        var exemption = Guid.CreateVersion7();
        var step = await Change(id, null, "granted", reason, false, actor, (row, now) =>
        {
            if (!row.IsOpen || lastDay < from) return false;
            (row.State, row.From, row.LastDay, row.AskedAt, row.DecidedAt, row.ExemptionId) = (ApplicationState.Granted, from, lastDay, null, now, exemption);
            row.EraseAt = DutchTime.StartOf(lastDay) + KeptAfterEnd;
            db.Exemptions.Add(ExemptionBook.Numbered(new Exemption
            {
                Id = exemption, Plate = row.Plate, Kind = row.Kind, From = from.AtMidnight(), Until = lastDay.PlusDays(1).AtMidnight(), Zone = row.Zone, RecordedAt = now,
            }, 1));
            return true;
        }, ct, letter: LetterKind.ExemptionGranted);
        if (step == ApplicationStep.Done)
            await facts.Reload(db.CurrentSite, ct);
        return step;
    }

    /// <summary>Refuses it, with the reason and the way to object.</summary>
    public Task<ApplicationStep> Refuse(Guid id, string reason, Actor actor, CancellationToken ct) => Change(id, null, "refused", reason, true, actor, (row, now) =>
    {
        if (!row.IsOpen) return false;
        (row.State, row.AskedAt, row.DecidedAt, row.EraseAt) = (ApplicationState.Refused, null, now, now + KeptAfterEnd);
        return true;
    }, ct, letter: LetterKind.ExemptionRefused);

    /// <summary>Puts another vehicle under a granted exemption, from this moment on: also at 06.55.</summary>
    public async Task<ApplicationStep> Swap(Guid id, Guid firm, string typed, Actor actor, CancellationToken ct)
    {
        if (!PlateText.TryParse(typed.Trim(), CountryCode.Netherlands, out var plate))
            return ApplicationStep.NotAPlate;
        return await Book(id, firm, "swapped", plate.Shown, false, actor, (standing, now) =>
        {
            // What the old vehicle did before stays covered.
            var local = DutchTime.Local(now).With(TimeAdjusters.TruncateToSecond);
            var began = standing.From < local ? local : standing.From;
            var next = new Exemption { Id = Guid.CreateVersion7(), Plate = plate.Text, Kind = standing.Kind, From = began, Until = standing.Until, WholeDays = false, Zone = standing.Zone, RecordedAt = now };
            return standing.From >= local ? [next] : [ExemptionBook.Numbered(Ended(standing, local, now), standing.Revision + 1), next];
        }, ct);
    }

    /// <summary>Ends a granted exemption now: the holder himself, or an official with a reason.</summary>
    public Task<ApplicationStep> End(Guid id, Guid? firm, string reason, Actor actor, CancellationToken ct) => Book(id, firm, "ended", reason, firm is null, actor, (standing, now) =>
    {
        var local = DutchTime.Local(now).With(TimeAdjusters.TruncateToSecond);
        return standing.From >= local ? [] : [ExemptionBook.Numbered(Ended(standing, local, now), standing.Revision + 1)];
    }, ct);

    private static Exemption Ended(Exemption e, LocalDateTime until, Instant now) => new()
    {
        Id = e.Id, Plate = e.Plate, Kind = e.Kind, From = e.From, Until = until, WholeDays = false, Zone = e.Zone, RecordedAt = now,
    };

    private async Task<ApplicationStep> Book(Guid id, Guid? firm, string kind, string text, bool isTextNeeded, Actor actor, Func<Exemption, Instant, IReadOnlyList<Exemption>> versions, CancellationToken ct)
    {
        if (await db.Applications.AsNoTracking().Where(a => a.Id == id && (firm == null || a.FirmId == firm)).Select(a => a.ExemptionId).FirstOrDefaultAsync(ct) is not { } granted
            || await db.Exemptions.FirstOrDefaultAsync(e => e.Id == granted && e.ReplacedAt == null, ct) is not { } standing || standing.Until <= DutchTime.Local(clock.GetCurrentInstant()))
            return ApplicationStep.NotFound;
        var step = await Change(id, firm, kind, text, isTextNeeded, actor, (row, now) =>
        {
            standing.ReplacedAt = now;
            var next = versions(standing, now);
            db.Exemptions.AddRange(next);
            // A swap goes on under the id of the vehicle that holds it now.
            if (next.FirstOrDefault(v => v.Id != standing.Id) is { } swapped) row.ExemptionId = swapped.Id;
            if (kind == "ended") row.EraseAt = now + KeptAfterEnd;
            return true;
        }, ct);
        if (step == ApplicationStep.Done)
            await facts.Reload(db.CurrentSite, ct);
        return step;
    }

    private async Task<Guid> Add(Guid firm, ApplicationForm form, IReadOnlyList<UploadedPaper> papers, Actor actor, CancellationToken ct)
    {
        var (now, id, terms) = (clock.GetCurrentInstant(), Guid.CreateVersion7(), form.Rule.Application!);
        var row = new ExemptionApplication
        {
            Id = id, Number = $"O-{library.Today.Year}-{await Counters.Add(db, NumberCounter, $"{library.Today.Year}", 1, ct):000000}", FirmId = firm, Plate = form.Plate.Text, Kind = Policy.Exemptions.ExemptionKinds.Code(form.Rule.Kind),
            From = form.From, LastDay = form.LastDay, SubmittedAt = now, DecideBy = library.Today.PlusDays(terms.DecideWithinDays.Value), FeeEuro = terms.FeeEuro.Value,
        };
        db.Applications.Add(row);
        var cipher = vault.Create(db, id, now);
        Note(row, 1, "submitted", form.Why, cipher, actor, now);
        foreach (var paper in papers)
            Keep(row, paper.FileName, paper.MediaType!, paper.Content, false, cipher, now);
        return id;
    }

    private async Task<ApplicationStep> Change(
        Guid id, Guid? firm, string kind, string text, bool isTextNeeded, Actor actor, Func<ExemptionApplication, Instant, bool> change, CancellationToken ct, IReadOnlyList<UploadedPaper>? papers = null, LetterKind? letter = null)
    {
        if (text.Length > ApplicationForm.MaxText || (isTextNeeded && text.Length == 0))
            return ApplicationStep.TextMissing;
        if (await db.Applications.FirstOrDefaultAsync(a => a.Id == id && (firm == null || a.FirmId == firm), ct) is not { } row || await vault.Find(db, id, ct) is not { } cipher)
            return ApplicationStep.NotFound;
        var now = clock.GetCurrentInstant();
        if (!change(row, now))
            return ApplicationStep.TooLate;
        Note(row, await db.ApplicationEvents.CountAsync(e => e.ApplicationId == id, ct) + 1, kind, text, cipher, actor, now);
        foreach (var paper in papers ?? [])
            Keep(row, paper.FileName, paper.MediaType!, paper.Content, false, cipher, now);
        if (letter is { } which)
            Keep(row, $"besluit-{row.Number}.pdf", "application/pdf", await Letter(which, row, text, actor, now, ct), true, cipher, now);
        return await Save(ct);
    }

    /// <summary>The letter as it would leave: for the official, before he decides.</summary>
    public async Task<Sheet?> Preview(Guid id, LetterKind kind, LocalDate from, LocalDate lastDay, string reason, Actor actor, CancellationToken ct)
    {
        if (await db.Applications.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct) is not { } row)
            return null;
        (row.From, row.LastDay) = (from, lastDay);
        return await Filled(kind, row, reason, actor, clock.GetCurrentInstant(), ct);
    }

    private async Task<byte[]> Letter(LetterKind kind, ExemptionApplication row, string reason, Actor actor, Instant now, CancellationToken ct) => AccessiblePdf.Write(await Filled(kind, row, reason, actor, now, ct), now);

    private async Task<Sheet> Filled(LetterKind kind, ExemptionApplication row, string reason, Actor actor, Instant now, CancellationToken ct)
    {
        var (template, _) = await templates.Ready(kind, ct);
        return template.Fill(DecisionValues.Of(row, (await db.Firms.AsNoTracking().FirstAsync(f => f.Id == row.FirmId, ct)).Name, reason, actor, now), $"aanvraag {row.Number}");
    }

    private void Note(ExemptionApplication row, int number, string kind, string text, SubjectCipher cipher, Actor actor, Instant now)
    {
        db.ApplicationEvents.Add(new ApplicationEvent { ApplicationId = row.Id, Number = number, Kind = kind, At = now, By = actor.Name, Sealed = cipher.Seal(Encoding.UTF8.GetBytes(text), ApplicationEvent.Place(row.Id, number)) });
        AuditTrail.Record(db, actor, $"application.{kind}", $"application:{row.Number}", row.Kind, now);
    }

    private void Keep(ExemptionApplication row, string name, string mediaType, byte[] content, bool isLetter, SubjectCipher cipher, Instant now)
    {
        var id = Guid.CreateVersion7();
        db.ApplicationFiles.Add(new ApplicationFile
        {
            Id = id, ApplicationId = row.Id, Name = name, MediaType = mediaType, Bytes = content.Length, Sha256 = Signing.Hash(content), IsLetter = isLetter, AddedAt = now, Sealed = cipher.Seal(content, ApplicationFile.Place(id)),
        });
    }

    private async Task<bool> AreFine(IReadOnlyList<UploadedPaper> papers, CancellationToken ct)
    {
        if (ApplicationForm.Fault(papers, papers.Sum(p => p.Content.Length)) is not null)
            return false;
        foreach (var paper in papers)
            if (!await scan.IsClean(paper.Content, ct))
                return false;
        return true;
    }

    private async Task<ApplicationStep> Save(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return ApplicationStep.Done;
        }
        catch (DbUpdateException)
        {
            // A colleague was first; nothing of ours was kept.
            db.ChangeTracker.Clear();
            return ApplicationStep.TooLate;
        }
    }
}
