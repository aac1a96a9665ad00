using System.Globalization;

namespace Venstertijden.Policy.Documents;

/// <summary>One mistake in a policy document.</summary>
/// <param name="File">File name as given.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Path">Where in the document: <c>pedestrian.windows.hours</c>; empty for the document itself.</param>
/// <param name="Expected">What was expected, and what was found.</param>
public sealed record PolicyError(string File, int Line, string Path, string Expected)
{
    /// <summary>One line: file, line, path, what was expected.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {(Path.Length == 0 ? "document" : Path)}: {Expected}");
}
