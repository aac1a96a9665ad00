using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Cameras;

/// <summary>Tells the operator what came of refused messages that were offered again.</summary>
internal static class FateInWords
{
    public static void Tell(this ITempDataDictionary temp, Fate fate, IStringLocalizer<CameraTexts> texts) =>
        temp.Tell(Of(fate, texts), tone: fate is StoredNow or StoredBefore ? Tone.Ok : Tone.Warning);

    /// <summary>Of many: how many went which way.</summary>
    public static void Tell(this ITempDataDictionary temp, IReadOnlyList<Fate> fates, IStringLocalizer<CameraTexts> texts)
    {
        if (fates.Count == 0)
        {
            temp.Tell(texts["letters.fates.none"], tone: Tone.Warning);
            return;
        }

        int stored = fates.Count(f => f is StoredNow), before = fates.Count(f => f is StoredBefore), refused = fates.Count(f => f is RefusedAgain), not = fates.Count - stored - before - refused;
        string told = texts["letters.fates", Written.Count(fates.Count), Written.Count(stored), Written.Count(before), Written.Count(refused), Written.Count(not)];
        if (fates.Count == DeadLetterDesk.MostAtOnce)
            told += " " + texts["letters.fates.more"];
        temp.Tell(told, tone: refused + not == 0 ? Tone.Ok : Tone.Warning);
    }

    private static string Of(Fate fate, IStringLocalizer<CameraTexts> texts) => fate switch
    {
        StoredNow => texts["letters.fate.stored"],
        StoredBefore => texts["letters.fate.before"],
        RefusedAgain refused => texts["letters.fate.refused", texts["letters.reason." + refused.Reason.WireName()].Value, refused.Detail],
        LetterGone => texts["letters.fate.gone"],
        NotOffered not => texts["letters.fate." + Kebab.Name(not.Why)],
        _ => throw new System.Diagnostics.UnreachableException(fate.GetType().Name),
    };
}
