using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>A picture of the person's case.</summary>
public sealed record OwnPicture(EvidenceKind Kind, string Address, Instant At);

/// <summary>What happened, for the person concerned.</summary>
public sealed record OwnAct(string Sentence, PlateText Plate, Instant At, string Where, string Zone, string Windows, IReadOnlyList<OwnPicture> Pictures);

/// <summary>What happened, how does it stand, what can I do? The one case of the letter.</summary>
[ResponseCache(NoStore = true)]
public sealed class IndexModel(OwnCaseReader reader, OwnCaseDesk desk, CaseExplanation explanation, PolicyInWords rules, IOptions<WebOptions> web, IStringLocalizer<OwnCaseTexts> texts) : PageModel
{
    [BindProperty] public string? Text { get; set; }

    public OwnCaseStory Story { get; private set; } = null!;

    /// <summary>Null when nothing more is shown.</summary>
    public OwnAct? Shown { get; private set; }

    /// <summary>What is wrong with the comment.</summary>
    public string? Problem { get; private set; }

    public string Town => Towns.NameOf(web.Value.Site);
    public bool MayComment => Shown is not null && Story.Comments.Count < OwnCaseDesk.MostComments;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = OwnCaseSession.CaseOf(User);
        if (await reader.Look(id, ct) is not ({ } story, _) || story.IsOver)
            return LocalRedirect(OwnCaseSession.CasePath);
        var outcome = await desk.Comment(id, Text, ct);
        if (outcome == CommentOutcome.Done)
        {
            TempData.Tell(texts["comment.told"]);
            return LocalRedirect(OwnCaseSession.CasePath + "#reactie");
        }

        Problem = texts["comment.bad." + Data.Kebab.Name(outcome), OwnCaseDesk.MaxText, OwnCaseDesk.MostComments];
        return await Show(ct);
    }

    /// <summary>Closes the session.</summary>
    public async Task<IActionResult> OnPostOutAsync()
    {
        await HttpContext.SignOutAsync(OwnCaseSession.Scheme);
        TempData.Tell(texts["out.told"]);
        return LocalRedirect(OwnCaseSession.SignInPath);
    }

    private async Task<IActionResult> Show(CancellationToken ct)
    {
        var id = OwnCaseSession.CaseOf(User);
        if (await reader.Look(id, ct) is not ({ } story, var view))
            return NotFound();
        (Story, Shown) = (story, view is null ? null : ActOf(view, await reader.ShowsPictures(id, ct)));
        return Page();
    }

    private OwnAct ActOf(CaseView view, bool pictures)
    {
        var (act, document) = (view.Act, view.Document);
        string where = act.Street.Length == 0 || act.CameraName.Contains(act.Street, StringComparison.OrdinalIgnoreCase) ? act.CameraName : act.Street;
        return new OwnAct(
            explanation.Of(view, Language.IsEnglish).Explanation.Sentence, CaseExplanation.PlateOf(view.Case.Plate, view.Case.Country), act.Message.SeenFrom, $"{where}, {Town}",
            document is null ? view.Row.Zone : Language.IsEnglish ? document.ZoneNameEnglish : document.ZoneName,
            document?.Pedestrian is { } walk ? rules.Windows(walk.Windows, view.Row.ActDate) : "",
            [.. view.Pictures.Where(p => pictures && p.ReceivedAt is not null).Select(p => new OwnPicture(p.Kind, OwnCasePages.AddressOf(p.Id), view.Passages.First(x => x.Message.Id == p.PassageId).Message.SeenFrom))]);
    }
}
