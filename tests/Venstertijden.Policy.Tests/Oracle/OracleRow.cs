namespace Venstertijden.Policy.Tests.Oracle;

/// <summary>A row as <c>vth verdict</c> reads it: text, nothing parsed.</summary>
internal sealed record OracleRow
{
    public required string Zone { get; init; }

    public required string LocalTime { get; init; }

    public string Country { get; init; } = "";

    public string Category { get; init; } = "";

    public string Fuels { get; init; } = "";

    public string EmissionClass { get; init; } = "";

    public string FirstAdmission { get; init; } = "";

    public string Body { get; init; } = "";

    public string Exemptions { get; init; } = "";

    /// <summary>As a line of a table, to be pasted in <c>testdata/decisions</c>.</summary>
    public override string ToString() =>
        $"{Zone},{LocalTime},AE-123-B,{Country},{Category},{Fuels},{EmissionClass},{FirstAdmission},{Body},{Exemptions}";
}

/// <summary>The four fixed columns of an answer.</summary>
internal sealed record OracleAnswer(string Verdict, string Reason, string Offence, string Cautions)
{
    public override string ToString() => $"{Verdict},{Reason},{Offence},{Cautions}";
}
