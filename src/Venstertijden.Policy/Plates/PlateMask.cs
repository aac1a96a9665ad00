namespace Venstertijden.Policy.Plates;

internal static class PlateMask
{
    /// <summary>Keeps dashes, the first two characters and the last.</summary>
    internal static string Of(string text)
    {
        var last = text.LastIndexOfAnyExcept('-');
        var seen = 0;
        return string.Create(text.Length, (text, last), (target, from) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = from.text[i] == '-' || seen++ < 2 || i == from.last ? from.text[i] : '*';
        });
    }
}
