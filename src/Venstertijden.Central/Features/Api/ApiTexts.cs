namespace Venstertijden.Central.Features.Api;

/// <summary>The texts of the page about connections: resources of this name.</summary>
public sealed class ApiTexts;
