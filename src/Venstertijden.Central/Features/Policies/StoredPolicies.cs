using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central.Features.Policies;

/// <summary>Reads stored policy documents, for central and for commands beside it.</summary>
public static partial class StoredPolicies
{
    /// <summary>The set of a site as stored, or every mistake in it.</summary>
    /// <param name="db">The site's unit of work.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<PolicyReading> Read(CentralDb db, CancellationToken ct) => PolicyReader.ReadFolder(await Texts(db, ct));

    /// <summary>Name and text of each stored document.</summary>
    internal static async Task<List<(string Name, string Yaml)>> Texts(CentralDb db, CancellationToken ct) =>
        [.. (await db.Policies.AsNoTracking().OrderBy(p => p.DocumentId).ThenBy(p => p.Number).ToListAsync(ct)).Select(p => (p.FileName, p.Yaml))];

    /// <summary>Another text whenever a document or a draft came or changed.</summary>
    internal static async Task<string> Signature(CentralDb db, CancellationToken ct)
    {
        var documents = await db.Policies.AsNoTracking().GroupBy(_ => 1).Select(g => new { Count = g.Count(), Last = g.Max(p => p.StoredAt) }).FirstOrDefaultAsync(ct);
        var drafts = await db.PolicyDrafts.AsNoTracking().GroupBy(_ => 1).Select(g => new { Count = g.Count(), Versions = g.Sum(d => d.Version) }).FirstOrDefaultAsync(ct);
        return string.Create(CultureInfo.InvariantCulture, $"{documents?.Count}/{documents?.Last.ToUnixTimeTicks()}/{drafts?.Count}/{drafts?.Versions}");
    }

    /// <summary>The line on which a top-level key stands; 1 when it is missing.</summary>
    internal static int LineOf(string yaml, string key)
    {
        int at = Array.FindIndex(yaml.Split('\n'), line => line.StartsWith(key + ":", StringComparison.Ordinal));
        return Math.Max(0, at) + 1;
    }

    /// <summary>The text with the moment of publishing as its recorded time: what the writer put there was a guess.</summary>
    internal static string RecordedAt(string yaml, Instant moment) => Recorded().Replace(yaml, $"recorded: {InstantPattern.General.Format(moment)}", 1);

    /// <summary>The text with another version number.</summary>
    internal static string Numbered(string yaml, int number) => VersionLine().Replace(yaml, string.Create(CultureInfo.InvariantCulture, $"version: {number}"), 1);

    [GeneratedRegex("^recorded:[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex Recorded();

    [GeneratedRegex("^version:[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
