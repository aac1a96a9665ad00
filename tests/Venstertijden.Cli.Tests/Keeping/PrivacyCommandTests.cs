using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Retention;

namespace Venstertijden.Cli.Tests.Keeping;

/// <summary><c>vth privacy show|erase</c>: all that is kept about a plate is found, and goes where the law lets it.</summary>
public class PrivacyCommandTests
{
    private SmallCentral _central;

    [SetUp]
    public async Task Build() => _central = await SmallCentral.Build();

    [TearDown]
    public void Remove() => _central.Dispose();

    [Test]
    public async Task A_plate_is_shown_with_where_why_and_until_when_and_the_look_is_on_record()
    {
        var (code, told) = await Run("V-56-KVT", erase: false);
        Assert.That(code, Is.Zero);
        Assert.That(told, Does.Contain("found    case: 2026-000001").And.Contain("found    undecided-passages").And.Contain("found    register").And.Contain("why: enforcement by a boa (Wpg art. 8)"));
        await using var db = await CentralData.Open(_central.Options, default);
        var looks = await db.Audit.Where(a => a.Action == "privacy.show").ToListAsync();
        Assert.That(looks.Single().Actor, Does.StartWith("vth privacy"));
        Assert.That(looks.Single().Subject, Does.Not.Contain(SmallCentral.Plate));
    }

    [Test]
    public async Task Of_a_plate_that_was_never_seen_nothing_is_kept()
    {
        var (code, told) = await Run("ZZ-99-ZZ", erase: false);
        Assert.That(code, Is.Zero);
        Assert.That(told, Does.Contain("nothing is kept about this plate"));
        Assert.That((await Run("ZZ-99-ZZ", erase: false)).Told, Does.Contain("audit: 1 searches"), "the first look is on record");
    }

    [Test]
    public async Task What_may_go_goes_with_a_record_and_what_is_kept_says_why()
    {
        var (code, told) = await Run(SmallCentral.Plate, erase: true);
        Assert.That(code, Is.EqualTo(1), "the case is being judged");
        Assert.That(told, Does.Contain("erased  undecided-passages").And.Contain("kept    case: 2026-000001").And.Contain("being judged").And.Contain("ever erased in this municipality, of all plates: plate 1"));
        var (_, after) = await Run(SmallCentral.Plate, erase: false);
        Assert.That(after, Does.Not.Contain("undecided-passages:"));
        await using (var db = await CentralData.Open(_central.Options, default))
            Assert.That(await db.Erasures.Select(e => e.Kind).ToListAsync(), Is.EqualTo(new[] { Erasure.Plate }));
        await using StringWriter verified = new() { NewLine = "\n" };
        Assert.That(await VerifyCommand.Run(_central.Data, [], verified, TextWriter.Null, default), Is.Zero, verified.ToString());
        Assert.That(verified.ToString(), Does.Contain("erasure records 1"));
    }

    [TestCase("V")]
    [TestCase("V56KVT; DROP")]
    public void What_is_no_plate_is_refused(string plate) => Assert.That(() => Run(plate, erase: false), Refused("--plate"));

    [Test]
    public void Data_without_its_keys_or_of_a_newer_program_is_refused_and_not_changed()
    {
        _central.MakeNewer();
        Assert.That(() => Run(SmallCentral.Plate, erase: true), Refused("newer program"));
        File.Delete(Path.Combine(_central.Data, CentralKey.MasterFile));
        Assert.That(() => Run(SmallCentral.Plate, erase: false), Refused(CentralKey.MasterFile));
        Assert.That(File.Exists(Path.Combine(_central.Data, CentralKey.MasterFile)), Is.False, "no new one is made in its place");
    }

    private static NUnit.Framework.Constraints.ContainsConstraint Refused(string why) => Throws.TypeOf<BadInputException>().With.Message.Contains(why);

    private async Task<(int Code, string Told)> Run(string plate, bool erase)
    {
        await using StringWriter output = new() { NewLine = "\n" };
        int code = await PrivacyCommand.Run(plate, erase, _central.Options, SmallCentral.Now, output, default);
        return (code, output.ToString());
    }
}
