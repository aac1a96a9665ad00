namespace Venstertijden.Central.Features.Start;

/// <summary>Names the texts of the start page.</summary>
public sealed class StartTexts;
