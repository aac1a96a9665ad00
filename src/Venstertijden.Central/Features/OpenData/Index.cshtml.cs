using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using NodaTime;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.OpenData;

/// <summary>What is open data here, where, on what terms, and what to know before using it.</summary>
public sealed class OpenDataModel(RulesFeed feed, ZoneChangeFeed changes, LivePolicies live, PolicyInWords words, IOptions<WebOptions> web, IClock clock) : PageModel
{
    public sealed record ZoneNow(string Name, string Windows, bool IsExample, LocalDate Since);

    public IReadOnlyList<ZoneNow> Zones { get; private set; } = [];
    public string Town => Towns.NameOf(web.Value.Site);
    public int Count { get; private set; }
    public Instant Changed { get; private set; }
    /// <summary>What is announced for today and later.</summary>
    public IReadOnlyList<ToldChange> Changes => changes.Coming;

    public string Licence => web.Value.OpenDataLicence.AbsoluteUri;

    public void OnGet()
    {
        var now = feed.Now;
        (Count, Changed) = (now.Policies.Length, now.Changed);
        var today = DutchTime.Local(clock.GetCurrentInstant()).Date;
        var set = live.Current;
        Zones =
        [
            .. from zone in set.Zones
               let document = set.On(zone, today, clock.GetCurrentInstant())
               where document is not null && document.Site == web.Value.Site.Value
               let walk = document.Pedestrian
               where walk is not null
               select new ZoneNow(Written.Capital(Language.IsEnglish ? document.ZoneNameEnglish : document.ZoneName), words.Windows(walk.Windows, today), walk.IsExample, document.Valid.From),
        ];
    }
}
