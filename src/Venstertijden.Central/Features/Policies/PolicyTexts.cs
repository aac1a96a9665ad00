namespace Venstertijden.Central.Features.Policies;

/// <summary>Names the texts of rules, what-if and reports.</summary>
public sealed class PolicyTexts;
