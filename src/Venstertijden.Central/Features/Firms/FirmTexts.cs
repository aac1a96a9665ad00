namespace Venstertijden.Central.Features.Firms;

/// <summary>Names the texts of a firm's pages.</summary>
public sealed class FirmTexts;
