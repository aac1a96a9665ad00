using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Members;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Exemptions;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Applying;

/// <summary>Which exemption fits, and applying for it: purpose, kind, form. Each step is an address of its own.</summary>
[RequestSizeLimit(UploadedPaper.MaxBytes * 3)]
public sealed class NewModel(FirmProof proof, ApplicationLibrary library, ApplicationDesk desk, FactsLoader facts, LivePolicies policies, IOptions<WebOptions> web, IStringLocalizer<ApplyingTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "voor")] public string? PurposeKey { get; set; }
    [BindProperty(SupportsGet = true, Name = "soort")] public string? KindCode { get; set; }
    [BindProperty(SupportsGet = true, Name = "kenteken")] public string? Plate { get; set; }
    [BindProperty] public string? From { get; set; }
    [BindProperty] public string? LastDay { get; set; }
    [BindProperty] public string? Why { get; set; }
    [BindProperty] public bool Anyway { get; set; }
    [BindProperty] public List<IFormFile> Uploads { get; set; } = [];

    public Purpose? Purpose { get; private set; }

    /// <summary>The kind that was chosen; null on the way there.</summary>
    public ExemptionRule? Rule { get; private set; }

    public IReadOnlyList<ConditionCheck> Checks { get; private set; } = [];
    public Dictionary<string, string> Problems { get; private set; } = [];
    public LocalDate Today => library.Today;

    /// <summary>A condition is not met: whoever goes on says why.</summary>
    public bool HasDoubt => Checks.Any(c => c.Outcome == RuleOutcome.Broken);

    /// <summary>Kinds of the purpose that the rules of today know.</summary>
    public IReadOnlyList<ExemptionRule> Kinds => [.. (Purpose?.Kinds ?? []).Select(RuleOf).OfType<ExemptionRule>()];

    public string? Problem(string field) => Problems.TryGetValue(field, out string? key) ? texts[key].Value : null;

    /// <summary>The firm has shown that it is that firm; else it cannot apply yet.</summary>
    public bool IsProven { get; private set; } = true;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Load();
        IsProven = await proof.IsProven(Firms.FirmPages.FirmOf(User), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Load();
        if (Rule is null)
            return Page();
        var form = ApplicationForm.Read(Plate, From, LastDay, Why, Rule, Today, out var problems);
        Problems = problems;
        var papers = await UploadedPaper.Read(Uploads, ct);
        if (ApplicationForm.Fault(papers, papers.Sum(p => p.Content.Length)) is { } fault)
            Problems["Uploads"] = fault;
        if (form is null || Problems.Count > 0)
            return Page();
        var known = facts.Latest(web.Value.Site);
        Checks = ApplicationChecks.Of(Rule, known.Vehicle(form.Plate.Text, form.From), known.Exemptions(form.Plate.Text), form.From, form.LastDay);
        if (HasDoubt && !Anyway)
            return Page();
        var (step, id) = await desk.Submit(Person.Required(User).FirmId ?? Guid.Empty, form, papers, Person.Required(User).Actor, ct);
        if (step != ApplicationStep.Done)
        {
            Problems["Uploads"] = "step." + Data.Kebab.Name(step);
            return Page();
        }

        TempData.Tell(texts["told.submitted"]);
        return Redirect($"/ontheffingen/{id}");
    }

    private void Load()
    {
        Rule = ExemptionKinds.TryParse(KindCode, out var kind) ? RuleOf(kind) : null;
        Purpose = ExemptionFinder.Purposes.FirstOrDefault(p => p.Key == PurposeKey || (Rule is not null && p.Kinds.Contains(Rule.Kind)));
        if (Rule is null && Kinds is [var only])
            Rule = only;
        From ??= LocalDatePattern.Iso.Format(Today);
    }

    private ExemptionRule? RuleOf(ExemptionKind kind) => ExemptionFinder.RuleOf(kind, policies.Current, Today, web.Value.Site.Value);
}
