using NodaTime;

namespace Venstertijden.Central.Features.Register;

/// <summary>
/// Example facts for a plate that no sample holds, so that a demo on real pictures comes to verdicts. They say so themselves
/// (brand VOORBEELD); the true facts of a real plate are not looked up.
/// </summary>
public static class MadeUpVehicles
{
    private static readonly LocalDate Admitted = new(2018, 5, 14);

    /// <summary>A diesel van of class 6 for the series of company vehicles, else a passenger car.</summary>
    public static RegisterVehicle Of(string plate)
    {
        // First letter V or B: a series of company vehicles (domain facts, "Number plates").
        bool van = plate.FirstOrDefault(char.IsAsciiLetter) is 'V' or 'B';
        return new RegisterVehicle
        {
            Plate = plate,
            RecordedAt = NodaConstants.UnixEpoch,
            Brand = "VOORBEELD",
            Model = "niet het echte voertuig",
            Category = van ? "N1" : "M1",
            Fuels = van ? "Diesel" : "Benzine",
            EmissionClass = "6",
            FirstAdmission = Admitted,
            Body = van ? "gesloten opbouw" : "hatchback",
        };
    }
}
