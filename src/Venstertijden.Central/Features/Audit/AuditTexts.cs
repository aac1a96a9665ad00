namespace Venstertijden.Central.Features.Audit;

/// <summary>Names the texts of the log.</summary>
public sealed class AuditTexts;
