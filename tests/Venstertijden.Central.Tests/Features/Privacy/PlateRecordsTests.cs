using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Privacy;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Central.Tests.Builders;
using Venstertijden.Central.Tests.Features.Proof;
using Venstertijden.Contracts;
using Venstertijden.Testing;

namespace Venstertijden.Central.Tests.Features.Privacy;

public class PlateRecordsTests
{
    private const string Firm = "VKKK55";

    [Test]
    public async Task What_is_kept_about_a_plate_is_shown_with_why_and_the_open_case_is_not_erased()
    {
        await using var proven = await ProvenTown.Build();
        await using var db = proven.Town.Open();
        var found = await Records(proven.Town, db).Find(A.Van, ProvenTown.Boa.Actor, proven.Town.Clock.GetCurrentInstant(), default);
        Assert.That(found.Select(f => f.Kind), Is.SupersetOf(new[] { Erasure.Case, Erasure.Undecided, "register" }));
        Assert.That(found.Single(f => f.Kind == Erasure.Case).Keep, Does.Contain("appeal"));
        var erased = await Records(proven.Town, db).Erase(A.Van, ProvenTown.Boa.Actor, proven.Town.Clock.GetCurrentInstant(), default);
        Assert.That(erased.Select(e => e.Kind), Is.EqualTo(new[] { Erasure.Undecided }));
        Assert.That(await CaseFile.Open(db, proven.Town.Get<Vault>(), proven.Case, default), Is.Not.Null);
        Assert.That(await db.Audit.CountAsync(a => a.Action == "privacy.erase" || a.Action == "privacy.show"), Is.EqualTo(3));
        Assert.That((await proven.Verify(proven.Copy())).Findings.Select(f => f.ToString()), Is.Empty, "erasing breaks no proof");
    }

    [Test]
    public async Task After_erasing_no_file_holds_the_plate_in_any_form()
    {
        await using var town = await Town.Start();
        var edge = await town.Edge();
        var firm = new Firm { Id = Guid.NewGuid(), Name = "Bakkerij", KvkNumber = "12345678", CreatedAt = Town.MondayMorning };
        await using (var db = town.Open())
        {
            db.Firms.Add(firm);
            db.FirmVehicles.Add(new FirmVehicle { Id = Guid.NewGuid(), FirmId = firm.Id, Plate = Firm, AddedAt = Town.MondayMorning });
            db.Exemptions.Add(new Exemption { Id = Guid.NewGuid(), Plate = Firm, Kind = "works", RecordedAt = Town.MondayMorning - Duration.FromDays(9), Until = new LocalDateTime(2026, 2, 1, 0, 0) });
            await db.SaveChangesAsync();
        }

        await edge.Send(edge.Next(A.Passage(Firm, confidence: 0.3)), edge.Sign(MessageKind.Passage, Encoding.UTF8.GetBytes($$"""{"plate":"{{Firm}}"}""")));
        await Eventually.Become(async () =>
        {
            await using var db = town.Open();
            return await db.Undecided.AnyAsync() && await db.DeadLetters.AnyAsync();
        });
        Assert.That(FilesWith(town.DataFolder, Firm), Is.Not.Empty, "it is there before");
        await using (var db = town.Open())
        {
            var erased = await Records(town, db).Erase(Firm, ProvenTown.Boa.Actor, town.Clock.GetCurrentInstant(), default);
            Assert.That(erased.Select(e => e.Kind), Is.EquivalentTo(new[] { Erasure.Undecided, Erasure.DeadLetters, "firm vehicle", "exemption" }));
            Assert.That((await Records(town, db).Find(Firm, ProvenTown.Boa.Actor, town.Clock.GetCurrentInstant(), default)).Select(f => f.Kind), Is.EqualTo(new[] { "audit" }));
            Assert.That(await db.Erasures.CountAsync(e => e.Kind == Erasure.Plate), Is.EqualTo(4));
        }

        Assert.That(FilesWith(town.DataFolder, Firm), Is.Empty);
        Assert.That(town.Logs.All, Has.None.Contains(Firm));
    }

    [Test]
    public async Task Allowed_passages_leave_no_plate_in_any_file_table_or_log()
    {
        await using var town = await Town.Start();
        var edge = await town.Edge("brink", "assen-brink");
        var saturday = Town.MondayMorning - Duration.FromDays(2) + Duration.FromHours(3);
        // A plate that no list holds: whatever is found of it came from its passages.
        string[] plates = ["VTBS11", "VTBS12", "VTBS13"];
        await edge.Send([.. plates.Select((p, i) => edge.Next(A.Passage(p, saturday + Duration.FromMinutes(i))))]);
        await Eventually.Become(async () =>
        {
            await using var db = town.Open();
            return await db.AnonymousFacts.CountAsync() == 3;
        });
        await using (var db = town.Open())
            Assert.That(await db.AnonymousFacts.Select(f => f.Verdict).Distinct().ToListAsync(), Is.EqualTo(new[] { "allowed" }));
        foreach (string plate in plates)
        {
            Assert.That(FilesWith(town.DataFolder, plate), Is.Empty);
            Assert.That(FilesWith(town.DataFolder, Convert.ToBase64String(Encoding.ASCII.GetBytes(plate))), Is.Empty);
            Assert.That(town.Logs.All, Has.None.Contains(plate));
        }
    }

    private static PlateRecords Records(Town town, CentralDb db) => new(db, town.Get<Vault>(), town.Get<LivePolicies>(), town.Get<AnonymousFacts>(), town.Get<Rejudging>());

    /// <summary>Every file below the folder that holds the text: database, its log, whatever else lies there.</summary>
    private static IEnumerable<string> FilesWith(string folder, string text)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(text), wide = Encoding.Unicode.GetBytes(text);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            var bytes = copy.GetBuffer().AsSpan(0, (int)copy.Length);
            return bytes.IndexOf(wanted) >= 0 || bytes.IndexOf(wide) >= 0;
        }).Select(f => Path.GetFileName(f)!);
    }
}
