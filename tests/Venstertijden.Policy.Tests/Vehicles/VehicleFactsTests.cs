using Venstertijden.Policy.Vehicles;

namespace Venstertijden.Policy.Tests.Vehicles;

/// <summary>Facts of the register, read from text.</summary>
public class VehicleFactsTests
{
    [TestCase("M1", VehicleCategory.M1)]
    [TestCase("N3", VehicleCategory.N3)]
    [TestCase("O4", VehicleCategory.O4)]
    [TestCase("L1", VehicleCategory.L1)]
    [TestCase("L1e", VehicleCategory.L1)]
    [TestCase("L1e-B", VehicleCategory.L1)]
    [TestCase("L7e-CU", VehicleCategory.L7)]
    [TestCase("T", VehicleCategory.T)]
    [TestCase("T1a", VehicleCategory.T)]
    public void A_category_is_read_as_the_register_writes_it(string text, VehicleCategory expected) =>
        Assert.That((VehicleCategories.TryParse(text, out var category), category), Is.EqualTo((true, expected)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("m1")]
    [TestCase("N4")]
    [TestCase("N1G")]
    [TestCase("N1e")]
    [TestCase("xN1")]
    [TestCase("L8")]
    [TestCase("0")]
    [TestCase("T1abc")]
    public void What_is_no_category_is_refused(string? text) => Assert.That(VehicleCategories.TryParse(text, out _), Is.False);

    [Test]
    public void Trailers_mopeds_and_trucks_are_told_apart()
    {
        Assert.That(VehicleCategories.All.Where(VehicleCategories.IsTrailer), Is.EqualTo(new[] { VehicleCategory.O1, VehicleCategory.O2, VehicleCategory.O3, VehicleCategory.O4 }));
        Assert.That(VehicleCategories.All.Where(VehicleCategories.IsMoped), Is.EqualTo(new[] { VehicleCategory.L1, VehicleCategory.L2, VehicleCategory.L6 }));
        Assert.That(VehicleCategories.All.Where(VehicleCategories.IsTruck), Is.EqualTo(new[] { VehicleCategory.N2, VehicleCategory.N3 }));
    }

    [Test]
    public void Every_emission_class_is_written_as_it_is_read()
    {
        foreach (var emissionClass in Enum.GetValues<EmissionClass>())
            Assert.That(EmissionClasses.TryParse(emissionClass.Text(), out var read) && read == emissionClass, emissionClass.Text());
        Assert.That(string.Concat(Enum.GetValues<EmissionClass>().Select(EmissionClasses.Text)), Is.EqualTo("0123456Z"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("7")]
    [TestCase("8")]
    [TestCase("/")]
    [TestCase("z")]
    [TestCase("ZZ")]
    [TestCase("EURO 6")]
    public void What_is_no_emission_class_is_refused(string? text) => Assert.That(EmissionClasses.TryParse(text, out _), Is.False);

    [TestCase("", Fuels.Unknown, false, false, "")]
    [TestCase("Elektriciteit", Fuels.Elektriciteit, true, false, "Elektriciteit")]
    [TestCase("waterstof+ELEKTRICITEIT", Fuels.Waterstof | Fuels.Elektriciteit, true, false, "Elektriciteit+Waterstof")]
    [TestCase("Benzine+Elektriciteit", Fuels.Benzine | Fuels.Elektriciteit, false, true, "Benzine+Elektriciteit")]
    [TestCase("Diesel", Fuels.Diesel, false, true, "Diesel")]
    [TestCase("lpg+cng+lng+alcohol", Fuels.Lpg | Fuels.Cng | Fuels.Lng | Fuels.Alcohol, false, true, "LPG+CNG+LNG+Alcohol")]
    public void Fuels_are_read_with_what_they_say_of_class_Z(string text, Fuels expected, bool onlyClean, bool excludesZ, string written)
    {
        Assert.That((FuelWords.TryParse(text, out var fuels), fuels), Is.EqualTo((true, expected)));
        Assert.That((fuels.AreOnlyClean(), fuels.ExcludeClassZ(), fuels.Text()), Is.EqualTo((onlyClean, excludesZ, written)));
    }

    [TestCase(null)]
    [TestCase("Electriciteit")]
    [TestCase("Diesel+")]
    [TestCase("Diesel Benzine")]
    public void A_word_that_is_no_fuel_is_refused_and_leaves_none(string? text) =>
        Assert.That((FuelWords.TryParse(text, out var fuels), fuels), Is.EqualTo((false, Fuels.Unknown)));

    [TestCase("opleggertrekker", "opleggertrekker")]
    [TestCase("BC+SH", "BC+SH")]
    [TestCase("BC+BC", "BC")]
    [TestCase("nr:15+bz:146+gesloten opbouw", "nr:15+bz:146+gesloten opbouw")]
    [TestCase("v.v. container (afz. laadbak) 2-assig/'s", "v.v. container (afz. laadbak) 2-assig/'s")]
    public void A_body_is_read_as_tokens_without_doubles(string text, string written)
    {
        Assert.That(VehicleBody.TryParse(text, out var body));
        Assert.That(body!.ToString(), Is.EqualTo(written));
    }

    [TestCase(null)]
    [TestCase("nr:")]
    [TestCase("nr:015")]
    [TestCase("nr:12345")]
    [TestCase("bz:x")]
    [TestCase("BCD")]
    [TestCase("Opleggertrekker")]
    [TestCase("BC+")]
    [TestCase("BC,SH")]
    public void What_is_no_body_is_refused(string? text)
    {
        Assert.That(VehicleBody.TryParse(text, out var body), Is.False);
        Assert.That(body, Is.Null);
        if (text is not null)
            Assert.That(() => VehicleBody.Of(text.Split('+')), Throws.ArgumentException.With.Message.Contains("expected tokens"));
    }

    [Test]
    public void The_first_token_that_cannot_be_read_is_named() =>
        Assert.That(() => VehicleBody.Of("BC", "ABC", "XYZ"), Throws.ArgumentException.With.Message.StartsWith("'ABC': expected tokens"));

    [Test]
    public void An_empty_body_is_unknown_and_a_plain_one_is_known()
    {
        Assert.That((VehicleBody.TryParse("", out var unknown), unknown), Is.EqualTo((true, (VehicleBody?)null)));
        Assert.That(VehicleBody.Plain.Tokens, Is.Empty);
    }
}
