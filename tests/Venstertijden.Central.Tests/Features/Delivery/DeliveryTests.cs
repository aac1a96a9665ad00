using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Proof;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Review;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Features.Delivery;

/// <summary>From an approved case to the answer of the fining body, over a folder that stands for it.</summary>
public class DeliveryTests
{
    private TownThatDelivers _town;

    [SetUp]
    public async Task StartTown() => _town = await TownThatDelivers.Start();

    [TearDown]
    public async Task StopTown() => await _town.DisposeAsync();

    [Test]
    public async Task A_batch_holds_every_case_with_its_pictures_under_one_signature_and_is_the_same_bytes_each_time()
    {
        var first = await Approved.AddTo(_town.Web, new CaseSeed());
        await Approved.AddTo(_town.Web, new CaseSeed { Plate = "VNSB91", Camera = TownAtWork.Kerkstraat });
        string number = await _town.Make();
        await _town.Round(_town.Folder);
        string file = Directory.GetFiles(_town.In).Single();
        Assert.That(Path.GetFileName(file), Is.EqualTo($"vth-assen-{number}.zip"));
        var again = await _town.Ask(db => _town.Web.Services.GetRequiredService<Deliveries>().Build(db, number, default));
        Assert.That(again!.Value.Zip, Is.EqualTo(await File.ReadAllBytesAsync(file)));

        await using var zip = await ZipFile.OpenReadAsync(file);
        byte[] Entry(string name) => Bytes(zip.GetEntry(name)!);
        byte[] list = Entry(BatchPackage.ListFile);
        Assert.That(DeliverySchemas.ReadDelivery(list).Faults, Is.Empty);
        using var keys = new KeyRing();
        keys.AddPem(Encoding.ASCII.GetString(Entry("central-public.pem")));
        var batch = await _town.Ask(db => db.DeliveryBatches.SingleAsync());
        Assert.That(keys.Verify(batch.KeyId, list, Encoding.ASCII.GetString(Entry(BatchPackage.SignatureFile)).Trim()), Is.True);
        var items = XDocument.Load(new MemoryStream(list)).Root!.Elements().ToList();
        Assert.That(items, Has.Count.EqualTo(2));
        foreach (var item in items)
        {
            byte[] content = Entry((string)item.Attribute("file")!);
            Assert.That(Signing.Hash(content), Is.EqualTo((string)item.Attribute("sha256")!));
            Assert.That(DeliverySchemas.ReadDelivery(content).Faults, Is.Empty);
            var told = CaseContent.Read(Encoding.UTF8.GetString(content));
            Assert.That(told.Pictures, Has.Count.EqualTo(2));
            foreach (string picture in told.Pictures)
                Assert.That(Signing.Hash(Entry($"pictures/{picture}.jpg")), Is.EqualTo(picture));
        }

        string text = Encoding.UTF8.GetString(Entry($"cases/{await _town.NumberOf(first)}.xml"));
        Assert.That(text, Does.Contain("confirmed=\"VGVD12\"").And.Contain("factCode=\"R315a\"").And.Contain("amountEuro=\"180.00\"").And.Contain("town=\"Assen\"").And.Contain("street=\"Brink\"").And.Contain("number=\"A-1001\"").And.Contain("approval=").And.Contain("inspectedAt="));
        Assert.That(await _town.StateOf(first), Is.EqualTo(CaseState.Exported));
    }

    [Test]
    public async Task What_is_in_a_batch_cannot_be_undone_any_more()
    {
        var id = await Approved.AddTo(_town.Web, new CaseSeed());
        await _town.Make();
        await _town.Web.InScope(async services =>
        {
            var row = await services.GetRequiredService<CentralDb>().Cases.AsNoTracking().SingleAsync();
            var outcome = await services.GetRequiredService<ReviewDesk>().Undo(id, row.Version, new Officer(TownThatDelivers.Boa, "1"), "Toch niet.", default);
            Assert.That(outcome.Refusal, Is.EqualTo(new WrongState(CaseState.Exported)));
        });
    }

    [Test]
    public async Task An_amount_that_is_only_an_example_is_never_asked_of_anybody()
    {
        _town.Web.Services.GetRequiredService<LivePolicies>().Replace(AssenPolicies.All);
        var id = await Approved.AddTo(_town.Web, new CaseSeed());
        await _town.Web.InScope(async services =>
        {
            var desk = services.GetRequiredService<DeliveryDesk>();
            var proposal = await desk.Propose(default);
            Assert.That(proposal.Held.Single().Holds, Is.EqualTo(new[] { Hold.ExampleAmount }));
            Assert.That((await desk.Make(proposal.Mark, TownThatDelivers.Boa, default)).Outcome, Is.EqualTo(BatchOutcome.Nothing));
        });
        Assert.That(await _town.StateOf(id), Is.EqualTo(CaseState.Approved));
    }

    [Test]
    public async Task A_truck_is_asked_the_amount_of_trucks_though_vans_have_the_same_fact_code()
    {
        await _town.Know(new RegisterVehicle
        {
            Plate = "BIE46K", Brand = "DAF", Model = "CF", Category = "N3", Fuels = "Diesel", EmissionClass = "4", FirstAdmission = new LocalDate(2008, 3, 1), Body = "gesloten opbouw", Colour = "WIT", RecordedAt = WebUnderTest.Start - Duration.FromDays(1),
        });
        await Approved.AddTo(_town.Web, new CaseSeed { Plate = "BIE46K", Camera = TownAtWork.Kerkstraat, Shape = Street.VehicleShape.Truck }, "zero-emission-zone");
        await _town.Make();
        Assert.That(await _town.Ask(db => db.DeliveryItems.Select(i => i.AmountCents).SingleAsync()), Is.EqualTo(320_00));
    }

    [Test]
    public async Task A_corrected_plate_goes_with_the_vehicle_of_the_plate_that_the_officer_read()
    {
        var id = await new CaseSeed { PlateInPicture = "VNSB91" }.AddTo(_town.Web);
        await _town.Web.InScope(async services =>
        {
            var (desk, officer) = (services.GetRequiredService<ReviewDesk>(), new Officer(TownThatDelivers.Boa, "A-1001"));
            var taken = await desk.Take(id, officer, default);
            var corrected = await desk.CorrectPlate(id, taken.Version, officer, "VNSB91", "De computer las een ander busje.", default);
            var approved = await desk.Approve(id, corrected.Version, officer, new ApproveRequest("pedestrian-zone", new Venstertijden.Central.Features.Cases.Finding(true, true, true, true), "Gezien."), default);
            Assert.That(approved.Refusal, Is.Null);
        });
        string number = await _town.Make();
        string content = await _town.Ask(async db => (await CaseFile.Open(db, _town.Web.Services.GetRequiredService<Vault>(), id, default))!.Events.OfType<CaseExported>().Single().Content);
        Assert.That(content, Does.Contain("confirmed=\"VNSB91\" read=\"VGVD12\"").And.Contain("brand=\"RENAULT\"").And.Contain($"batch=\"{number}\""));
    }

    [Test]
    public async Task Only_what_was_shown_goes()
    {
        await Approved.AddTo(_town.Web, new CaseSeed());
        string seen = "";
        await _town.Web.InScope(async services => seen = (await services.GetRequiredService<DeliveryDesk>().Propose(default)).Mark);
        await Approved.AddTo(_town.Web, new CaseSeed { Plate = "VNSB91" });
        await _town.Web.InScope(async services =>
            Assert.That((await services.GetRequiredService<DeliveryDesk>().Make(seen, TownThatDelivers.Boa, default)).Outcome, Is.EqualTo(BatchOutcome.Changed)));
        Assert.That(await _town.Ask(db => db.DeliveryBatches.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task A_paper_withdrawn_after_the_approval_holds_the_case()
    {
        await Approved.AddTo(_town.Web, new CaseSeed());
        await _town.InDb(async db =>
        {
            foreach (var approval in await db.Papers.Where(p => p.Kind == PaperKind.Approval && p.Zone == "assen-brink").ToListAsync())
                (approval.WithdrawnAt, approval.WithdrawnFrom, approval.WithdrawnBy, approval.WithdrawnWhy) = (_town.Web.Clock.GetCurrentInstant(), approval.ValidFrom, "OM", "borden");
            await db.SaveChangesAsync();
        });
        await _town.Web.InScope(async services =>
            Assert.That((await services.GetRequiredService<DeliveryDesk>().Propose(default)).Held.Single().Holds, Does.Contain(Hold.Incomplete)));
    }

    [Test]
    public async Task Stopped_before_the_put_between_put_and_note_or_by_a_broken_link_it_arrives_once()
    {
        await Approved.AddTo(_town.Web, new CaseSeed());
        string number = await _town.Make();
        var way = new FailingExport(_town.Folder);
        way.Fails = FailingExport.Where.BeforePut;
        await _town.Round(way);
        Assert.That(await _town.Ask(db => db.DeliveryBatches.Select(b => new { b.State, b.Attempts, b.Problem }).SingleAsync()), Is.EqualTo(new { State = BatchState.Ready, Attempts = 1, Problem = (string?)"the link is cut" }));
        Assert.That((await _town.Ask(db => db.DeliveryLinks.SingleAsync())).Problem, Is.EqualTo("the link is cut"));
        way.Fails = FailingExport.Where.AfterPut;
        await _town.Round(way);
        string file = Directory.GetFiles(_town.In).Single();
        var written = File.GetLastWriteTimeUtc(file);
        way.Fails = FailingExport.Where.Nowhere;
        await _town.Round(way);
        Assert.That(Directory.GetFiles(_town.In), Is.EqualTo(new[] { file }));
        Assert.That(File.GetLastWriteTimeUtc(file), Is.EqualTo(written), "it was not put again");
        Assert.That(await _town.Ask(db => db.DeliveryBatches.Select(b => new { b.State, b.Attempts, b.Problem }).SingleAsync()), Is.EqualTo(new { State = BatchState.Sent, Attempts = 3, Problem = (string?)null }));
        Assert.That(number, Is.Not.Empty);
    }

    [Test]
    public async Task Taken_away_with_a_receipt_before_it_was_noted_it_is_not_put_again()
    {
        await Approved.AddTo(_town.Web, new CaseSeed());
        string number = await _town.Make();
        await _town.Round(new FailingExport(_town.Folder) { Fails = FailingExport.Where.AfterPut });
        File.Delete(Directory.GetFiles(_town.In).Single());
        _town.Answer(ICaseExport.ReceiptOf($"vth-assen-{number}.zip"), "");
        await _town.Round(_town.Folder);
        Assert.That(Directory.GetFiles(_town.In), Is.Empty);
        Assert.That((await _town.Ask(db => db.DeliveryBatches.SingleAsync())).State, Is.EqualTo(BatchState.Sent));
    }

    [Test]
    public async Task Other_content_under_our_name_is_an_error_and_is_not_overwritten()
    {
        await Approved.AddTo(_town.Web, new CaseSeed());
        string number = await _town.Make();
        Directory.CreateDirectory(_town.In);
        string path = Path.Combine(_town.In, $"vth-assen-{number}.zip");
        await File.WriteAllTextAsync(path, "of somebody else");
        await _town.Round(_town.Folder);
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo("of somebody else"));
        Assert.That((await _town.Ask(db => db.DeliveryBatches.SingleAsync())).Problem, Does.Contain("other content"));
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>A way that breaks where a test says, as a killed process or a cut link would.</summary>
    private sealed class FailingExport(ICaseExport way) : ICaseExport
    {
        public enum Where
        {
            Nowhere,
            BeforePut,
            AfterPut,
        }

        public Where Fails { get; set; }
        public string Address => way.Address;

        public async Task Put(string name, ReadOnlyMemory<byte> content, CancellationToken ct)
        {
            if (Fails == Where.BeforePut)
                throw new DeliveryException("the link is cut");
            await way.Put(name, content, ct);
            if (Fails == Where.AfterPut)
                throw new DeliveryException("the link is cut");
        }

        public Task<IReadOnlyList<string>> Answers(CancellationToken ct) => way.Answers(ct);

        public Task<byte[]> Read(string name, CancellationToken ct) => way.Read(name, ct);

        public Task SetAside(string name, bool takenIn, CancellationToken ct) => way.SetAside(name, takenIn, ct);
    }
}
