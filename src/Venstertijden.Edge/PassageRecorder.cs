using NodaTime;
using Venstertijden.Contracts;
using Venstertijden.Edge.Evidence;
using Venstertijden.Edge.Health;
using Venstertijden.Edge.Outbox;
using Venstertijden.Edge.Tracking;

namespace Venstertijden.Edge;

/// <summary>From what the tracker saw to what the outbox keeps: pictures are masked and sealed first, so that a stored passage never names a picture that isn't there.</summary>
internal sealed class PassageRecorder(EdgeOptions options, EdgeVersions versions, EvidenceStore evidence, Outbox.Outbox outbox, IClockState clockState)
{
    internal Appended Record(ObservedPassage seen)
    {
        // The id's time is the passage's: pictures age by when they were taken.
        var id = Guid.CreateVersion7(seen.SeenFrom.ToDateTimeOffset());
        var pictures = PictureMaker.Make(seen, options.SignAreas)
            .Select(picture => evidence.Seal(id, picture.Kind, picture.MediaType, picture.Bytes))
            .OfType<EvidenceItem>()
            .ToList();
        var stored = outbox.Append(new PassageDraft
        {
            Id = id,
            Kind = seen.Kind,
            SeenFrom = seen.SeenFrom,
            SeenTo = seen.SeenTo,
            Direction = seen.Direction,
            Plate = seen.Plate,
            Vehicle = seen.Vehicle,
            Evidence = pictures,
            Clock = clockState.Current,
            Software = versions.Software,
            Models = versions.Models,
            Config = options.ConfigHash,
        });
        if (!stored.Stored)
            evidence.Discard(id);
        return stored;
    }
}
