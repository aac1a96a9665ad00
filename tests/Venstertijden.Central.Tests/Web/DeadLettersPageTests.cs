using NodaTime;
using Microsoft.Extensions.DependencyInjection;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Contracts;
using Venstertijden.Testing.Web;

namespace Venstertijden.Central.Tests.Web;

/// <summary>Operators see which messages were refused and why, and nothing of what they said.</summary>
public class DeadLettersPageTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 8, 0);
    private WebUnderTest _web;
    private Visitor _operator;

    [SetUp]
    public async Task StartWeb()
    {
        _web = await WebUnderTest.StartAsync();
        _operator = await Visitor.Of(_web, Role.Operator);
    }

    [TearDown]
    public async Task StopWeb()
    {
        _operator.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task Nothing_refused_says_so()
        => Assert.That((await _operator.Page("/dode-letters")).Body!.TextContent, Does.Contain("Er is in de laatste 72 uur geen bericht geweigerd."));

    [Test]
    public async Task Each_letter_tells_reason_and_what_was_wrong_and_a_reason_can_be_chosen()
    {
        await _web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            db.DeadLetters.AddRange(Letter(DeadLetterReason.UnknownCamera, "camera: expected one that is enrolled"), Letter(DeadLetterReason.BadField, "plate.text: expected A-Z0-9"), Letter(DeadLetterReason.BadField, "seq: expected 1 or more"));
            await db.SaveChangesAsync();
        });

        var all = await _operator.Page("/dode-letters");
        Assert.That(all.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(3));
        Assert.That(all.Body!.TextContent, Does.Contain("Deze camera is niet aangemeld").And.Contain("Een veld ontbreekt of klopt niet (2)").And.Contain("venstertijden/v1/assen/onbekend/passage"));

        var chosen = await _operator.Page("/dode-letters?reden=bad-field");
        Assert.That(chosen.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(2));
        Assert.That(chosen.QuerySelector(".letters__reasons [aria-current]")!.TextContent, Does.Contain("(2)"));
        Assert.That((await _operator.Page("/dode-letters?reden=geen")).QuerySelectorAll("tbody tr"), Has.Length.EqualTo(3), "an unknown reason shows all");
    }

    private static DeadLetter Letter(DeadLetterReason reason, string detail) => new()
    {
        Id = Guid.CreateVersion7(), Topic = "venstertijden/v1/assen/onbekend/passage", Reason = reason, Detail = detail,
        ReceivedAt = Now, EraseAt = Now + DeadLetter.KeptFor, Hash = new string('0', 64), Bytes = 812, Sealed = null,
    };
}
