using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Venstertijden.Central.Features.Shared;

/// <summary>What the next page tells about what was just done, once.</summary>
public static class Told
{
    public const string Key = "told";

    /// <summary>The address to which the button "undo" beside the message is sent.</summary>
    public const string UndoKey = "told.undo";

    public static void Tell(this ITempDataDictionary temp, string message, string? undoAt = null)
    {
        temp[Key] = message;
        if (undoAt is not null) temp[UndoKey] = undoAt;
    }
}
