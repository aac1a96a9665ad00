using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Mail;
using Venstertijden.Central.Features.Members;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>A firm comes in, shows that it is that firm, and says who else may.</summary>
public partial class MemberTests
{
    private const string Users = MemberPages.Users;
    private readonly HeldMail _mail = new();
    private WebUnderTest _web;

    [SetUp]
    public async Task StartWeb()
    {
        (_mail.Taken, _mail.IsAway) = ([], false);
        _web = await WebUnderTest.StartAsync(services: s =>
        {
            s.AddSingleton<IMail>(_mail);
            // Open sessions look at each request here, not each half minute.
            s.PostConfigure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.Zero);
        });
        await _web.SeedAsync();
    }

    [TearDown]
    public async Task StopWeb() => await _web.DisposeAsync();

    [Test]
    public async Task A_new_firm_registers_with_its_number_and_sees_its_vehicles_but_no_exemption_until_the_letter_came()
    {
        using var owner = await Registered("55667788", "post@zandstra.example");
        await owner.Submit("/mijn-voertuigen", ".add form", new() { ["Plates"] = "VP-VV-44" });
        string vehicle = (await owner.Page("/mijn-voertuigen")).QuerySelector(".fleet__plate")!.GetAttribute("href")!;
        Assert.That((await owner.Page(vehicle)).QuerySelector("[aria-labelledby=exemptions-title]")!.TextContent, Does.Contain("Geen").IgnoreCase.And.Not.Contain("vervoerder"));
        Assert.That((await owner.Page("/ontheffingen/nieuw")).QuerySelector("main")!.TextContent, Does.Contain("laat eerst zien dat het uw bedrijf is"));
        Assert.That((await owner.Page("/")).QuerySelector("main")!.TextContent, Does.Contain("bewijs ontbreekt"));

        await owner.Submit(MemberPages.Proof, "form[action*=Ask]", []);
        using var official = await Visitor.Of(_web, Role.PolicyStaff);
        Assert.That((await official.Page("/")).QuerySelector("main")!.TextContent, Does.Contain("bedrijf wacht op de brief"));
        var letter = await official.Submit(MemberPages.Firms, "main section form", new() { ["Address"] = "Voorbeeldstraat 1\n9400 AA Assen" });
        Assert.That(letter.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/pdf"));
        string code = await CodeInLetter("55667788");

        var wrong = await Visitor.Read(await owner.Submit(MemberPages.Proof, "#code", new() { ["Code"] = "7KM4-PXQT-9DHW" }));
        Assert.That(wrong.QuerySelector("#Code-error")!.TextContent, Does.Contain("klopt niet"));
        await owner.Submit(MemberPages.Proof, "#code", new() { ["Code"] = code.ToLowerInvariant().Replace("-", " ") });
        Assert.That((await owner.Page(MemberPages.Proof)).QuerySelector("h1")!.TextContent, Is.EqualTo("Wij weten dat dit uw bedrijf is"));
        Assert.That((await owner.Page("/ontheffingen/nieuw")).QuerySelector("main")!.TextContent, Does.Not.Contain("laat eerst zien"));
        Assert.That((await owner.Page(vehicle)).QuerySelector("[aria-labelledby=exemptions-title]")!.TextContent, Does.Not.Contain("vervoerder"), "another's exemption stays another's");
    }

    [Test]
    public async Task Five_wrong_codes_end_a_letter_and_the_right_one_no_longer_works()
    {
        using var owner = await Registered("55667788", "post@zandstra.example");
        await owner.Submit(MemberPages.Proof, "form[action*=Ask]", []);
        using var official = await Visitor.Of(_web, Role.PolicyStaff);
        await official.Submit(MemberPages.Firms, "main section form", new() { ["Address"] = "Voorbeeldstraat 1" });
        string code = await CodeInLetter("55667788");
        for (int i = 0; i < FirmProof.MostTries; i++)
            await owner.Submit(MemberPages.Proof, "#code", new() { ["Code"] = "7KM4-PXQT-9DHW" });
        var page = await Visitor.Read(await owner.Submit(MemberPages.Proof, "#code", new() { ["Code"] = code }));
        Assert.That(page.QuerySelector("#Code-error")!.TextContent, Does.Contain("werkt niet meer"));
    }

    [Test]
    public async Task Who_claims_the_number_of_a_firm_that_is_known_is_told_to_ask_for_an_invitation()
    {
        using var stranger = new Visitor(_web);
        var page = await Visitor.Read(await stranger.Submit(MemberPages.Register, "form.sheet", new() { ["Name"] = "Nep", ["Kvk"] = "1234 5678", ["Address"] = "nep@voorbeeld.example" }));
        Assert.That(page.QuerySelector("[role=alert]")!.TextContent, Does.Contain("heeft hier al een account"));
        Assert.That(_mail.Taken, Is.Empty);
    }

    [TestCase("1234567", "naam@bedrijf.example", "Kvk")]
    [TestCase("00000000", "naam@bedrijf.example", "Kvk")]
    [TestCase("55667788", "geen adres", "Address")]
    public async Task A_number_or_address_of_the_wrong_form_is_told_at_its_field(string kvk, string address, string field)
    {
        using var visitor = new Visitor(_web);
        var page = await Visitor.Read(await visitor.Submit(MemberPages.Register, "form.sheet", new() { ["Name"] = "Zandstra", ["Kvk"] = kvk, ["Address"] = address }));
        Assert.That(page.QuerySelector($"#{field}-error"), Is.Not.Null);
        Assert.That(page.QuerySelector("#Name")!.GetAttribute("value"), Is.EqualTo("Zandstra"), "what was typed stays");
    }

    [Test]
    public async Task One_address_registers_ten_firms_an_hour_and_no_more()
    {
        using var visitor = new Visitor(_web);
        for (int i = 0; i < MemberPages.PerHour; i++)
            Assert.That((await visitor.Submit(MemberPages.Register, "form.sheet", new() { ["Kvk"] = "1" })).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await visitor.Submit(MemberPages.Register, "form.sheet", new() { ["Kvk"] = "1" })).StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task An_owner_invites_a_reader_who_sees_everything_and_changes_nothing_and_an_address_works_once()
    {
        using var owner = await Visitor.Of(_web, Role.FirmOwner);
        await owner.Submit(Users, "#uitnodigen", new() { ["Address"] = "lees@jansen.example", ["Role"] = "FirmReader" });
        string address = Link();
        using var reader = new Visitor(_web);
        var weak = await Visitor.Read(await reader.Submit(address, "form.sheet", new() { ["Name"] = "Lies de Lezer", ["Password"] = "kort" }));
        Assert.That(weak.QuerySelector("#Password-error")!.TextContent, Does.Contain("minstens 12 tekens"));
        await reader.Submit(address, "form.sheet", new() { ["Name"] = "Lies de Lezer", ["Password"] = "een lange zin van Lies" });
        var fleet = await reader.Page("/mijn-voertuigen");
        Assert.That(fleet.QuerySelectorAll(".fleet tbody tr"), Has.Length.EqualTo(4));
        Assert.That(fleet.QuerySelectorAll("main form[method=post]"), Is.Empty, "nothing to change on it");
        Assert.That((await reader.Get(Users)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        using var late = new Visitor(_web);
        Assert.That((await late.Get(address)).StatusCode, Is.EqualTo(HttpStatusCode.Gone));
    }

    [Test]
    public async Task Another_role_and_a_removed_account_are_felt_in_a_session_that_is_open()
    {
        using var owner = await Visitor.Of(_web, Role.FirmOwner);
        using var planner = await Visitor.Of(_web, Role.FirmPlanner);
        Assert.That((await planner.Page("/mijn-voertuigen")).QuerySelector(".add form"), Is.Not.Null);
        string id = (await owner.Page(Users)).QuerySelectorAll(".members li").Single(l => l.TextContent.Contains("Els Kuiper", StringComparison.Ordinal)).QuerySelector("input[name=Person]")!.GetAttribute("value")!;
        await Send(owner, "Role", id, "FirmReader");
        Assert.That((await planner.Page("/mijn-voertuigen")).QuerySelector(".add form"), Is.Null);
        await Send(owner, "Remove", id);
        Assert.That((await planner.Get("/mijn-voertuigen")).Headers.Location?.AbsolutePath, Is.EqualTo(IdentityFeature.SignInPath));
        Assert.That((await Visitor.Read(await planner.SignIn("planner", TestPeople.Password))).QuerySelector("[role=alert]"), Is.Not.Null);
        // Undo, as the page offers it.
        await owner.Submit(Users, ".told form", []);
        Assert.That((await planner.SignIn("planner", TestPeople.Password)).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
    }

    [TestCase("Role", "FirmReader")]
    [TestCase("Remove", null)]
    public async Task A_firm_keeps_its_last_owner(string handler, string? role)
    {
        using var owner = await Visitor.Of(_web, Role.FirmOwner);
        string id = (await owner.Page(Users)).QuerySelectorAll(".members li").Single(l => l.TextContent.Contains("(u)", StringComparison.Ordinal)).QuerySelector("input[name=Person]")!.GetAttribute("value")!;
        await Send(owner, handler, id, role);
        Assert.That((await owner.Page(Users)).QuerySelector("h1")!.TextContent, Does.StartWith("3 mensen"));
    }

    [Test]
    public async Task A_mail_that_is_not_taken_leaves_no_invitation_behind()
    {
        _mail.IsAway = true;
        using var owner = await Visitor.Of(_web, Role.FirmOwner);
        var page = await Visitor.Read(await owner.Submit(Users, "#uitnodigen", new() { ["Address"] = "lees@jansen.example", ["Role"] = "FirmReader" }));
        Assert.That(page.QuerySelector("#Address-error")!.TextContent, Does.Contain("Er is niets opgeslagen"));
        Assert.That((await owner.Page(Users)).QuerySelector("#invited"), Is.Null);
    }

    [Test]
    public async Task A_holder_lets_another_firm_see_its_exemption_until_a_day_or_until_it_says_no()
    {
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var other = new Firm { Id = Guid.CreateVersion7(), Name = "Ander Vervoer", KvkNumber = "87654321", ProvenKvkNumber = "87654321", CreatedAt = WebUnderTest.Start };
            db.Firms.Add(other);
            db.FirmVehicles.Add(new FirmVehicle { Id = Guid.CreateVersion7(), FirmId = other.Id, Plate = "VPVV44", AddedAt = WebUnderTest.Start });
            (await db.Users.SingleAsync(u => u.UserName == "planner")).FirmId = other.Id;
            await db.SaveChangesAsync();
        });
        using var holder = await Visitor.Of(_web, Role.FirmOwner);
        using var other = await Visitor.Of(_web, Role.FirmPlanner);
        string theirs = (await other.Page("/mijn-voertuigen")).QuerySelector(".fleet__plate")!.GetAttribute("href")!;
        string mine = (await holder.Page("/mijn-voertuigen")).QuerySelectorAll(".fleet__plate").Single(a => a.TextContent.Contains("VP-VV-44", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.That(await Exemptions(other, theirs), Does.Not.Contain("vervoerder"));
        Assert.That((await other.Page(theirs)).QuerySelector("#machtigingen"), Is.Null, "who holds nothing gives nothing");

        await holder.Submit(mine, "#machtigingen form[action$='handler=Mandate']", new() { ["Kvk"] = "87654321", ["MandateUntil"] = "2026-03-03" });
        Assert.That(await Exemptions(other, theirs), Does.Contain("vervoerder"));
        await holder.Submit(mine, "#machtigingen form[action*=EndMandate]", []);
        Assert.That(await Exemptions(other, theirs), Does.Not.Contain("vervoerder"));

        await holder.Submit(mine, "#machtigingen form[action$='handler=Mandate']", new() { ["Kvk"] = "87654321", ["MandateUntil"] = "2026-03-03" });
        _web.Clock.Reset(Instant.FromUtc(2026, 3, 4, 8, 0));
        Assert.That(await Exemptions(other, theirs), Does.Not.Contain("vervoerder"), "the day after its last");
    }

    private static async Task<string> Exemptions(Visitor visitor, string vehicle) => (await visitor.Page(vehicle)).QuerySelector("[aria-labelledby=exemptions-title]")!.TextContent;

    private static async Task Send(Visitor owner, string handler, string person, string? role = null)
    {
        var fields = new Dictionary<string, string> { ["Person"] = person };
        if (role is not null) fields["Role"] = role;
        await owner.Submit(Users, $".members form[action*=\"handler={handler}\"]", fields, replace: true);
    }

    private async Task<Visitor> Registered(string kvk, string address)
    {
        var visitor = new Visitor(_web);
        await visitor.Submit(MemberPages.Register, "form.sheet", new() { ["Name"] = "Zandstra Koeriers", ["Kvk"] = kvk, ["Address"] = address });
        var made = await visitor.Submit(Link(), "form.sheet", new() { ["Name"] = "Jelle Zandstra", ["Password"] = "een lange zin van Jelle" });
        Assert.That(made.Headers.Location?.OriginalString, Is.EqualTo(IdentityFeature.OwnAccount));
        return visitor;
    }

    /// <summary>The secret address in the last mail.</summary>
    private string Link() => new Uri(Address().Match(_mail.Taken[^1].Text).Value).AbsolutePath;

    /// <summary>The code is in the letter alone: made again by hand, for the letter's text is drawn.</summary>
    private async Task<string> CodeInLetter(string kvk)
    {
        string code = Central.Features.Shared.LetterCode.New();
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var firm = await db.Firms.SingleAsync(f => f.KvkNumber == kvk);
            Assert.That(firm.ProofCodeHash, Is.Not.Null);
            firm.ProofCodeHash = services.GetRequiredService<Central.Features.Cases.Vault>().CodeHash(firm.Id, Central.Features.Shared.LetterCode.Read(code)!);
            await db.SaveChangesAsync();
        });
        return code;
    }

    [GeneratedRegex(@"http://\S+/uitnodiging/\S+")]
    private static partial Regex Address();
}
