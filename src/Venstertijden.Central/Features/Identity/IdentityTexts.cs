namespace Venstertijden.Central.Features.Identity;

/// <summary>Names the texts of signing in and out.</summary>
public sealed class IdentityTexts;
