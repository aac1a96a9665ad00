using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.OpenData;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.OpenData;

/// <summary>A change in both languages.</summary>
/// <param name="Change">What changes.</param>
/// <param name="ZoneName">Of the zone, Dutch.</param>
/// <param name="Dutch">In a sentence.</param>
/// <param name="English">In a sentence.</param>
public sealed record ToldChange(ZoneChange Change, string ZoneName, string Dutch, string English);

/// <summary>
/// What changes in this municipality's zones, from the documents that judge: a draft or another town's rules cannot get here. The one source of <c>zone.changed</c>, for the feeds
/// and for whoever sends it on.
/// </summary>
public sealed class ZoneChangeFeed(LivePolicies live, IStringLocalizer<PolicyTexts> texts, IOptions<WebOptions> web, IClock clock)
{
    /// <summary>Name of the event.</summary>
    public const string EventType = "zone.changed";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly Lock _one = new();
    private readonly PolicyInWords _rules = new(texts);
    private (string Seen, ImmutableArray<ToldChange> Changes)? _last;

    /// <summary>All that is announced, the latest announced first. Worked out again only when a document came or the day turned.</summary>
    public ImmutableArray<ToldChange> Now
    {
        get
        {
            var at = clock.GetCurrentInstant();
            ImmutableArray<PolicyDocument> documents = [.. live.Current.Documents.Where(d => d.Site == web.Value.Site.Value && d.RecordedAt <= at)];
            string seen = $"{LocalDatePattern.Iso.Format(DutchTime.Local(at).Date)} {string.Join(' ', documents.Select(d => d.Version))}";
            lock (_one)
            {
                if (_last is not { } last || last.Seen != seen)
                    _last = last = (seen, [.. ZoneChanges.Of(new PolicySet(documents), at).Select(c => Told(c, documents))]);
                return last.Changes;
            }
        }
    }

    /// <summary>What was announced or withdrawn after a moment, the earliest first: what has to be sent on.</summary>
    public ImmutableArray<ToldChange> Since(Instant moment) => [.. Now.Where(c => c.Change.AnnouncedAt > moment).Reverse()];

    /// <summary>Changes of today and later, soonest first, for people.</summary>
    public IReadOnlyList<ToldChange> Coming
    {
        get
        {
            var today = DutchTime.Local(clock.GetCurrentInstant()).Date;
            return [.. Now.Where(c => c.Change.On >= today).OrderBy(c => c.Change.On)];
        }
    }

    /// <summary>When the newest of them was announced.</summary>
    public static Instant UpdatedAt(ImmutableArray<ToldChange> changes) => changes.IsEmpty ? NodaConstants.UnixEpoch : changes.Max(c => c.Change.AnnouncedAt);

    /// <summary>One change as it stands in the JSON feed: also the body of a message about it.</summary>
    public static object AsJson(ToldChange told) => new
    {
        id = $"urn:uuid:{told.Change.Id}", type = EventType, zone = told.Change.Zone.Text, zoneName = told.ZoneName, change = Kebab.Name(told.Change.Kind), on = LocalDatePattern.Iso.Format(told.Change.On),
        announcedAt = InstantPattern.General.Format(told.Change.AnnouncedAt), withdrawn = told.Change.IsWithdrawn, windows = told.Change.Windows.Select(w => w.ToString()), summary = told.Dutch, summaryEnglish = told.English,
        policy = told.Change.Document?.Version.ToString(), example = told.Change.IsExample,
    };

    /// <summary>The JSON feed.</summary>
    public byte[] WriteJson(ImmutableArray<ToldChange> changes) => JsonSerializer.SerializeToUtf8Bytes(
        new { site = web.Value.Site.Value, updatedAt = InstantPattern.General.Format(UpdatedAt(changes)), licence = web.Value.OpenDataLicence.AbsoluteUri, changes = changes.Select(AsJson) }, Json);

    /// <summary>The Atom feed (RFC 4287), in Dutch.</summary>
    /// <param name="changes">What stands in it.</param>
    /// <param name="self">Its own address.</param>
    /// <param name="page">The page for people.</param>
    public byte[] WriteAtom(ImmutableArray<ToldChange> changes, Uri self, Uri page)
    {
        string town = Towns.NameOf(web.Value.Site);
        var feed = new XElement(Atom + "feed", new XAttribute(XNamespace.Xml + "lang", "nl"),
            new XElement(Atom + "id", $"urn:uuid:{ZoneChanges.FeedId(web.Value.Site.Value)}"), new XElement(Atom + "title", Language.In(english: false, () => texts["changes.feed", town].Value)),
            new XElement(Atom + "updated", InstantPattern.General.Format(UpdatedAt(changes))), new XElement(Atom + "author", new XElement(Atom + "name", $"Gemeente {town}")),
            new XElement(Atom + "rights", web.Value.OpenDataLicence.AbsoluteUri),
            new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("type", "application/atom+xml"), new XAttribute("href", self)),
            new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("type", "text/html"), new XAttribute("href", page)),
            changes.Select(c => new XElement(Atom + "entry",
                new XElement(Atom + "id", $"urn:uuid:{c.Change.Id}"), new XElement(Atom + "title", c.Dutch), new XElement(Atom + "updated", InstantPattern.General.Format(c.Change.AnnouncedAt)),
                new XElement(Atom + "category", new XAttribute("term", Kebab.Name(c.Change.Kind))), new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", page)),
                new XElement(Atom + "summary", c.Dutch))));
        return Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{feed}\n");
    }

    /// <summary>By what a client asks whether it changed.</summary>
    public static EntityTagHeaderValue TagOf(byte[] body) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"");

    private ToldChange Told(ZoneChange change, ImmutableArray<PolicyDocument> documents)
    {
        var named = change.Document ?? documents.First(d => d.Zone == change.Zone);
        return new ToldChange(change, named.ZoneName, Language.In(english: false, () => Say(change, named.ZoneName)), Language.In(english: true, () => Say(change, named.ZoneNameEnglish)));
    }

    private string Say(ZoneChange change, string zone)
    {
        string date = Written.Date(change.On);
        string said = change.Kind switch
        {
            ZoneChangeKind.Windows => texts["change.windows", date, zone, change.Document?.Pedestrian is { } walk ? _rules.Windows(walk.Windows, change.On) : texts["words.never"].Value],
            ZoneChangeKind.AccessEnds => texts["change.access-ends", date, zone, _rules.Vehicles(change.Row!)],
            ZoneChangeKind.OtherTimes => texts["change.other-times", date, zone, Hours(change)],
            ZoneChangeKind.Holiday => texts["change.holiday", date, zone, Hours(change), texts["holiday." + change.Holiday].Value],
            var other => texts["change." + Kebab.Name(other), date, zone],
        };
        return change.IsWithdrawn ? texts["change.withdrawn", said] : said;
    }

    private static string Hours(ZoneChange change) => string.Join(", ", change.Windows.Select(w => $"{Clock(w.StartMinute)}–{Clock(w.EndMinute)}"));

    private static string Clock(int minute) => minute == AccessWindow.MinutesPerDay ? "24" + Written.Clock(LocalTime.Midnight)[1..] : Written.Clock(LocalTime.Midnight.PlusMinutes(minute));
}
