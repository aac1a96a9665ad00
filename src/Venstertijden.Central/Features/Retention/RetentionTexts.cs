namespace Venstertijden.Central.Features.Retention;

/// <summary>Names the texts of the page of erasures.</summary>
public sealed class RetentionTexts;
