using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Register;
using Venstertijden.Policy.Plates;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web.Api;

/// <summary>Five hundred vehicles in the register, no two alike to the rules, so that nothing is answered from one asked before.</summary>
internal static class Fleet500
{
    private static readonly string[] Categories = ["N1", "N2", "N3", "M1"];

    /// <returns>Their plates, of a series that was never issued.</returns>
    public static async Task<string[]> AddTo(WebUnderTest web)
    {
        string[] plates = [.. Enumerable.Range(0, 1_000).Select(i => $"VX{i:000}Z").Where(p => PlateText.TryParse(p, CountryCode.Netherlands, out _)).Take(500)];
        Assert.That(plates, Has.Length.EqualTo(500));
        await web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            db.Register.AddRange(plates.Select((plate, i) => new RegisterVehicle
            {
                Plate = plate, Brand = "FORD", Model = "TRANSIT", Category = Categories[i % Categories.Length], Fuels = i % 7 == 0 ? "Elektriciteit" : "Diesel", EmissionClass = i % 7 == 0 ? "Z" : $"{3 + (i % 4)}",
                FirstAdmission = new LocalDate(2008, 1, 1).PlusDays(i * 11), Body = "gesloten opbouw", Colour = "WIT", RecordedAt = WebUnderTest.Start,
            }));
            await db.SaveChangesAsync();
            await services.GetRequiredService<FactsLoader>().Reload(WebUnderTest.Site, CancellationToken.None);
        });
        return plates;
    }
}
