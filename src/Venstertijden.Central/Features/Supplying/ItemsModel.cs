using NodaTime;

namespace Venstertijden.Central.Features.Supplying;

/// <summary>A table of passages.</summary>
public sealed record ItemsModel(IReadOnlyList<UndecidedItem> Items, Instant Now, string Caption);
