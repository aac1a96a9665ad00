namespace Venstertijden.Policy.Documents;

/// <summary>A value of a policy document with where it comes from. A value that is not published is an example, and every screen says so.</summary>
/// <param name="Value">The value.</param>
/// <param name="Source">Law, order or page; null when <paramref name="IsExample"/>.</param>
/// <param name="IsExample">True when the value is not published.</param>
/// <typeparam name="T">Kind of value.</typeparam>
public sealed record Sourced<T>(T Value, string? Source, bool IsExample);
