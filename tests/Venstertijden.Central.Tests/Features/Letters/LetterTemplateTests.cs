using Venstertijden.Central.Features.Letters;

namespace Venstertijden.Central.Tests.Features.Letters;

public class LetterTemplateTests
{
    private const string Good = "> Gemeente {gemeente}\n\n@ {naam}\n@ {adres}\n\n# Kop van {zaaknummer}\n\nU reed op **{dag}**.\n\n## Verder\n\n- een\n- twee {straat}\n";

    [Test]
    public void Every_shipped_template_reads_and_is_filled_with_nothing_left_open([Values] LetterKind kind)
    {
        using var stream = typeof(LetterTemplate).Assembly.GetManifestResourceStream($"letter-{Venstertijden.Central.Data.Kebab.Name(kind)}.txt")!;
        using var reader = new StreamReader(stream);
        var template = LetterTemplate.Read(reader.ReadToEnd(), kind, out var faults);
        Assert.That(faults, Is.Empty);
        var sheet = template!.Fill(LetterFields.Examples(kind), "");
        Assert.That(TextOf(sheet), Does.Not.Contain("{").And.Contain(new[] { "zaaknummer", "aanvraag", "kvk" }.Select(name => LetterFields.Examples(kind).GetValueOrDefault(name)).First(value => value is not null)));
    }

    [Test]
    public void Each_line_becomes_what_its_sign_says()
    {
        var sheet = LetterTemplate.Read(Good, LetterKind.Warning, out _)!.Fill(LetterFields.Examples(LetterKind.Warning), "voet");
        Assert.That(sheet.Parts.Select(p => p.GetType().Name), Is.EqualTo(new[] { nameof(SheetLines), nameof(SheetAddress), nameof(SheetHeading), nameof(SheetText), nameof(SheetHeading), nameof(SheetList) }));
        Assert.That(((SheetAddress)sheet.Parts[1]).Lines, Is.EqualTo(new[] { "J. Voorbeeld", "Voorbeeldstraat 1", "9400 AA  ASSEN" }), "a value of two lines makes two");
        Assert.That(sheet.Title, Is.EqualTo("Kop van 2026-000123"));
    }

    [Test]
    public void A_line_that_comes_to_nothing_is_left_out()
    {
        var values = new Dictionary<string, string>(LetterFields.Examples(LetterKind.Warning)) { ["naam"] = "", ["adres"] = "" };
        Assert.That(LetterTemplate.Read(Good, LetterKind.Warning, out _)!.Fill(values, "").Parts, Has.None.TypeOf<SheetAddress>());
    }

    [Test]
    public void What_stands_in_a_value_is_never_read_as_a_field_or_a_form()
    {
        var values = new Dictionary<string, string>(LetterFields.Examples(LetterKind.Warning)) { ["naam"] = "# {kenteken} **", ["straat"] = "- {naam}" };
        var sheet = LetterTemplate.Read(Good, LetterKind.Warning, out _)!.Fill(values, "");
        Assert.That(((SheetAddress)sheet.Parts[1]).Lines[0], Is.EqualTo("# {kenteken} *"));
        Assert.That(((SheetList)sheet.Parts[5]).Items[1], Is.EqualTo("twee - {naam}"));
    }

    [TestCase("# Kop\n\nU reed in een {auto}.", 3, "unknown-field", "auto")]
    [TestCase("# Kop\n{bedrag}", 2, "unknown-field", "bedrag", Description = "a field of another letter")]
    [TestCase("# Kop\n{ kenteken }", 2, "brace", "")]
    [TestCase("# Kop\n\n\n}", 4, "brace", "")]
    [TestCase("Beste meneer", 1, "no-heading", "")]
    [TestCase("## Kop", 1, "no-heading", "")]
    [TestCase("# Kop\n### Te diep", 2, "heading-level", "")]
    [TestCase("# Kop\n# Nog een", 2, "heading-level", "")]
    public void A_mistake_is_told_with_its_line(string text, int line, string code, string word)
    {
        Assert.That(LetterTemplate.Read(text, LetterKind.Warning, out var faults), Is.Null);
        Assert.That(faults, Is.EqualTo(new[] { new TemplateFault(line, code, word) }));
    }

    internal static string TextOf(Sheet sheet) => string.Join('\n', sheet.Parts.Select(p => p switch
    {
        SheetHeading h => h.Text, SheetText t => t.Text, SheetLines l => string.Join('\n', l.Lines), SheetAddress a => string.Join('\n', a.Lines), SheetList l => string.Join('\n', l.Items),
        SheetTable t => string.Join('\n', t.Rows.Select(r => string.Join(' ', r))), SheetPicture p2 => p2.Says, _ => "",
    }));
}
