namespace Venstertijden.Central.Features.Shared;

/// <summary>Names the texts of the frame around every page (<c>SharedTexts.resx</c>, Dutch; <c>SharedTexts.en.resx</c>).</summary>
public sealed class SharedTexts;
