using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Venstertijden.Central.Features.Shared;

/// <summary>What the next page tells about what was just done, once.</summary>
public static class Told
{
    public const string Key = "told";

    /// <summary>What the button "undo" beside the message sends to the page's form <c>undo-form</c>.</summary>
    public const string UndoKey = "told.undo";

    public static void Tell(this ITempDataDictionary temp, string message, string? undo = null)
    {
        temp[Key] = message;
        if (undo is not null) temp[UndoKey] = undo;
    }
}
