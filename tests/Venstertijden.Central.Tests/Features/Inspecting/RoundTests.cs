using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Central.Features.Inspecting;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Tests.Features.Inspecting;

/// <summary>What a round must say before an officer can sign it, and the papers that it becomes.</summary>
public class RoundTests
{
    private const string Me = "Jan de Vries";
    private static readonly LocalDateTime Now = new(2026, 3, 20, 11, 0);
    private static readonly SiteId Site = SiteId.Parse("assen");
    private static readonly Guid Key = Guid.Parse("5f0c7a52-6a3e-4a55-9d7e-0d2f4b0c7a11");
    private static readonly IReadOnlyList<RouteStop> Stops = RouteTests.Stops("2026-03-20", ("a", "Brink", []), ("b", "Vaart", []));
    private static readonly Photo Photo = new([1, 2, 3], null);

    private static IEnumerable<TestCaseData> Table()
    {
        yield return Row("all posts done", "", r => r);
        yield return Row("the name in other letters and spaces", "", r => r with { SignedBy = " jan  DE vries " });
        yield return Row("signed by somebody else", "SignedBy not-you", r => r with { SignedBy = "Fatima Bakker" });
        yield return Row("not signed", "SignedBy unsigned", r => r with { SignedBy = "" });
        yield return Row("half a round", "Partial half", r => r with { Stops = [r.Stops[0], Open(1)] });
        yield return Row("half a round, on purpose", "", r => r with { Stops = [r.Stops[0], Open(1)], IsPartial = true });
        yield return Row("nothing at all", "round nothing", r => r with { Stops = [Open(0), Open(1)], IsPartial = true });
        yield return Row("half a post is no open post", "state-a-2 state-missing", r => r.With(1, s => s with { State = null, Photo = null }));
        yield return Row("no photograph", "photo-a-1 photo-missing", r => r.With(0, s => s with { Photo = null }));
        yield return Row("no photograph of a sign that is gone", "photo-a-1 photo-missing", r => r.With(0, s => s with { State = SignState.Missing, Note = "paal omver", Photo = null }));
        yield return Row("a damaged photograph", "photo-a-1 photo-damaged", r => r.With(0, s => s with { Photo = new Photo([], "photo-damaged") }));
        yield return Row("a fault without a word", "note-a-1 note-missing", r => r.With(0, s => s with { State = SignState.Covered }));
        yield return Row("a fault", "", r => r.With(0, s => s with { State = SignState.Covered, Note = "klimop" }));
        yield return Row("a note of 121 characters", "note-a-1 too-long", r => r.With(0, s => s with { Note = new string('x', 121) }));
        yield return Row("every sign of a rule 'not here'", "state-a-3 rule-unseen", r => r.With(2, s => s with { State = SignState.NotHere, Photo = null }));
        yield return Row("no time", "at-a at-missing", r => r.At(null));
        yield return Row("two minutes ahead, as phones are", "", r => r.At(Now.PlusMinutes(2)));
        yield return Row("three minutes ahead", "at-a at-future", r => r.At(Now.PlusMinutes(3)));
        yield return Row("a week ago", "", r => r.At(Now.PlusDays(-7)));
        yield return Row("more than a week ago", "at-a at-old", r => r.At(Now.PlusDays(-7).PlusMinutes(-1)));
        yield return Row("no place", "place-a place-missing", r => r with { Stops = r.Stops.SetItem(0, r.Stops[0] with { Place = "" }) });
    }

    [TestCaseSource(nameof(Table))]
    public void A_round_is_signed_when_it_says_everything(Round round, string expected) =>
        Assert.That(string.Join(';', RoundCheck.Of(round, Me, Now).Select(f => $"{f.Field} {f.Code}")), Is.EqualTo(expected));

    [Test]
    public void Each_post_becomes_one_inspection_that_says_what_was_found_where_and_when()
    {
        var filed = RoundPapers.Of(Whole().With(0, s => s with { State = SignState.Covered, Note = "klimop" }), Site);
        var (request, uploads) = filed[0];
        Assert.That(filed.Select(f => f.Request.Camera.Value), Is.EqualTo((string[])["a", "b"]));
        Assert.That((request.DatedOn, request.Time, request.FoundFault, request.Fault), Is.EqualTo(((LocalDate?)Now.Date, Now.TimeOfDay.PlusHours(-1), true, "G07z afgedekt: klimop")));
        Assert.That(request.Note, Is.EqualTo("Brink, Assen; G08z staat niet bij deze post; C22d staat niet bij deze post"));
        Assert.That(uploads.Select(u => u.FileName), Is.EqualTo((string[])["1-G07z-covered.jpg", "2-C22c-good.jpg"]));
        Assert.That((filed[1].Request.FoundFault, filed[1].Request.Fault), Is.EqualTo((false, "")));
    }

    [Test]
    public void A_second_try_makes_the_same_papers_and_another_round_makes_others()
    {
        Guid[] once = [.. RoundPapers.Of(Whole(), Site).Select(f => f.Request.Id!.Value)], again = [.. RoundPapers.Of(Whole(), Site).Select(f => f.Request.Id!.Value)];
        Assert.That(again, Is.EqualTo(once).And.Unique);
        Assert.That(RoundPapers.Of(Whole() with { Key = Guid.NewGuid() }, Site).Select(f => f.Request.Id!.Value).Intersect(once), Is.Empty);
        Assert.That(Round.PaperOf(SiteId.Parse("groningen"), Key, Stops[0].Camera), Is.Not.EqualTo(once[0]));
    }

    [TestCase("1-G07z-good.jpg", 1, "G07z", SignState.Good)]
    [TestCase("12-E07-zb-unreadable.jpg", 12, "E07-zb", SignState.Unreadable)]
    public void The_name_of_a_photograph_tells_its_sign(string fileName, int number, string sign, SignState state)
    {
        Assert.That(PhotoName.Of(fileName), Is.EqualTo(new PhotoName(number, sign, state)));
        Assert.That(new PhotoName(number, sign, state).ToString(), Is.EqualTo(fileName));
    }

    [TestCase("schouw.pdf")]
    [TestCase("1-G07z.jpg")]
    [TestCase("x-G07z-good.jpg")]
    [TestCase("-good.jpg")]
    [TestCase("1-G07z-mooi.jpg")]
    public void Another_file_tells_none(string fileName) => Assert.That(PhotoName.Of(fileName), Is.Null);

    private static TestCaseData Row(string name, string expected, Func<Round, Round> change) => new TestCaseData(change(Whole()), expected).SetArgDisplayNames(name);

    private static Round Whole() => new(Key, [Done(0), Done(1)], Me, false);

    // G07z and C22c begin the two rules, G08z and C22d end them elsewhere.
    private static StopAnswer Done(int stop) => new(
        Stops[stop], Now.PlusHours(-1), Stops[stop].Place,
        [.. Stops[stop].Signs.Select((sign, i) => i % 2 == 0 ? new SignAnswer(sign, SignState.Good, "", Photo) : new SignAnswer(sign, SignState.NotHere, "", null))]);

    private static StopAnswer Open(int stop) => new(Stops[stop], null, Stops[stop].Place, [.. Stops[stop].Signs.Select(sign => new SignAnswer(sign, null, "", null))]);
}

file static class Changes
{
    /// <summary>With another answer for one sign of the first post.</summary>
    public static Round With(this Round round, int sign, Func<SignAnswer, SignAnswer> change) =>
        round with { Stops = round.Stops.SetItem(0, round.Stops[0] with { Signs = round.Stops[0].Signs.SetItem(sign, change(round.Stops[0].Signs[sign])) }) };

    public static Round At(this Round round, LocalDateTime? at) => round with { Stops = round.Stops.SetItem(0, round.Stops[0] with { At = at }) };
}
