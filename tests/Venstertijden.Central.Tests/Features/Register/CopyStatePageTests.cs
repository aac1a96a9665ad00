using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Features.Register;

/// <summary>How the copy of the register stands, where people look.</summary>
public class CopyStatePageTests
{
    private string _data = "";
    private WebUnderTest _web = null!;
    private Visitor _operator = null!, _officer = null!;

    [OneTimeSetUp]
    public async Task StartWeb()
    {
        _data = Directory.CreateTempSubdirectory("vth-copy-web-").FullName;
        _web = await WebUnderTest.StartAsync(data: _data, imported: true);
        (_operator, _officer) = (await Visitor.Of(_web, Role.Operator), await Visitor.Of(_web, Role.Officer));
    }

    [OneTimeTearDown]
    public async Task StopWeb()
    {
        _operator.Dispose();
        _officer.Dispose();
        await _web.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Test]
    public async Task Its_absence_age_and_refusal_stand_on_the_start_page_and_where_it_leads()
    {
        Assert.That(await Text(_operator, "/"), Does.Contain("1 lijst ontbreekt: zonder kopie van het kentekenregister is elk voertuig onbekend"));
        Assert.That(await Text(_officer, "/zaken-die-veranderen"), Does.Contain("geen kopie Elk voertuig is nu onbekend"));

        var facts = _web.Services.GetRequiredService<FactsLoader>();
        var imported = _web.Clock.GetCurrentInstant() - Duration.FromDays(1);
        CopyOnDisk.Write(facts.Shelf!, imported, CopyOnDisk.Van("V56KVT"), CopyOnDisk.Van("V41LPF"));
        await facts.ReloadCopy([WebUnderTest.Site], default);
        Assert.That(await Text(_operator, "/"), Does.Contain("1 dag oud is de kopie van het kentekenregister"));
        Assert.That(await Text(_operator, "/cameras"), Does.Contain("1 dag oud 2 voertuigen, gegevens van"));
        Assert.That(await Text(_officer, "/"), Does.Not.Contain("kentekenregister"), "an officer need not know that all is well");

        _web.Clock.AdvanceDays(3);
        Assert.That(await Text(_officer, "/"), Does.Contain("4 dagen oud is de kopie van het kentekenregister"));
        Assert.That(await Text(_officer, "/zaken-die-veranderen"), Does.Contain("De kopie hoort elke dag nieuw te komen."));

        string damaged = CopyOnDisk.Write(facts.Shelf!, _web.Clock.GetCurrentInstant(), CopyOnDisk.Van("V56KVT"));
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..^1]);
        await facts.ReloadCopy([WebUnderTest.Site], default);
        Assert.That(await Text(_operator, "/"), Does.Contain("1 nieuwe kopie van het kentekenregister is geweigerd; de vorige is in gebruik"));
        using var client = new HttpClient { BaseAddress = _web.Address };
        string metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.That(metrics, Does.Contain("vth_register_vehicles 2\n").And.Contain("vth_register_refused 1\n").And.Contain($"vth_register_age_seconds {(4 * 24 + 2) * 3600}\n"));
    }

    private static async Task<string> Text(Visitor visitor, string address) =>
        string.Join(' ', (await visitor.Page(address)).Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
