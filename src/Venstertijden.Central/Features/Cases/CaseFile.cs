using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Cases;

/// <summary>
/// One case opened for work: its row, its events in clear, and its key. Appended events are saved with everything else of
/// the unit of work; two writers of one event number exclude each other by the key of the table.
/// </summary>
public sealed class CaseFile
{
    /// <summary>The counter behind case numbers; its label is the year.</summary>
    public const string NumberCounter = "case-number";

    private readonly CentralDb _db;
    private readonly List<CaseEvent> _events;
    private string _lastHash;

    private CaseFile(CentralDb db, CaseRow row, SubjectCipher cipher, List<CaseEvent> events, string lastHash)
    {
        (_db, Row, Cipher, _events, _lastHash) = (db, row, cipher, events, lastHash);
        Case = events.Count == 0 ? null! : Case.Fold(events);
    }

    public CaseRow Row { get; }
    public SubjectCipher Cipher { get; }
    public Case Case { get; private set; }
    public IReadOnlyList<CaseEvent> Events => _events;

    /// <summary>Opens a case; null when there is none of that id in the site, or its data was erased.</summary>
    public static async Task<CaseFile?> Open(CentralDb db, Vault vault, Guid id, CancellationToken ct)
    {
        if (await db.Cases.FirstOrDefaultAsync(c => c.Id == id, ct) is not { } row || await vault.Find(db, id, ct) is not { } cipher)
            return null;
        var rows = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == id).OrderBy(e => e.Number).ToListAsync(ct);
        var events = rows.ConvertAll(e => StoredJson.Read<CaseEvent>(cipher.Open(e.Sealed, EventPlace(id, e.Number))));
        return new CaseFile(db, row, cipher, events, rows[^1].Hash);
    }

    /// <summary>Begins a case with its first event.</summary>
    public static CaseFile Begin(CentralDb db, Vault vault, CaseRow row, CaseOpened opened)
    {
        db.Cases.Add(row);
        var file = new CaseFile(db, row, vault.Create(db, row.Id, opened.At), [], Signing.NoPrevious);
        file.Append(opened);
        return file;
    }

    public void Append(CaseEvent happened)
    {
        Case = _events.Count == 0 ? Case.Start(happened) : Case.Apply(happened);
        _events.Add(happened);
        int number = _events.Count;
        byte[] body = Cipher.Seal(StoredJson.Write(happened), EventPlace(Row.Id, number));
        string hash = HashOf(Row.Id, number, _lastHash, Signing.Hash(body));
        _db.CaseEvents.Add(new CaseEventRow
        {
            CaseId = Row.Id,
            Number = number,
            At = happened.At,
            Actor = happened.By.Name,
            Kind = happened.Kind,
            Sealed = body,
            PreviousHash = _lastHash,
            Hash = hash,
        });
        _lastHash = hash;
        (Row.EventCount, Row.LastEventHash) = (number, hash);
        Row.State = Case.State;
        (Row.RejectedFor, Row.NotFor, Row.SecondPair) = (CaseRow.RejectedForOf(Case), CaseRow.NotForOf(Case), CaseRow.SecondPairOf(Case));
        Row.Offence = Case.Offence;
        Row.Reason = Case.Reason;
        (Row.Regime, Row.SentOn) = (CaseRow.RegimeOf(Case), Case.SentOn);
    }

    /// <summary>The next number of a site and year: <c>2026-000123</c>.</summary>
    public static async Task<string> NextNumber(CentralDb db, int year, CancellationToken ct)
    {
        string label = year.ToString(CultureInfo.InvariantCulture);
        long next = await Counters.Add(db, NumberCounter, label, 1, ct);
        return string.Create(CultureInfo.InvariantCulture, $"{year}-{next:000000}");
    }

    /// <summary>The number of the first event whose ciphertext or place was changed; null when the case's chain is whole.</summary>
    public static async Task<int?> FirstFault(CentralDb db, Guid id, CancellationToken ct)
    {
        string previous = Signing.NoPrevious;
        int number = 0;
        foreach (var row in await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == id).OrderBy(e => e.Number).ToListAsync(ct))
        {
            number++;
            if (row.Number != number || row.PreviousHash != previous || row.Hash != HashOf(id, number, previous, Signing.Hash(row.Sealed)))
                return number;
            previous = row.Hash;
        }

        return null;
    }

    /// <summary>Where an event lies, for its cipher.</summary>
    internal static string EventPlace(Guid id, int number) => string.Create(CultureInfo.InvariantCulture, $"event:{id}:{number}");

    /// <summary>What an event's chain hash covers: the case, its number, the event before, and the hash of its sealed bytes.</summary>
    internal static string HashOf(Guid id, int number, string previous, string sealedSha256) =>
        Signing.Hash(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}\n{number}\n{previous}\n{sealedSha256}")));
}
