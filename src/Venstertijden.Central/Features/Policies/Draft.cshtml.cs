using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Policies;

/// <summary>Writing a draft. What is typed is saved with its mistakes; nothing typed is lost, also when a colleague saved in between.</summary>
public sealed class DraftModel(PolicyDesk desk, IClock clock, IStringLocalizer<PolicyTexts> texts) : PageModel
{
    private const int LongestTitle = 120;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? Title { get; set; }
    [BindProperty] public string? Yaml { get; set; }
    [BindProperty] public string? TrafficOrder { get; set; }
    [BindProperty] public IFormFile? Upload { get; set; }

    /// <summary>The draft's version when the page was drawn.</summary>
    [BindProperty] public long Seen { get; set; }

    public PolicyDraft Draft { get; private set; } = null!;
    public DraftCheck Check { get; private set; } = null!;

    /// <summary>What a colleague saved in between, against what was typed here; null when nobody did.</summary>
    public IReadOnlyList<DiffLine>? Conflict { get; private set; }

    public string? TitleProblem { get; private set; }
    public string? YamlProblem { get; private set; }
    public string? OrderProblem { get; private set; }
    public string? UploadProblem { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await desk.Find(Id, ct) is not { } draft) return NotFound();
        if (draft.State == DraftState.Asked) return RedirectToPage("Decide", new { id = Id });
        if (draft.State == DraftState.Published) return RedirectToPage("Index");
        (Title, Yaml, TrafficOrder, Seen) = (draft.Title, draft.Yaml, draft.TrafficOrder, draft.Version);
        await Show(draft, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        if (await Save(ct) is { } answer) return answer;
        TempData.Tell(texts["edit.saved", Written.Clock(clock.GetCurrentInstant().InZone(Written.Zone).TimeOfDay)]);
        return RedirectToPage(new { id = Id });
    }

    public async Task<IActionResult> OnPostUploadAsync(CancellationToken ct)
    {
        if (await Policies.Upload.Text(Upload, ct) is { } text)
        {
            Yaml = text;
            return await OnPostSaveAsync(ct);
        }

        UploadProblem = texts["drafts.upload.none", PolicyDraft.MaxYaml / 1000];
        return await Again(ct);
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        if (await Save(ct) is { } answer) return answer;
        long saved = (await desk.Find(Id, ct))!.Version;
        switch (await desk.Ask(Id, saved, TrafficOrder, Person.Required(User), ct))
        {
            case DeskOutcome.Done:
                TempData.Tell(texts["asked"]);
                return RedirectToPage("Decide", new { id = Id });
            case DeskOutcome.OrderMissing:
                OrderProblem = texts["ask.order.missing"];
                break;
            case DeskOutcome.OrderDiffers:
                OrderProblem = texts["ask.order.differs"];
                break;
            case DeskOutcome.HasMistakes:
                OrderProblem = texts["ask.mistakes"];
                break;
            case var other:
                TempData.Tell(texts["outcome." + other]);
                return RedirectToPage(new { id = Id });
        }

        Seen = saved;
        return await Again(ct);
    }

    /// <summary>Puts the draft away; what was typed meanwhile is saved first, so that undoing brings it back.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct)
    {
        if (await Save(ct) is { } answer) return answer;
        var outcome = await desk.Withdraw(Id, (await desk.Find(Id, ct))!.Version, Person.Required(User), ct);
        TempData.Tell(texts[outcome == DeskOutcome.Done ? "edit.withdrawn" : "outcome." + outcome], outcome == DeskOutcome.Done ? $"/regels/concept/{Id}?handler=Restore" : null);
        return RedirectToPage("Index");
    }

    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken ct)
    {
        if (await desk.Find(Id, ct) is not { } draft) return NotFound();
        var outcome = await desk.Restore(Id, draft.Version, Person.Required(User), ct);
        TempData.Tell(texts[outcome == DeskOutcome.Done ? "edit.restored.draft" : "outcome." + outcome]);
        return RedirectToPage(new { id = Id });
    }

    /// <summary>Saves what was typed; null when that went well, else the page that says what did not.</summary>
    private async Task<IActionResult?> Save(CancellationToken ct)
    {
        Title = Title?.Trim();
        Yaml = (Yaml ?? "").ReplaceLineEndings("\n");
        if (string.IsNullOrEmpty(Title) || Title.Length > LongestTitle) TitleProblem = texts["edit.name.missing"];
        if (Yaml.Length > PolicyDraft.MaxYaml) YamlProblem = texts["edit.yaml.long", PolicyDraft.MaxYaml];
        if (TitleProblem is not null || YamlProblem is not null) return await Again(ct);
        switch (await desk.Save(Id, Seen, Title!, Yaml, Person.Required(User), ct))
        {
            case DeskOutcome.Done:
                return null;
            case DeskOutcome.NotFound:
                return NotFound();
            case var refused:
                var draft = (await desk.Find(Id, ct))!;
                if (refused == DeskOutcome.ChangedMeanwhile) Seen = draft.Version;
                Conflict = LineDiff.Of(YamlOnScreen.LinesOf(draft.Yaml), YamlOnScreen.LinesOf(Yaml));
                return await Again(ct);
        }
    }

    private async Task<IActionResult> Again(CancellationToken ct)
    {
        if (await desk.Find(Id, ct) is not { } draft) return NotFound();
        await Show(draft, ct);
        ModelState.Clear();
        return Page();
    }

    private async Task Show(PolicyDraft draft, CancellationToken ct)
    {
        Draft = draft;
        Check = await desk.Check(Yaml ?? "", ct);
    }
}
