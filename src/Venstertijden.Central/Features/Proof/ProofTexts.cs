namespace Venstertijden.Central.Features.Proof;

/// <summary>Names the resource files of the pages about proof.</summary>
public sealed class ProofTexts;
