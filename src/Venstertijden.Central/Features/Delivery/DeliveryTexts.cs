namespace Venstertijden.Central.Features.Delivery;

/// <summary>Names the texts of the pages of delivery.</summary>
public sealed class DeliveryTexts;
