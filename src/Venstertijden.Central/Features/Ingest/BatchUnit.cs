using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Ingest;

/// <summary>The messages of one site within one batch, filed into one unit of work.</summary>
internal sealed class BatchUnit
{
    private static readonly Duration TooFarAhead = Duration.FromHours(24);

    private readonly CentralDb _db;
    private readonly Vault _vault;
    private readonly Instant _now;
    private readonly Tally _tally = new();
    private readonly OpenCases _cases;
    private readonly PassageFiling _passages;
    private readonly CameraFiling _cameras;
    private readonly List<Outgoing> _outgoing = [];

    public BatchUnit(CentralDb db, Vault vault, Judge judge, AnonymousFacts anonymous, Facts facts, Instant now)
    {
        (_db, _vault, _now) = (db, vault, now);
        _cases = new OpenCases(db, vault);
        _passages = new PassageFiling(db, vault, _cases, judge, anonymous, facts, now, _tally, _outgoing);
        _cameras = new CameraFiling(db, now);
    }

    public IReadOnlyList<Outgoing> Outgoing => _outgoing;

    public async Task Take(IReadOnlyList<Intaken> read, CancellationToken ct)
    {
        foreach (var letter in read.OfType<SetAside>())
            SetAside(letter);
        foreach (var chain in read.OfType<LinkIn>().GroupBy(l => (l.Camera.Camera, l.Chain)))
            await Links(chain.Key.Camera, chain.Key.Chain, [.. chain], ct);
        var evidence = new EvidenceFiling(_db, _cases, _now, _outgoing);
        foreach (var picture in read.OfType<EvidenceIn>())
            await evidence.Take(picture, ct);
        foreach (var message in read)
            await _cameras.Take(message, ct);
        await _tally.Save(_db, ct);
    }

    private async Task Links(CameraId camera, Guid chain, IReadOnlyList<LinkIn> links, CancellationToken ct)
    {
        var ledger = await ChainLedger.Load(_db, camera, chain, [.. links.Select(l => l.Seq)], _now, ct);
        var authentic = Authentic(links, ledger);
        bool heard = false;
        foreach (var link in links.OrderBy(l => l.Seq))
        {
            if (!authentic.Contains(link.Message.Hash))
            {
                SetAside(Intake.Unsigned(link.Message));
                continue;
            }

            heard = true;
            switch (ledger.Judge(link.Seq, link.Message.Hash))
            {
                case Offer.Duplicate:
                    _tally.Add(Counters.Duplicates, "", 1);
                    await _passages.SeenAgain(link, ct);
                    break;
                case Offer.Conflict:
                    SetAside(new SetAside(link.Message, DeadLetterReason.SeqConflict, $"seq: {link.Seq} is taken by a message with another hash"));
                    break;
                default:
                    ledger.Add(link.Seq, link.Message.Hash, link.PreviousHash);
                    await New(link, ledger, ct);
                    break;
            }
        }

        foreach (var (from, to) in ledger.Close().Take(20))
            _outgoing.Add(new Outgoing(_db.CurrentSite, camera, new Resend(chain, from, to)));
        if (heard)
            _outgoing.Add(new Outgoing(_db.CurrentSite, camera, new Acknowledge(chain, ledger.UpTo)));
    }

    private async Task New(LinkIn link, ChainLedger ledger, CancellationToken ct)
    {
        switch (link)
        {
            case GapIn gap:
                ledger.Declare(gap.Gap);
                break;
            case PassageIn passage when passage.Passage.SeenFrom > _now + TooFarAhead:
                // Its number counts as come: the edge must not send it for ever.
                SetAside(new SetAside(link.Message, DeadLetterReason.FutureTime, "seenFrom: expected at most 24 h ahead of central's clock"));
                break;
            case PassageIn passage when await _passages.IsKnown(passage.Passage.Id, ct):
                SetAside(new SetAside(link.Message, DeadLetterReason.BadField, "id: expected one that no other number has"));
                break;
            case PassageIn passage:
                await _passages.File(passage, ct);
                break;
        }
    }

    /// <summary>Signed itself, or vouched for by a later authentic link of the chain.</summary>
    private static HashSet<string> Authentic(IReadOnlyList<LinkIn> links, ChainLedger ledger)
    {
        var authentic = new HashSet<string>(StringComparer.Ordinal);
        var vouched = new HashSet<(long Seq, string Hash)>();
        foreach (var link in links.OrderByDescending(l => l.Seq))
        {
            string hash = link.Message.Hash;
            if (!link.IsSigned && !vouched.Contains((link.Seq, hash)) && !ledger.IsVouchedFor(link.Seq, hash))
                continue;
            authentic.Add(hash);
            vouched.Add((link.Seq - 1, link.PreviousHash));
        }

        return authentic;
    }

    private void SetAside(SetAside letter)
    {
        var message = letter.Message;
        var id = Guid.CreateVersion7();
        bool keep = message.Payload.Length <= MessageReader.MaxPayload;
        _db.DeadLetters.Add(new DeadLetter
        {
            Id = id,
            Topic = DeadLetters.Shown(message.Topic),
            Reason = letter.Reason,
            Detail = letter.Detail.Length <= 200 ? letter.Detail : letter.Detail[..200],
            ReceivedAt = _now,
            EraseAt = _now + DeadLetter.KeptFor,
            Hash = message.Hash,
            Bytes = message.Payload.Length,
            Sealed = keep ? _vault.Create(_db, id, _now).Seal(message.Payload, DeadLetters.Place(id)) : null,
        });
        _tally.Add(Counters.DeadLetters, letter.Reason.WireName(), 1);
    }
}

/// <summary>Figures of a batch, added up before they touch their rows.</summary>
internal sealed class Tally
{
    private readonly Dictionary<(string Name, string Label), long> _figures = [];

    public void Add(string name, string label, long by) => _figures[(name, label)] = _figures.GetValueOrDefault((name, label)) + by;

    public async Task Save(CentralDb db, CancellationToken ct)
    {
        foreach (var ((name, label), by) in _figures)
            await Counters.Add(db, name, label, by, ct);
    }
}

internal static class DeadLetters
{
    /// <summary>A topic as it may be stored and shown: cut, and without characters that a screen or an engine trips over.</summary>
    internal static string Shown(string topic)
    {
        string clean = new([.. topic.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return clean.Length <= 120 ? clean : clean[..120];
    }

    internal static string Place(Guid id) => $"dead-letter:{id}";
}
