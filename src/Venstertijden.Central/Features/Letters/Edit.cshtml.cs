using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Letters;

/// <summary>The text of one letter: change it, see it, save it. What has a mistake is not saved, and nothing typed is lost.</summary>
public sealed class EditModel(LetterTemplates templates, IClock clock, IStringLocalizer<LetterTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "kind")] public string? KindName { get; set; }

    /// <summary>A version to begin from: an older one that is to be used again.</summary>
    [BindProperty(SupportsGet = true, Name = "versie")] public int? From { get; set; }

    [BindProperty] public string? Template { get; set; }
    [BindProperty] public string? Why { get; set; }

    /// <summary>Number of the version when the page was drawn.</summary>
    [BindProperty] public int Seen { get; set; }

    public LetterKind Kind { get; private set; }
    public ImmutableArray<TemplateFault> Faults { get; private set; } = [];
    public Sheet? Preview { get; private set; }
    public IReadOnlyList<LetterVersion> History { get; private set; } = [];
    public string? WhyProblem { get; private set; }
    public bool ChangedMeanwhile { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (LetterPages.KindOf(KindName) is not { } kind) return NotFound();
        var current = await templates.Current(kind, ct);
        if (await templates.Find(kind, From ?? current.Number, ct) is not { } begun) return NotFound();
        (Template, Seen) = (begun.Text, current.Number);
        return await Show(kind, ct);
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct) => LetterPages.KindOf(KindName) is { } kind ? await Show(kind, ct) : NotFound();

    public async Task<IActionResult> OnPostPdfAsync(CancellationToken ct)
    {
        if (LetterPages.KindOf(KindName) is not { } kind) return NotFound();
        return LetterTemplate.Read(Template ?? "", kind, out _) is { } template
            ? File(AccessiblePdf.Write(template.Fill(LetterFields.Examples(kind), texts["example.footer"]), clock.GetCurrentInstant()), "application/pdf")
            : await Show(kind, ct);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        if (LetterPages.KindOf(KindName) is not { } kind) return NotFound();
        if (string.IsNullOrWhiteSpace(Why))
        {
            WhyProblem = texts["why.missing"];
            return await Show(kind, ct);
        }

        var outcome = await templates.Save(kind, Template ?? "", Seen, Why.Trim(), Person.Required(User).Actor, ct);
        if (outcome.Saved is not null)
        {
            TempData.Tell(texts["told.saved", outcome.Saved.Number]);
            return Redirect("/brieven/" + KindName);
        }

        ChangedMeanwhile = outcome.ChangedMeanwhile;
        if (ChangedMeanwhile) Seen = (await templates.Current(kind, ct)).Number;
        return await Show(kind, ct);
    }

    /// <summary>A fault in words, with what is known where a word was not.</summary>
    public string Said(TemplateFault fault) => fault.Code == "unknown-field" ? texts["fault.unknown-field", fault.Word] : fault.Code == "too-long" ? texts["fault.too-long", LetterTemplate.MaxText] : texts["fault." + fault.Code];

    private async Task<IActionResult> Show(LetterKind kind, CancellationToken ct)
    {
        Kind = kind;
        Preview = LetterTemplate.Read(Template ?? "", kind, out var faults)?.Fill(LetterFields.Examples(kind), texts["example.footer"]);
        Faults = faults;
        History = await templates.History(kind, ct);
        ModelState.Clear();
        return Page();
    }
}
