using Venstertijden.Central.Features.Policies;
using Venstertijden.Contracts;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Makes the anonymous fact of a judged passage: bands, groups and a quarter of an hour instead of vehicle and moment.</summary>
/// <param name="policies">All documents and drafts: bands lie between their boundaries.</param>
public sealed class AnonymousFacts(LivePolicies policies)
{
    public AnonymousFact Of(Judgement judged, CameraId camera, Direction direction)
    {
        var way = direction switch { Direction.In => PassageDirection.In, Direction.Out => PassageDirection.Out, _ => PassageDirection.Unknown };
        return AnonymousFact.Of(Policy.WhatIf.AnonymousFact.From(policies.AdmissionBoundaries, judged.Document, judged.Facts, judged.Verdict, camera.Value, way));
    }
}
