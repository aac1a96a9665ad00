using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Proof;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Review;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Proof;

/// <summary>A town in which one of everything happened: allowed, undecided, refused, lost, a case decided and one erased, two checkpoints and a third after them.</summary>
internal sealed class ProvenTown : IAsyncDisposable
{
    public static readonly Officer Boa = new(new Actor(Guid.NewGuid(), "A. de Boer", "officer"), "123456");

    private readonly Town _town;
    private int _copies;

    private ProvenTown(Town town) => _town = town;

    public Town Town => _town;

    public Guid Case { get; private set; }

    public static async Task<ProvenTown> Build()
    {
        var proven = new ProvenTown(await Town.Start());
        var (town, edge) = (proven._town, await proven._town.Edge());
        var saturday = Town.MondayMorning - Duration.FromDays(2) + Duration.FromHours(3);
        await edge.Send([.. Enumerable.Range(0, 3).Select(i => edge.Next(A.Passage(A.Van, saturday + Duration.FromMinutes(i))))]);
        await proven.Stored(edge, 3);
        await proven.Checkpoint();
        // Numbers 4 and 5 are lost, and said to be.
        edge.Seq = 5;
        await edge.Send(edge.NextGap(4, 5), edge.Next(A.Passage(A.Van, confidence: 0.3)), edge.Sign(MessageKind.Passage, "{}"u8.ToArray()));
        var passage = A.Passage(A.Van);
        var unsigned = edge.Next(A.Passage(A.Van, saturday)) with { Signature = null };
        await edge.Send(unsigned, edge.Next(passage), edge.Next(A.Passage(A.Van, saturday)));
        await Eventually.Become(() => edge.Commands.OfType<SendEvidence>().Any());
        await edge.Send(edge.Picture(passage.Id, A.Overview), edge.Picture(passage.Id, A.PlatePicture));
        await Eventually.Become(() => edge.Commands.OfType<DiscardEvidence>().Any(d => d.Passages.Contains(passage.Id)));
        await proven.Stored(edge, edge.Seq);
        await proven.FileUploads();
        await proven.Decide();
        await proven.LoseAnOutbox();
        await proven.Checkpoint();
        await edge.Send(edge.Next(A.Passage(A.Van, Town.MondayMorning - Duration.FromHours(5), pictures: false)), edge.Next(A.Passage(A.Van, saturday)));
        await proven.Stored(edge, edge.Seq);
        await proven.EraseTheOther();
        return proven;
    }

    /// <summary>Another camera loses its file with a number on its way: central notes two gaps that no message says.</summary>
    private async Task LoseAnOutbox()
    {
        var edge = await _town.Edge("brink", "assen-brink");
        var saturday = Town.MondayMorning - Duration.FromDays(2) + Duration.FromHours(3);
        var (first, _, third) = (edge.Next(A.Passage(A.Van, saturday)), edge.Next(A.Passage(A.Van, saturday)), edge.Next(A.Passage(A.Van, saturday)));
        await edge.Send(first, third);
        await Stored(edge, 1);
        var lost = edge.Chain;
        edge.StartOver();
        await edge.Send(edge.NextGap(0, 0, GapReason.FileLost, lost));
        await Stored(edge, 1);
    }

    /// <summary>Waits until central stored every number, so that no later batch changes anything.</summary>
    private async Task Stored(TestEdge edge, long upTo) => await Eventually.Become(async () =>
    {
        await using var db = _town.Open();
        return await db.Chains.AnyAsync(c => c.Chain == edge.Chain && c.UpTo == upTo);
    });

    /// <summary>Papers of the town lie without their files; a dossier is to have some.</summary>
    private async Task FileUploads()
    {
        await using var db = _town.Open();
        var vault = _town.Get<Vault>();
        foreach (var paper in await db.Papers.Where(p => p.Kind == Policy.Documents.PaperKind.TrafficOrder).ToListAsync())
        {
            byte[] content = Encoding.ASCII.GetBytes($"%PDF-1.4 {paper.Zone}");
            var upload = new PaperUpload { Id = Guid.CreateVersion7(), PaperId = paper.Id, Number = 1, FileName = "besluit.pdf", MediaType = "application/pdf", Bytes = content.Length, Sha256 = Signing.Hash(content) };
            db.PaperUploads.Add(upload);
            db.PaperContents.Add(new PaperContent { UploadId = upload.Id, Sealed = vault.Create(db, paper.Id, paper.FiledAt).Seal(content, ReadinessDesk.Place(upload.Id)) });
        }

        await db.SaveChangesAsync();
    }

    private async Task Checkpoint() => await Eventually.Become(async () =>
    {
        await _town.Get<Checkpoints>().MakeNow(Town.Assen, default);
        await using var db = _town.Open();
        return await db.Checkpoints.MaxAsync(c => (long?)c.Numbers) == await db.Chains.SumAsync(c => c.UpTo);
    });

    private async Task Decide()
    {
        await using (var db = _town.Open())
            Case = (await db.Cases.SingleAsync(c => c.State == CaseState.Ready)).Id;
        await using var scope = _town.Get<IServiceScopeFactory>().CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<ReviewDesk>();
        var taken = await desk.Take(Case, Boa, default);
        var read = await desk.ReadBlind(Case, taken.Version, Boa, "V-56-KVT", default);
        var approved = await desk.Approve(Case, read.Version, Boa, new ApproveRequest("pedestrian-zone", new Central.Features.Cases.Finding(true, true, true, true)), default);
        Assert.That(approved.Refusal, Is.Null);
    }

    private async Task EraseTheOther()
    {
        await using var scope = _town.Get<IServiceScopeFactory>().CreateAsyncScope();
        var other = await scope.ServiceProvider.GetRequiredService<CentralDb>().Cases.SingleAsync(c => c.Id != Case);
        Assert.That(await scope.ServiceProvider.GetRequiredService<CaseErasure>().Erase(other.Id, Boa.Actor, "test", default), Is.True);
    }

    public async Task<Dossier?> Dossier(Guid? id = null)
    {
        await using var scope = _town.Get<IServiceScopeFactory>().CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DossierWriter>().Write(id ?? Case, Boa.Actor, default);
    }

    /// <summary>A copy of the database, made while central works on it.</summary>
    public string Copy()
    {
        string file = Path.Combine(_town.DataFolder, $"copy-{_copies++}.db");
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_town.DataFolder, "central.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"VACUUM INTO '{file}'";
        command.ExecuteNonQuery();
        return file;
    }

    public async Task<ProofReport> Verify(string file)
    {
        var key = _town.Get<CentralKey>();
        using var ring = new KeyRing();
        ring.AddPem(key.PublicKeyPem);
        await using var db = new CentralDbs(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False").Open(Town.Assen);
        return await new DataVerification(db, new Vault(key.Master), _town.Get<LivePolicies>(), ring, _ => { }).Run(default);
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();
}
