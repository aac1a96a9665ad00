namespace Venstertijden.Central.Features.Applying;

/// <summary>Names the texts of applying for, and deciding on, exemptions.</summary>
public sealed class ApplyingTexts;
