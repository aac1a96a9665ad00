using Venstertijden.Central.Features.Ingest;

namespace Venstertijden.Cli.Tests.Keeping;

/// <summary><c>vth verify DATA</c>: says whole or where not, and what whole does not say.</summary>
public class VerifyCommandTests
{
    private SmallCentral _central;

    [SetUp]
    public async Task Build() => _central = await SmallCentral.Build();

    [TearDown]
    public void Remove() => _central.Dispose();

    [Test]
    public async Task Data_as_it_was_stored_is_whole_by_folder_and_by_file_and_what_is_not_proven_is_said()
    {
        foreach (string path in new[] { _central.Data, _central.DatabaseFile })
        {
            var (code, told) = await Run(path);
            Assert.That(code, Is.Zero, told);
            Assert.That(told, Does.Contain("(assen): whole").And.Contain("looked at: ").And.Contain("chain numbers 2"));
            Assert.That(told, Does.Contain("not proven: register, exemptions, firms").And.Contain("not proven: what came after the last checkpoint"));
        }
    }

    [Test]
    public async Task A_changed_row_is_exit_1_and_told_by_its_place()
    {
        _central.Change("UPDATE ChainLinks SET Hash = '" + new string('0', 64) + "' WHERE Seq = 2");
        var (code, told) = await Run(_central.Data);
        Assert.That(code, Is.EqualTo(VerifyCommand.NotWhole));
        Assert.That(told, Does.Contain("NOT WHOLE  camera kerkstraat chain").And.Contain("number 2"));
    }

    [Test]
    public async Task What_cannot_be_looked_at_is_one_clear_line()
    {
        string text = Path.Combine(_central.Place, "hello.zip"), empty = Directory.CreateDirectory(Path.Combine(_central.Place, "empty")).FullName;
        await File.WriteAllTextAsync(text, "hello");
        Assert.That(() => Run(text), Refused(text));
        Assert.That(() => Run(text + "x"), Refused("expected a dossier (zip) or central's data folder"));
        Assert.That(() => Run(empty), Refused("expected the data of a demo or a central"));
        Assert.That(() => Run(_central.Data, text), Refused("--trust"));
        _central.MakeNewer();
        Assert.That(() => Run(_central.Data), Refused("newer program"));
        File.Delete(Path.Combine(_central.Data, CentralKey.KeyFile));
        Assert.That(() => Run(_central.Data), Refused(CentralKey.KeyFile));
    }

    private static NUnit.Framework.Constraints.ContainsConstraint Refused(string why) => Throws.TypeOf<BadInputException>().With.Message.Contains(why);

    private static async Task<(int Code, string Told)> Run(string path, params string[] trust)
    {
        await using StringWriter output = new() { NewLine = "\n" };
        int code = await VerifyCommand.Run(path, trust, output, TextWriter.Null, default);
        return (code, output.ToString());
    }
}
