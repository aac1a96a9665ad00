using NodaTime;
using Venstertijden.Contracts;

namespace Venstertijden.Edge.Outbox;

/// <summary>
/// The end of a chain, and how it grows. Pure: what is stored, and whether it worked, is the file's business.
/// </summary>
/// <param name="Chain">The chain.</param>
/// <param name="Replaces">The chain that was lost before this one began; null when there was none.</param>
/// <param name="Last">Highest number that is stored; 0 before the first.</param>
/// <param name="LastHash">Hash of that message.</param>
/// <param name="Acknowledged">Highest number that central has acknowledged.</param>
/// <param name="LostTo">Numbers after <paramref name="Last"/> up to this one went to passages that found no room; 0 when there are none.</param>
internal sealed record ChainHead(Guid Chain, Guid? Replaces, long Last, string LastHash, long Acknowledged, long LostTo)
{
    internal static ChainHead New(Guid chain, Guid? replaces) => new(chain, replaces, 0, Signing.NoPrevious, 0, 0);

    internal bool HasLost => LostTo > 0;

    /// <summary>The number that the next message gets.</summary>
    internal long Next => (HasLost ? LostTo : Last) + 1;

    /// <summary>The next number went to a passage that could not be stored.</summary>
    internal ChainHead Losing() => this with { LostTo = Next };

    internal PassageMessage Link(PassageDraft draft, CameraName camera) => new()
    {
        Schema = PassageMessage.CurrentSchema,
        Id = draft.Id,
        Kind = draft.Kind,
        Site = camera.Site.Value,
        Camera = camera.Camera.Value,
        Chain = Chain,
        Seq = Next,
        PreviousHash = LastHash,
        SeenFrom = draft.SeenFrom,
        SeenTo = draft.SeenTo,
        Direction = draft.Direction,
        Plate = draft.Plate,
        Vehicle = draft.Vehicle,
        Evidence = draft.Evidence,
        Clock = draft.Clock,
        Software = draft.Software,
        Models = draft.Models,
        Config = draft.Config,
    };

    internal GapMessage Link(Gap gap, CameraName camera, Instant now) => new()
    {
        Schema = PassageMessage.CurrentSchema,
        Site = camera.Site.Value,
        Camera = camera.Camera.Value,
        Chain = Chain,
        Seq = Next,
        PreviousHash = LastHash,
        From = gap.From,
        To = gap.To,
        Reason = gap.Reason,
        NoticedAt = now,
        PreviousChain = gap.PreviousChain,
    };

    /// <summary>The head after a message with this number was stored.</summary>
    internal ChainHead After(long seq, ReadOnlySpan<byte> payload) => this with { Last = seq, LastHash = Signing.Hash(payload), LostTo = 0 };
}

/// <summary>Numbers that will never come.</summary>
/// <param name="From">First; 0 when a whole chain was lost.</param>
/// <param name="To">Last, inclusive.</param>
/// <param name="Reason">Why.</param>
/// <param name="PreviousChain">The chain that was lost, when it was a whole chain.</param>
internal sealed record Gap(long From, long To, GapReason Reason, Guid? PreviousChain = null);

/// <summary>A camera with the site it belongs to.</summary>
public readonly record struct CameraName(SiteId Site, CameraId Camera)
{
    public override string ToString() => $"{Site}/{Camera}";

    public Topic Topic(MessageKind kind) => new(Site, Camera, kind);
}
