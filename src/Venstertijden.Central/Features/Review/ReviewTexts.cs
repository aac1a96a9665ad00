namespace Venstertijden.Central.Features.Review;

/// <summary>Names the texts of the queue and the case page.</summary>
public sealed class ReviewTexts;
