namespace Venstertijden.Central.Features.OwnCase;

/// <summary>Names the texts of these pages.</summary>
public sealed class OwnCaseTexts;
