namespace Venstertijden.Street;

/// <summary>The shape that goes with what the vehicle register says.</summary>
public static class VehicleShapes
{
    /// <param name="category">European vehicle category (M1, N1, N2, N3, L1 ...); empty gives a passenger car.</param>
    /// <param name="body">Body as the register writes it (code such as BC, or Dutch text such as opleggertrekker); may be empty.</param>
    public static VehicleShape Of(string category, string? body = null)
    {
        var code = category.Trim().ToUpperInvariant();
        if (code.StartsWith('L'))
            return VehicleShape.Moped;
        var tractor = body is not null && (body.Trim().Equals("BC", StringComparison.OrdinalIgnoreCase)
            || body.Contains("trekker", StringComparison.OrdinalIgnoreCase));
        return code switch
        {
            "M2" or "M3" => VehicleShape.Bus,
            "N1" => VehicleShape.Van,
            "N2" or "N3" => tractor ? VehicleShape.TractorWithSemitrailer : VehicleShape.Truck,
            _ => VehicleShape.PassengerCar,
        };
    }
}
