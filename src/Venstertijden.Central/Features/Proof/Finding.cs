using System.Collections.Concurrent;
using System.Globalization;

namespace Venstertijden.Central.Features.Proof;

/// <summary>Something that is not as it was stored: where, and what is wrong with it. Names no plate.</summary>
public sealed record Finding(string Where, string What)
{
    public override string ToString() => $"{Where}: {What}";
}

/// <summary>What a check of stored data or of a dossier found.</summary>
public sealed class ProofReport
{
    private readonly List<Finding> _findings = [];
    private readonly List<string> _remarks = [];
    private readonly ConcurrentDictionary<string, long> _counts = new();

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>What the reader has to know though nothing is wrong with it.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    public bool IsWhole => _findings.Count == 0;

    /// <summary>What was looked at, such as "cases 12".</summary>
    public string Looked => string.Join(", ", _counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value}")));

    public void Wrong(string where, string what) => _findings.Add(new Finding(where, what));

    public void Unless(bool holds, string where, string what)
    {
        if (!holds)
            Wrong(where, what);
    }

    public void Remark(string text)
    {
        if (!_remarks.Contains(text))
            _remarks.Add(text);
    }

    public void Count(string what, long by = 1) => _counts.AddOrUpdate(what, by, (_, before) => before + by);
}
