using NodaTime;

namespace Venstertijden.Central.Features.Privacy;

/// <summary>Something that is kept about a plate.</summary>
/// <param name="Kind">Which store, such as <c>case</c>.</param>
/// <param name="What">Its name there; no plate.</param>
/// <param name="Ground">Why it is kept.</param>
/// <param name="Until">Until when, in words.</param>
/// <param name="Keep">Why it cannot be erased on request; null when it can.</param>
/// <param name="Erase">Adds the erasure to the unit of work.</param>
public sealed record StoredAboutPlate(string Kind, string What, string Ground, string Until, string? Keep, Func<Instant, CancellationToken, Task> Erase);
