using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>Documents that lie in the folder of the <c>policy</c> option. Read again only when a file changed.</summary>
internal sealed class WatchedPolicyFolder(string folder)
{
    private string? _seen;

    /// <summary>Name and text of each file; null when nothing changed since the last time, or the fault that keeps them from being read.</summary>
    internal (IReadOnlyList<(string Name, string Yaml)>? Files, PolicyError? Fault) ReadIfChanged()
    {
        try
        {
            FileInfo[] files = [.. new DirectoryInfo(folder).GetFiles("*.yaml").OrderBy(f => f.Name, StringComparer.Ordinal)];
            string seen = string.Join('|', files.Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks}"));
            if (seen == _seen)
                return (null, null);
            var read = files.Select(f => (f.FullName, File.ReadAllText(f.FullName))).ToList();
            _seen = seen;
            return read.Count > 0 ? (read, null) : (null, new PolicyError(folder, 1, "", "expected policy documents (*.yaml), found none"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _seen = null;
            return (null, new PolicyError(folder, 1, "", $"expected a readable folder with policy documents: {e.Message.ReplaceLineEndings(" ")}"));
        }
    }
}
