using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Shared;

/// <summary>What the next page tells about what was just done, once.</summary>
public static class Told
{
    public const string Key = "told";

    /// <summary>The address to which the button "undo" beside the message is sent.</summary>
    public const string UndoKey = "told.undo";

    /// <summary>How it is meant, where it is not simply done.</summary>
    public const string ToneKey = "told.tone";

    public static void Tell(this ITempDataDictionary temp, string message, string? undoAt = null, Tone tone = Tone.Ok)
    {
        temp[Key] = message;
        if (tone != Tone.Ok) temp[ToneKey] = tone.ToString();
        if (undoAt is not null) temp[UndoKey] = undoAt;
    }
}
