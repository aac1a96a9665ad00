using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.InStreet;
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
    private readonly BatchRows _rows = new();
    private readonly Tally _tally = new();
    private readonly OpenCases _cases;
    private readonly PassageFiling _passages;
    private readonly CameraFiling _cameras;
    private readonly ToSay _toSay;
    private readonly List<(CameraId Camera, Guid Chain, GapMessage Said)> _ended = [];
    private bool _holdsNumber;
    private SetAside? _refused;

    public BatchUnit(CentralDb db, Vault vault, Judge judge, AnonymousFacts anonymous, Facts facts, Instant now)
    {
        (_db, _vault, _now) = (db, vault, now);
        _toSay = new ToSay(db.CurrentSite);
        _cases = new OpenCases(db, vault);
        _passages = new PassageFiling(db, vault, _cases, judge, anonymous, facts, now, _rows, _tally, _toSay);
        _cameras = new CameraFiling(db, now);
    }

    /// <summary>Takes the messages in; in the database only after <see cref="Save"/>.</summary>
    public async Task Take(IReadOnlyList<Intaken> read, CancellationToken ct)
    {
        foreach (var letter in read.OfType<SetAside>())
            SetAside(letter);
        await _cameras.Open(read, ct);
        List<OfferedChain> offered = [.. read.OfType<LinkIn>().GroupBy(l => (l.Camera.Camera, l.Chain)).Select(g => new OfferedChain(g.Key.Camera, g.Key.Chain, [.. g]))];
        var ledgers = await new ChainBook(_db, _rows, _now).Open(offered, ct);
        await _passages.Recall(read.OfType<PassageIn>(), ct);
        foreach (var chain in offered)
            await Links(chain, ledgers[(chain.Camera, chain.Chain)], ct);
        await End(ledgers, ct);
        var evidence = new EvidenceFiling(_db, _vault, _cases, _now, _toSay);
        foreach (var picture in read.OfType<EvidenceIn>())
            await evidence.Take(picture, ct);
        foreach (var message in read)
            _cameras.Take(message);
    }

    /// <summary>Takes one message that was set aside before; in the database only after <see cref="Save"/>, which is for what was not refused again.</summary>
    /// <param name="read">The message.</param>
    /// <param name="holdsNumber">Its number counts as come already: what it says may still be filed.</param>
    public async Task<Fate> TakeAgain(Intaken read, bool holdsNumber, CancellationToken ct)
    {
        _holdsNumber = holdsNumber;
        await Take([read], ct);
        return _refused is { } refused ? new RefusedAgain(refused.Reason, refused.Detail) : _tally.Has(Counters.Duplicates) ? new StoredBefore() : new StoredNow();
    }

    /// <summary>To be told once it is committed.</summary>
    public IReadOnlyList<ChainAlarm> Alarms => _rows.Alarms;

    /// <inheritdoc cref="Alarms"/>
    public IReadOnlyList<StreetNotice> ToStop => _rows.ToStop;

    /// <summary>Writes all of it into the open transaction and gives what to tell the cameras once that is committed.</summary>
    public async Task<IReadOnlyList<Outgoing>> Save(CancellationToken ct)
    {
        foreach (var alarm in _rows.Alarms)
            _tally.Add(Counters.ChainAlarms, alarm.Kind, 1);
        await _db.SaveChangesAsync(ct);
        await _rows.Insert(_db, ct);
        await _tally.Save(_db, ct);
        return _toSay.All();
    }

    private async Task Links(OfferedChain offered, ChainLedger ledger, CancellationToken ct)
    {
        var authentic = Authentic(offered.Links, ledger);
        bool heard = false;
        foreach (var link in offered.Links.OrderBy(l => l.Seq))
        {
            if (!authentic.Contains(link))
            {
                SetAside(Intake.Unsigned(link.Message));
                continue;
            }

            heard = true;
            _cameras.Passed(link);
            switch (ledger.Judge(link.Seq, link.Message.Hash))
            {
                case Offer.Duplicate when _holdsNumber:
                    await New(link, ledger, ct);
                    break;
                case Offer.Duplicate:
                    _tally.Add(Counters.Duplicates, "", 1);
                    _passages.SeenAgain(link);
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

        foreach (var (from, to) in ledger.Close().Take(HoleWatch.MostHoles))
            _toSay.Say(offered.Camera, new Resend(offered.Chain, from, to));
        if (heard)
            _toSay.Say(offered.Camera, new Acknowledge(offered.Chain, ledger.UpTo));
    }

    private async Task End(Dictionary<(CameraId, Guid), ChainLedger> ledgers, CancellationToken ct)
    {
        foreach (var (camera, chain, said) in _ended)
        {
            // All chains of the camera are at hand since its new one was opened.
            if (_db.Chains.Local.FirstOrDefault(s => s.Camera == camera && s.Chain == chain) is { } state)
                ChainLedger.End(_db, state, ledgers.TryGetValue((camera, chain), out var open) ? open.Held : await ChainLedger.HeldAbove(_db, state, ct), said.NoticedAt);
        }
    }

    private async Task New(LinkIn link, ChainLedger ledger, CancellationToken ct)
    {
        switch (link)
        {
            case GapIn gap:
                ledger.Declare(gap.Gap);
                if (gap.Gap.PreviousChain is { } ended)
                    _ended.Add((gap.Camera.Camera, ended, gap.Gap));
                break;
            case PassageIn passage when passage.Passage.SeenFrom > _now + TooFarAhead:
                // Its number counts as come: the edge must not send it for ever.
                SetAside(new SetAside(link.Message, DeadLetterReason.FutureTime, "seenFrom: expected at most 24 h ahead of central's clock"), holdsNumber: true);
                break;
            case PassageIn passage when _passages.IsKnown(passage.Passage.Id):
                SetAside(new SetAside(link.Message, DeadLetterReason.BadField, "id: expected one that no other number has"), holdsNumber: true);
                break;
            case PassageIn passage:
                await _passages.File(passage, ct);
                break;
        }
    }

    /// <summary>
    /// Signed itself, or vouched for by a later authentic link of the chain. From the end backwards, so that of a contiguous run one
    /// signature is verified.
    /// </summary>
    private static HashSet<LinkIn> Authentic(IReadOnlyList<LinkIn> links, ChainLedger ledger)
    {
        var authentic = new HashSet<LinkIn>(ReferenceEqualityComparer.Instance);
        var vouched = new HashSet<(long Seq, string Hash)>();
        foreach (var link in links.OrderByDescending(l => l.Seq))
        {
            var itself = (link.Seq, link.Message.Hash);
            if (!vouched.Contains(itself) && !ledger.IsVouchedFor(link.Seq, link.Message.Hash) && !link.IsSigned)
                continue;
            authentic.Add(link);
            vouched.Add((link.Seq - 1, link.PreviousHash));
        }

        return authentic;
    }

    private void SetAside(SetAside letter, bool holdsNumber = false)
    {
        _refused = letter;
        _rows.DeadLetters.Add(DeadLetters.Seal(letter, holdsNumber, _vault, _rows.Keys, _now));
        _tally.Add(Counters.DeadLetters, letter.Reason.WireName(), 1);
    }
}
