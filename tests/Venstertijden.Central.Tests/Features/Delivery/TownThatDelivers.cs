using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Register;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Features.Delivery;

/// <summary>A town with published amounts, a folder that stands for the fining body, and what tests do with both.</summary>
public sealed class TownThatDelivers : IAsyncDisposable
{
    public static readonly Actor Boa = new(Guid.NewGuid(), "A. de Boer", "officer");
    private readonly string _folder = Directory.CreateTempSubdirectory("vth-cjib-").FullName;

    private TownThatDelivers(WebUnderTest web) => Web = web;

    public WebUnderTest Web { get; }
    public FolderExport Folder => new(_folder);
    public string In => Path.Combine(_folder, "in");
    public string Out => Path.Combine(_folder, "out");

    public static async Task<TownThatDelivers> Start()
    {
        var web = await WebUnderTest.StartAsync();
        web.Services.GetRequiredService<LivePolicies>().Replace(PublishedAmounts.Set);
        await web.SeedAsync();
        return new TownThatDelivers(web);
    }

    /// <summary>Adds a vehicle to the register.</summary>
    public async Task Know(RegisterVehicle vehicle)
    {
        await InDb(async db =>
        {
            db.Register.Add(vehicle);
            await db.SaveChangesAsync();
        });
        await Web.Services.GetRequiredService<FactsLoader>().Reload(WebUnderTest.Site, default);
    }

    /// <summary>Makes a batch of all that may go.</summary>
    public async Task<string> Make()
    {
        string number = "";
        await Web.InScope(async services =>
        {
            var desk = services.GetRequiredService<DeliveryDesk>();
            var proposal = await desk.Propose(default);
            var (outcome, batch) = await desk.Make(proposal.Mark, Boa, default);
            Assert.That(outcome, Is.EqualTo(BatchOutcome.Made), string.Join("; ", proposal.Held.Select(h => $"{h.Row.Number}: {string.Join(',', h.Holds)} {string.Join(',', h.Missing)}")));
            number = batch!.Number;
        });
        return number;
    }

    /// <summary>One round of the sender, as another process would make it.</summary>
    public Task Round(ICaseExport way) => new Deliveries(
        Web.Services.GetRequiredService<CentralDbs>(), Web.Services.GetRequiredService<Vault>(), Web.Services.GetRequiredService<CentralKey>(), Web.Services.GetRequiredService<DeliveryAnswers>(), Web.Clock, TimeProvider.System,
        NullLogger<Deliveries>.Instance, way).Run(WebUnderTest.Site, default);

    /// <summary>Lays an answer where the fining body would.</summary>
    public void Answer(string name, string xml)
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, name), xml);
    }

    public async Task<DeliveryAnswer> Take(string xml)
    {
        DeliveryAnswer answer = null!;
        await InDb(async db => answer = await Web.Services.GetRequiredService<DeliveryAnswers>().Take(db, "return.xml", System.Text.Encoding.UTF8.GetBytes(xml), Boa, default));
        return answer;
    }

    public async Task<T> Ask<T>(Func<CentralDb, Task<T>> ask)
    {
        T result = default!;
        await InDb(async db => result = await ask(db));
        return result;
    }

    public Task InDb(Func<CentralDb, Task> work) => Web.InScope(services => work(services.GetRequiredService<CentralDb>()));

    public Task<CaseState> StateOf(Guid id) => Ask(db => db.Cases.Where(c => c.Id == id).Select(c => c.State).SingleAsync());

    public Task<string> NumberOf(Guid id) => Ask(db => db.Cases.Where(c => c.Id == id).Select(c => c.Number).SingleAsync());

    public static string Return(string batch, string lines, string id = "R-1") => $"""<return xmlns="urn:venstertijden:case-return:1" id="{id}" batch="{batch}" at="2026-03-05T08:00:00Z">{lines}</return>""";

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
