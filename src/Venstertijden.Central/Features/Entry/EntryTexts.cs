namespace Venstertijden.Central.Features.Entry;

/// <summary>Names the texts of the public check.</summary>
public sealed class EntryTexts;
