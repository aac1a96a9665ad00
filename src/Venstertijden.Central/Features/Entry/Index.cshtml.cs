using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NodaTime;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Entry;

/// <summary>
/// May I enter? For everybody. The plate is sent by form, so that it stands in no address, history or log, and nothing is stored; so nothing is there to forge
/// and no cookie is set.
/// </summary>
[IgnoreAntiforgeryToken, ResponseCache(NoStore = true), EnableRateLimiting(EntryPages.Limit)]
public sealed class EntryModel(EntryCheck check, LivePolicies policies, PolicyInWords rules, EntrySheet sheet) : PageModel
{
    [BindProperty(Name = "plate")] public string? Plate { get; set; }
    [BindProperty(Name = "country")] public string? Country { get; set; }
    [BindProperty(Name = "day")] public string? Day { get; set; }
    [BindProperty(Name = "time")] public string? Time { get; set; }
    [BindProperty(Name = "zone")] public string? Zone { get; set; }

    /// <summary>Countries that can be picked: ours and those whose vehicles come most; ZZ is any other.</summary>
    public static IReadOnlyList<string> Countries { get; } = ["NL", "BE", "DE", "PL", "FR", "LT", "RO", "ZZ"];

    public IReadOnlyList<PolicyDocument> Zones { get; private set; } = [];
    public EntryReport? Report { get; private set; }
    public IReadOnlyList<ZoneTimes> Times { get; private set; } = [];
    public IReadOnlyList<(LocalDate On, RuleLine Who)> Coming { get; private set; } = [];

    /// <summary>Field to text key.</summary>
    public Dictionary<string, string> Problems { get; private set; } = [];

    public LocalDate Today => DutchTime.Local(check.Now).Date;
    public string ShownDay => Day ?? Today.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
    public string ShownTime => Time ?? DutchTime.Local(check.Now).ToString("HH:mm", CultureInfo.InvariantCulture);

    public void OnGet() => Load();

    public void OnPost()
    {
        Load();
        Report = Answer();
    }

    /// <summary>The same answer as a document.</summary>
    public IActionResult OnPostPdf()
    {
        Load();
        if (Answer() is not { } report)
            return Page();
        return File(Language.InDutch(() => sheet.Of(report)), "application/pdf", $"toegang-{report.Question.Local:uuuu-MM-dd}.pdf");
    }

    private EntryReport? Answer()
    {
        if (Zones.Count == 0)
            return null;
        var question = EntryQuestion.Read(new EntryForm(Plate, Country, Day, Time, Zone), check.Now, [.. Zones.Select(z => z.Zone)], out var problems);
        Problems = problems;
        return question is null ? null : check.Of(question);
    }

    private void Load()
    {
        Zones = check.Zones;
        Times = [.. Zones.Select(z => ZoneTimes.Of(z, policies.Current, Today))];
        Coming = [.. Zones.SelectMany(z => rules.Coming(z, Today)).DistinctBy(c => (c.On, c.Who.Label)).OrderBy(c => c.On)];
    }
}
