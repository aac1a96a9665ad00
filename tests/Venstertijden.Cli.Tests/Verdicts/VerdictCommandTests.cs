using System.Text;
using Venstertijden.Cli.Csv;

namespace Venstertijden.Cli.Tests.Verdicts;

public class VerdictCommandTests
{
    private const string Header = "id,zone,local_time,plate,country,category,fuels,emission_class,first_admission,body,exemptions";
    private const string Good = "1,assen-kernwinkelgebied,2026-03-02T13:04:00,AE-123-B,,M1,Benzine,6,2018-05-01,hatchback,";

    private string _folder = "";

    private string Cases => Path.Combine(_folder, "cases.csv");

    private string Out => Path.Combine(_folder, "out.csv");

    private static string Assen => Path.Combine(Repository.Root, "src", "Venstertijden.Policy", "Assen");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("vth-verdict-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private (int Code, string Errors) Run(string cases, string? policy = null)
    {
        File.WriteAllText(Cases, cases);
        return Run(policy ?? Assen, Cases, Out);
    }

    private static (int Code, string Errors) Run(string policy, string cases, string @out)
    {
        using var errors = new StringWriter { NewLine = "\n" };
        return (VerdictCommand.Run(policy, cases, @out, errors, CancellationToken.None), errors.ToString());
    }

    [Test]
    public void Rows_come_out_in_order_with_verdict_and_explanation()
    {
        var (code, errors) = Run($"{Header}\n{Good}\n2,assen-brink,2026-03-02T10:00:00,GVD12B,DE,M1,,,,,\n");

        Assert.That((code, errors), Is.EqualTo((0, "")));
        Assert.That(File.ReadAllText(Out), Is.EqualTo(
            "id,verdict,reason,offence,cautions,explanation\n" +
            "1,suspected,outside-window,pedestrian-zone,,Personenauto AE-123-B reed op maandag 2 maart 2026 om 13.04 uur buiten de venstertijd (ma-za 7-12 uur) in het voetgangersgebied in het centrum van Assen en had geen geldige ontheffing.\n" +
            "2,allowed,inside-window,,,Personenauto GVD12B reed op maandag 2 maart 2026 om 10.00 uur in het voetgangersgebied bij De Brink in Assen. Dat was binnen de venstertijd (ma-za 7-12 uur).\n"));
    }

    [Test]
    public void Byte_order_mark_CRLF_extra_columns_and_another_order_of_columns_are_read()
    {
        var swapped = "note," + string.Join(',', Header.Split(',').Reverse());
        File.WriteAllText(Cases, $"{swapped}\r\nhello,{string.Join(',', Good.Split(',').Reverse())}\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.That(Run(Assen, Cases, Out), Is.EqualTo((0, "")));
        Assert.That(File.ReadAllText(Out), Does.Contain("\n1,suspected,").And.Not.Contain("\r"));
        Assert.That(File.ReadAllBytes(Out)[0], Is.EqualTo((byte)'i'), "no byte order mark");
    }

    [Test]
    public void An_id_that_needs_quotes_comes_out_quoted()
    {
        Run($"{Header}\n\"a,\"\"b\"\"\"{Good[1..]}\n");
        Assert.That(new CsvText(File.ReadAllText(Out)).Records().Last().Cells[0], Is.EqualTo("a,\"b\""));
    }

    [Test]
    public void A_cell_may_hold_a_line_end_and_a_plate_may_be_written_small_and_without_dashes()
    {
        Assert.That(Run($"{Header}\n\"two\nlines\"{Good[1..].Replace("AE-123-B", "ae123b", StringComparison.Ordinal)}\n2{Good[1..]}\n"), Is.EqualTo((0, "")));

        var rows = new CsvText(File.ReadAllText(Out)).Records().Skip(1).ToList();
        Assert.That(rows.Select(row => row.Cells[0]), Is.EqualTo(new[] { "two\nlines", "2" }));
        Assert.That(rows[0].Cells.Skip(1), Is.EqualTo(rows[1].Cells.Skip(1)));
    }

    [TestCase("zone", "elsewhere", "expected one of assen-brink, assen-kernwinkelgebied, found 'elsewhere'")]
    [TestCase("local_time", "2026-03-29T02:30:00", "expected a local time that exists")]
    [TestCase("local_time", "2026-03-02 13:04:00", "yyyy-MM-ddTHH:mm:ss")]
    [TestCase("local_time", "2026-03-02T13:04", "yyyy-MM-ddTHH:mm:ss")]
    [TestCase("local_time", "2026-03-02T24:00:00", "yyyy-MM-ddTHH:mm:ss")]
    [TestCase("local_time", "2026-03-02T13:04:00+1", "offset")]
    [TestCase("local_time", "2026-13-01T13:04:00", "yyyy-MM-ddTHH:mm:ss")]
    [TestCase("local_time", "2026-03-02T13:04:00.5", "[.fff]")]
    [TestCase("local_time", "1990-03-02T13:04:00", "a day on which a policy document of assen-kernwinkelgebied is in force")]
    [TestCase("local_time", "9999-12-31T23:59:59-18:00", "yyyy-MM-ddTHH:mm:ss")]
    [TestCase("local_time", "", "yyyy-MM-ddTHH:mm:ss")]
    [TestCase("plate", "12345", "a Dutch plate")]
    [TestCase("plate", "", "a Dutch plate")]
    [TestCase("country", "Duitsland", "ISO 3166-1 alpha-2")]
    [TestCase("category", "N4", "M1-M3, N1-N3, O1-O4, L1-L7 or T")]
    [TestCase("category", "van", "M1-M3")]
    [TestCase("fuels", "Electriciteit", "RDW's words")]
    [TestCase("fuels", "Diesel+", "RDW's words")]
    [TestCase("emission_class", "7", "0-6 or Z")]
    [TestCase("emission_class", "z", "0-6 or Z")]
    [TestCase("emission_class", "EURO 6", "0-6 or Z")]
    [TestCase("first_admission", "2025-02-29", "a date yyyy-MM-dd")]
    [TestCase("first_admission", "2026-13-01", "a date yyyy-MM-dd")]
    [TestCase("first_admission", "20180501", "a date yyyy-MM-dd")]
    [TestCase("body", "nr:", "tokens joined by +")]
    [TestCase("exemptions", "inwoner", "'inwoner' is no kind of exemption: expected one of resident,")]
    [TestCase("exemptions", "resident;", "'' is no kind of exemption")]
    [TestCase("exemptions", "resident@2026-01-01", "KIND@FROM..TO")]
    [TestCase("exemptions", "resident@2026-02-30..2026-03-01", "KIND@FROM..TO")]
    [TestCase("exemptions", "resident@2026-03-02..2026-03-01", "ends before it begins")]
    [TestCase("exemptions", "works@2026-03-02T10:00..2026-03-02T10:00", "ends before it begins")]
    public void A_bad_cell_names_file_row_and_column_and_the_others_are_done(string column, string value, string expected)
    {
        var cells = Good.Split(',');
        cells[0] = "bad";
        cells[Array.IndexOf(Header.Split(','), column)] = value;

        var (code, errors) = Run($"{Header}\n{Good}\n{string.Join(',', cells)}\n3{Good[1..]}\n");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(errors.Split('\n')[0], Does.StartWith($"{Cases}: row 2 (line 3, id 'bad'), column {column}: ").And.Contain(expected));
        Assert.That(new CsvText(File.ReadAllText(Out)).Records().Skip(1).Select(r => r.Cells[0]), Is.EqualTo(new[] { "1", "3" }));
    }

    [TestCase("short,assen-brink", "column local_time: expected 11 cells as in the header, found 2")]
    [TestCase("long,a,b,c,d,e,f,g,h,i,j,k,l", "column 12: expected 11 cells as in the header, found 13")]
    [TestCase("open,\"assen-brink", "column zone: expected a closing quote")]
    [TestCase("stray,assen\"brink", "column zone: expected a quote only at the start and end")]
    [TestCase(",assen-brink,2026-03-02T10:00:00,GVD12B,,M1,,,,,", "column id: expected an id")]
    public void A_bad_row_is_left_out_alone(string row, string expected)
    {
        var (code, errors) = Run($"{Header}\n{row}\n{Good}");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(errors, Does.Contain("row 1 (line 2").And.Contain(expected));
        Assert.That(File.ReadAllLines(Out), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_table_of_a_header_alone_gives_a_header_alone()
    {
        Assert.That(Run(Header + "\n"), Is.EqualTo((0, "")));
        Assert.That(File.ReadAllText(Out), Is.EqualTo("id,verdict,reason,offence,cautions,explanation\n"));
    }

    [TestCase("", "expected a header")]
    [TestCase("id,zone\n", "missing: local_time, plate")]
    [TestCase("id,id,zone,local_time,plate,country,category,fuels,emission_class,first_admission,body,exemptions\n", "found 'id' twice")]
    [TestCase("id,\"zone\n", "column 2: expected a closing quote")]
    public void A_bad_header_writes_nothing(string cases, string expected)
    {
        File.WriteAllText(Out, "what was there");

        Assert.That(() => Run(cases), Throws.TypeOf<BadInputException>().With.Message.StartsWith(Cases + ":1: ").And.Message.Contains(expected));
        Assert.That(File.ReadAllText(Out), Is.EqualTo("what was there"));
    }

    [Test]
    public void A_broken_policy_writes_nothing_and_names_file_line_and_expectation()
    {
        var policy = Directory.CreateDirectory(Path.Combine(_folder, "policy")).FullName;
        foreach (var file in Directory.GetFiles(Assen, "*.yaml"))
            File.Copy(file, Path.Combine(policy, Path.GetFileName(file)));
        var broken = Path.Combine(policy, "assen-brink-2023-01-01.yaml");
        File.WriteAllText(broken, File.ReadAllText(broken).Replace("Mo-Sa 07:00-12:00", "Ma-Za 07:00-12:00", StringComparison.Ordinal));

        Assert.That(() => Run($"{Header}\n{Good}\n", policy),
            Throws.TypeOf<BadInputException>().With.Message.Match($"^{broken}:\\d+: pedestrian.windows.hours: 'Ma-Za 07:00-12:00': expected .* at character 1, found 'Ma-Za 07:00-'$"));
        Assert.That(File.Exists(Out), Is.False);
    }

    [Test]
    public void What_cannot_be_read_or_written_is_named_and_nothing_is_left_behind()
    {
        File.WriteAllText(Cases, $"{Header}\n{Good}\n");
        var latin = Path.Combine(_folder, "latin.csv");
        File.WriteAllBytes(latin, [(byte)'i', (byte)'d', 0xE9, (byte)'\n']);

        Assert.That(() => Run(Path.Combine(_folder, "none"), Cases, Out), Throws.TypeOf<BadInputException>().With.Message.Contains("it does not exist"));
        Assert.That(() => Run(_folder, Cases, Out), Throws.TypeOf<BadInputException>().With.Message.Contains("at least one policy document"));
        Assert.That(() => Run(Assen, Path.Combine(_folder, "none.csv"), Out), Throws.TypeOf<BadInputException>().With.Message.Contains("none.csv: expected a file that can be read: it does not exist"));
        Assert.That(() => Run(Assen, _folder, Out), Throws.TypeOf<BadInputException>().With.Message.Contains("expected a file that can be read"));
        Assert.That(() => Run(Assen, latin, Out), Throws.TypeOf<BadInputException>().With.Message.Contains("expected a text in UTF-8"));
        Assert.That(() => Run(Assen, Cases, Path.Combine(_folder, "none", "out.csv")), Throws.TypeOf<BadInputException>().With.Message.Contains("its folder does not exist"));
        Assert.That(() => Run(Assen, Cases, _folder), Throws.TypeOf<BadInputException>().With.Message.Contains("found a folder"));
        Assert.That(Directory.GetFiles(_folder, "*.partial"), Is.Empty);
    }

    [Test]
    public void Work_that_is_stopped_leaves_what_was_there()
    {
        File.WriteAllText(Cases, $"{Header}\n{Good}\n");
        File.WriteAllText(Out, "what was there");
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.That(() => VerdictCommand.Run(Assen, Cases, Out, TextWriter.Null, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "cases.csv", "out.csv" }));
        Assert.That(File.ReadAllText(Out), Is.EqualTo("what was there"));
    }

    [Test]
    public void The_command_reproduces_the_decision_tables()
    {
        foreach (var table in Directory.GetFiles(Path.Combine(Repository.Root, "testdata", "decisions"), "*.csv"))
        {
            Assert.That(Run(Assen, table, Out), Is.EqualTo((0, "")), table);
            var expected = new CsvText(File.ReadAllText(table)).Records().ToList();
            var column = expected[0].Cells.Select((name, index) => (name, index)).ToDictionary(c => c.name, c => c.index);
            Assert.That(new CsvText(File.ReadAllText(Out)).Records().Skip(1).Select(r => string.Join(',', r.Cells.Take(5))), Is.EqualTo(expected.Skip(1).Select(r =>
                string.Join(',', new[] { "id", "expected_verdict", "expected_reason", "expected_offence", "expected_cautions" }.Select(name => r.Cells[column[name]])))), table);
        }
    }
}
