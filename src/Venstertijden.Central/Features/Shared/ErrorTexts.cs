namespace Venstertijden.Central.Features.Shared;

/// <summary>Names the texts of the pages that say what went wrong and what to do now.</summary>
public sealed class ErrorTexts;
