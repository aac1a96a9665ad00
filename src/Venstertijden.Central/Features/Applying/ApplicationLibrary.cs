using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Applying;

/// <summary>An application with all that was said and handed in.</summary>
/// <param name="Row">The application.</param>
/// <param name="FirmName">Who applies.</param>
/// <param name="Events">In order, in clear; texts are empty when they were erased.</param>
/// <param name="Files">Papers and letter, without content.</param>
/// <param name="Standing">The exemption as it stands now; null when none does.</param>
public sealed record ApplicationView(ExemptionApplication Row, string FirmName, IReadOnlyList<(ApplicationEvent Event, string Text)> Events, IReadOnlyList<ApplicationFile> Files, Exemption? Standing);

/// <summary>Reads applications: a firm its own alone, an official all, with his looks on record.</summary>
public sealed class ApplicationLibrary(CentralDb db, Vault vault, IClock clock)
{
    public LocalDate Today => DutchTime.Local(clock.GetCurrentInstant()).Date;

    /// <summary>A firm's own, newest first.</summary>
    public Task<List<ExemptionApplication>> Of(Guid firm, CancellationToken ct) => db.Applications.AsNoTracking().Where(a => a.FirmId == firm).OrderByDescending(a => a.SubmittedAt).ThenByDescending(a => a.Number).ToListAsync(ct);

    /// <summary>Those to decide on, the soonest due in front, with who applies.</summary>
    public async Task<IReadOnlyList<(ExemptionApplication Row, string Firm)>> Open(CancellationToken ct) =>
        [.. (await db.Applications.AsNoTracking().Where(a => a.State == ApplicationState.Submitted || a.State == ApplicationState.Asked).OrderBy(a => a.State).ThenBy(a => a.DecideBy).ThenBy(a => a.Number)
            .Join(db.Firms, a => a.FirmId, f => f.Id, (a, f) => new { a, f.Name }).ToListAsync(ct)).Select(x => (x.a, x.Name))];

    public Task<int> CountToDecide(CancellationToken ct) => db.Applications.CountAsync(a => a.State == ApplicationState.Submitted, ct);

    public Task<int> CountToAnswer(Guid firm, CancellationToken ct) => db.Applications.CountAsync(a => a.FirmId == firm && a.State == ApplicationState.Asked, ct);

    /// <summary>The exemptions of a firm's applications that stand, the first to end in front.</summary>
    public async Task<IReadOnlyList<(ExemptionApplication Row, Exemption Standing)>> Standing(Guid firm, CancellationToken ct) =>
        [.. (await db.Applications.AsNoTracking().Where(a => a.FirmId == firm && a.ExemptionId != null)
            .Join(db.Exemptions.Where(e => e.ReplacedAt == null), a => a.ExemptionId, e => (Guid?)e.Id, (a, e) => new { a, e }).ToListAsync(ct))
            .Where(x => !(x.e.Until <= DutchTime.Local(clock.GetCurrentInstant()))).OrderBy(x => x.e.Until).Select(x => (x.a, x.e))];

    /// <summary>One with everything; a firm sees its own alone. The look at its papers is on record for an official.</summary>
    /// <param name="id">Which.</param>
    /// <param name="firm">The firm that asks; null for an official.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="ct">Stops.</param>
    public async Task<ApplicationView?> Find(Guid id, Guid? firm, Actor actor, CancellationToken ct)
    {
        if (await db.Applications.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && (firm == null || a.FirmId == firm), ct) is not { } row)
            return null;
        var cipher = await vault.Find(db, id, ct);
        var events = await db.ApplicationEvents.AsNoTracking().Where(e => e.ApplicationId == id).OrderBy(e => e.Number).ToListAsync(ct);
        var files = await db.ApplicationFiles.AsNoTracking().Where(f => f.ApplicationId == id).OrderBy(f => f.AddedAt).ThenBy(f => f.Name)
            .Select(f => new ApplicationFile { Id = f.Id, ApplicationId = id, Name = f.Name, MediaType = f.MediaType, Bytes = f.Bytes, Sha256 = f.Sha256, IsLetter = f.IsLetter, AddedAt = f.AddedAt, Sealed = Array.Empty<byte>() }).ToListAsync(ct);
        if (firm is null)
        {
            AuditTrail.Record(db, actor, "application.look", $"application:{row.Number}", "", clock.GetCurrentInstant());
            await db.SaveChangesAsync(ct);
        }

        return new ApplicationView(
            row, (await db.Firms.AsNoTracking().FirstAsync(f => f.Id == row.FirmId, ct)).Name, [.. events.Select(e => (e, cipher is null ? "" : Encoding.UTF8.GetString(cipher.Open(e.Sealed, ApplicationEvent.Place(id, e.Number)))))], files,
            row.ExemptionId is { } granted ? await db.Exemptions.AsNoTracking().FirstOrDefaultAsync(e => e.Id == granted && e.ReplacedAt == null, ct) : null);
    }

    /// <summary>A paper or letter in clear; null when it is not there for whoever asks.</summary>
    public async Task<(ApplicationFile File, byte[] Content)?> File(Guid id, Guid file, Guid? firm, Actor actor, CancellationToken ct)
    {
        if (!await db.Applications.AnyAsync(a => a.Id == id && (firm == null || a.FirmId == firm), ct) || await vault.Find(db, id, ct) is not { } cipher
            || await db.ApplicationFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == file && f.ApplicationId == id, ct) is not { } row)
            return null;
        AuditTrail.Record(db, actor, "application.file", $"application:{id}", row.Sha256, clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return (row, cipher.Open(row.Sealed, ApplicationFile.Place(file)));
    }
}
