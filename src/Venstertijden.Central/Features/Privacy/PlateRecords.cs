using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Privacy;

/// <summary>Finds everything that central keeps about a plate, in every store that could hold one, and erases what the law lets go (GDPR art. 15 and 17, Wpg art. 25 and 28).</summary>
/// <param name="db">The site's rows.</param>
/// <param name="vault">Opens what lies under keys.</param>
/// <param name="policies">Terms of keeping.</param>
/// <param name="anonymous">Makes the fact that is left of an undecided passage.</param>
/// <param name="rejudging">Gives its verdict again.</param>
public sealed class PlateRecords(CentralDb db, Vault vault, LivePolicies policies, AnonymousFacts anonymous, Rejudging rejudging)
{
    /// <summary>All that is kept; the look is on record under the plate's keyed hash.</summary>
    public async Task<IReadOnlyList<StoredAboutPlate>> Find(string plate, Actor actor, Instant now, CancellationToken ct)
    {
        AuditTrail.Record(db, actor, "privacy.show", Subject(plate), "request about a plate", now);
        await db.SaveChangesAsync(ct);
        return
        [
            .. await Cases(plate, actor, now, ct), .. await Undecided(plate, ct), .. await Letters(plate, ct), .. await Marks(plate, ct), .. await Pairs(plate, ct),
            .. await Vehicles(plate, ct), .. await Uploads(plate, ct), .. await Exemptions(plate, now, ct), .. await Register(plate, ct), .. await Looks(plate, ct),
        ];
    }

    /// <summary>Erases what may be erased, with its records, in one save; then the file is written anew.</summary>
    /// <returns>What was erased.</returns>
    public async Task<IReadOnlyList<StoredAboutPlate>> Erase(string plate, Actor actor, Instant now, CancellationToken ct)
    {
        var found = (await Find(plate, actor, now, ct)).Where(f => f.Keep is null).ToList();
        foreach (var one in found)
            await one.Erase(now, ct);
        foreach (var kind in found.Where(f => f.Kind != Erasure.Case).GroupBy(f => f.Kind))
            Erasure.Record(db, Erasure.Plate, kind.Count(), $"on request: {kind.Key}", now);
        AuditTrail.Record(db, actor, "privacy.erase", Subject(plate), string.Join(", ", found.GroupBy(f => f.Kind).Select(g => $"{g.Key} {g.Count()}")), now);
        await db.SaveChangesAsync(ct);
        await LeftBehind.WriteAnew(db, ct);
        return found;
    }

    private string Subject(string plate) => $"plate:{vault.PlateIndex(db.CurrentSite, plate)[..12]}";

    private async Task<List<StoredAboutPlate>> Cases(string plate, Actor actor, Instant now, CancellationToken ct)
    {
        string index = vault.PlateIndex(db.CurrentSite, plate);
        var rows = await db.Cases.AsNoTracking().Where(c => c.PlateIndex == index).OrderBy(c => c.Number).ToListAsync(ct);
        // A plate that an officer corrected is no longer in the index, and still in the case.
        var corrected = await db.Cases.AsNoTracking().Where(c => c.ErasedAt == null && c.PlateIndex != index && db.CaseEvents.Any(e => e.CaseId == c.Id && e.Kind == "plate-corrected")).ToListAsync(ct);
        foreach (var row in corrected)
        {
            if (await CaseFile.Open(db, vault, row.Id, ct) is { } file && (file.Case.MachinePlate == plate || file.Events.OfType<PlateCorrected>().Any(e => e.From == plate || e.To == plate)))
                rows.Add(row);
        }

        return rows.ConvertAll(row =>
        {
            var document = policies.Current.At(ZoneId.Parse(row.Zone), row.FirstSeen);
            string until = document is null ? "the term of its rules" : row.ActDate.Plus(document.CaseRetention.Value).ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            string? keep = row.State is CaseState.Lapsed or CaseState.Rejected ? null
                : CaseMoves.Ended.Contains(row.State) ? "decided: kept for its term (Wpg art. 8 and 14)"
                : CaseMoves.Undecided.Contains(row.State) ? "being judged: needed for the decision (Wpg art. 8)" : "decided or sent: needed for execution and appeal (Wahv, Wpg art. 8)";
            return new StoredAboutPlate(Erasure.Case, $"{row.Number}, {Kebab.Name(row.State)}, with its messages and pictures", "enforcement by a boa (Wpg art. 8)", until, keep,
                (at, stop) => CaseErasure.Add(db, row.Id, actor, "on request", at, stop));
        });
    }

    private async Task<List<StoredAboutPlate>> Undecided(string plate, CancellationToken ct)
    {
        var result = new List<StoredAboutPlate>();
        foreach (var row in await db.Undecided.AsNoTracking().OrderBy(u => u.SeenFrom).ToListAsync(ct))
        {
            if (await vault.Find(db, row.Id, ct) is not { } cipher)
                continue;
            var stored = StoredJson.Read<JudgedPassage>(cipher.Open(row.Sealed, UndecidedPassage.Place(row.Id)));
            var message = stored.ReadPassage();
            bool isRead = message.Plate is { } read && (read.Text == plate || read.SecondReader == plate || read.Alternatives.Any(a => a.Text == plate));
            if (!isRead && stored.Verdict.Supplied?.Read?.Plate != plate)
                continue;
            result.Add(new StoredAboutPlate(Erasure.Undecided, $"passage {row.Id}, {row.Reason}", "a fact is missing (72 h at most)", DutchTime.Local(row.EraseAt).ToString("uuuu-MM-dd HH:mm", null), null, async (_, stop) =>
            {
                db.AnonymousFacts.Add(anonymous.Of(rejudging.AsKnownThen(stored, db.CurrentSite), row.Camera, message.Direction));
                await Counters.Add(db, Counters.Verdicts, "undecided", 1, stop);
                await Remove(row, row.Id, stop);
            }));
        }

        return result;
    }

    private async Task<List<StoredAboutPlate>> Letters(string plate, CancellationToken ct)
    {
        var result = new List<StoredAboutPlate>();
        byte[] wanted = Encoding.UTF8.GetBytes(plate);
        foreach (var letter in await db.DeadLetters.AsNoTracking().Where(d => d.Sealed != null).ToListAsync(ct))
        {
            if (await vault.Find(db, letter.Id, ct) is { } cipher && cipher.Open(letter.Sealed!, DeadLetters.Place(letter.Id)).AsSpan().IndexOf(wanted) >= 0)
                result.Add(new StoredAboutPlate(Erasure.DeadLetters, $"{letter.Id}, {letter.Reason.WireName()}", "a message that could not be taken in (72 h)", DutchTime.Local(letter.EraseAt).ToString("uuuu-MM-dd HH:mm", null), null, (_, stop) => Remove(letter, letter.Id, stop)));
        }

        return result;
    }

    private async Task<List<StoredAboutPlate>> Marks(string plate, CancellationToken ct)
    {
        string index = vault.PlateIndex(db.CurrentSite, plate);
        return (await db.PlateMarks.Where(m => m.PlateIndex == index).ToListAsync(ct)).ConvertAll(mark => new StoredAboutPlate(
            "mark", $"{mark.Kind} (keyed hash only)", "protects the holder of a cloned or look-alike plate", mark.WithdrawnAt is null ? "withdrawn by an officer" : "withdrawn",
            mark.WithdrawnAt is null ? "stands: an officer withdraws it under 'Gemerkte kentekens'" : null, (_, _) => Task.FromResult(db.PlateMarks.Remove(mark))));
    }

    private async Task<List<StoredAboutPlate>> Pairs(string plate, CancellationToken ct)
    {
        string index = vault.PlateIndex(db.CurrentSite, plate);
        return (await db.LookAlikePairs.Where(p => p.One == index || p.Other == index).ToListAsync(ct)).ConvertAll(pair => new StoredAboutPlate(
            "look-alike pair", $"{pair.Source} (keyed hashes only)", "protects the holder of a plate that was misread", DutchTime.Local(pair.EraseAt).Date.ToString("uuuu-MM-dd", null), null,
            (_, _) => Task.FromResult(db.LookAlikePairs.Remove(pair))));
    }

    private async Task<List<StoredAboutPlate>> Vehicles(string plate, CancellationToken ct) =>
        (await db.FirmVehicles.Where(v => v.Plate == plate).ToListAsync(ct)).ConvertAll(vehicle => new StoredAboutPlate(
            "firm vehicle", $"registered by a firm on {DutchTime.Local(vehicle.AddedAt).Date.ToString("uuuu-MM-dd", null)}", "the firm's own registration", "the firm removes it", null, (_, _) => Task.FromResult(db.FirmVehicles.Remove(vehicle))));

    private async Task<List<StoredAboutPlate>> Uploads(string plate, CancellationToken ct) =>
        (await db.FleetUploads.ToListAsync(ct)).FindAll(u => u.Rows.Any(r => r.IsOf(plate))).ConvertAll(upload => new StoredAboutPlate(
            "firm upload", "in a list that a firm uploaded", "shown before the firm agrees, and to undo it", "24 hours after it was uploaded", null,
            (_, _) =>
            {
                upload.Rows = [.. upload.Rows.Where(r => !r.IsOf(plate))];
                return Task.CompletedTask;
            }));

    private async Task<List<StoredAboutPlate>> Exemptions(string plate, Instant now, CancellationToken ct)
    {
        var today = DutchTime.Local(now);
        return (await db.Exemptions.Where(e => e.Plate == plate).OrderBy(e => e.RecordedAt).ToListAsync(ct)).ConvertAll(exemption =>
        {
            bool stands = exemption.ReplacedAt is null && !(exemption.Until <= today);
            return new StoredAboutPlate("exemption", $"{exemption.Kind} {exemption.Reference}", "the right to enter, and why a verdict was what it was", exemption.Until is { } until ? until.Date.ToString("uuuu-MM-dd", null) : "no end",
                stands ? "stands: without it the vehicle would be suspected; withdraw it first" : null, (_, _) => Task.FromResult(db.Exemptions.Remove(exemption)));
        });
    }

    private async Task<List<StoredAboutPlate>> Register(string plate, CancellationToken ct) =>
        (await db.Register.Where(v => v.Plate == plate).ToListAsync(ct)).ConvertAll(vehicle => vehicle.ListVersion == LiveAnswer.Source
            ? new StoredAboutPlate("register", $"answer of the register on the vehicle's technical facts, of {DutchTime.Local(vehicle.RecordedAt).Date.ToString("uuuu-MM-dd", null)}", "an officer asked for it for a case", "the next import", null, (_, _) => Task.FromResult(db.Register.Remove(vehicle)))
            : new StoredAboutPlate(
            "register", $"version {vehicle.Revision} of the vehicle's technical facts", "copy of the public RDW register: no passing plate leaves for a look-up", "the next import", "copy of public open data on all vehicles; it says nothing of a passage", (_, _) => Task.CompletedTask));

    private async Task<List<StoredAboutPlate>> Looks(string plate, CancellationToken ct)
    {
        string subject = Subject(plate);
        // But for this one, which asked.
        int looks = await db.Audit.CountAsync(a => a.Subject == subject, ct) - 1;
        return looks <= 0 ? [] : [new StoredAboutPlate("audit", $"{looks} searches (keyed hash only)", "duty to log looks at personal data (Wpg art. 32a)", "the term of the log", "the log of who searched may not be changed", (_, _) => Task.CompletedTask)];
    }

    private async Task Remove(object row, Guid subject, CancellationToken ct)
    {
        db.Remove(row);
        await Vault.Drop(db, subject, ct);
    }
}
