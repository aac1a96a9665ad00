using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Applying;

/// <summary>One application or exemption of a firm: where it stands, and what can be done.</summary>
[RequestSizeLimit(UploadedPaper.MaxBytes * 3)]
public sealed class DetailModel(ApplicationLibrary library, ApplicationDesk desk, IStringLocalizer<ApplyingTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? Text { get; set; }
    [BindProperty] public string? NewPlate { get; set; }
    [BindProperty] public List<IFormFile> Uploads { get; set; } = [];

    public ApplicationView View { get; private set; } = null!;

    /// <summary>Field to sentence.</summary>
    public Dictionary<string, string> Problems { get; } = new(StringComparer.Ordinal);

    private Person Me => Person.Required(User);
    private Guid Firm => Me.FirmId ?? Guid.Empty;

    public string? Problem(string field) => Problems.GetValueOrDefault(field);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => Show(ct);

    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken ct)
    {
        var papers = await UploadedPaper.Read(Uploads, ct);
        if (ApplicationForm.Fault(papers, papers.Sum(p => p.Content.Length)) is { } fault)
        {
            Problems["Uploads"] = texts[fault];
            return await Show(ct);
        }

        return await After(await desk.Answer(Id, Firm, Text?.Trim() ?? "", papers, Me.Actor, ct), "Text", "told.answered", ct);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct) => await After(await desk.TakeBack(Id, Firm, Me.Actor, ct), "", "told.withdrawn", ct);

    public async Task<IActionResult> OnPostSwapAsync(CancellationToken ct) => await After(await desk.Swap(Id, Firm, NewPlate ?? "", Me.Actor, ct), "NewPlate", "told.swapped", ct);

    public async Task<IActionResult> OnPostEndAsync(CancellationToken ct) => await After(await desk.End(Id, Firm, "", Me.Actor, ct), "", "told.ended", ct);

    private async Task<IActionResult> After(ApplicationStep step, string field, string told, CancellationToken ct)
    {
        if (step == ApplicationStep.NotFound)
            return NotFound();
        if (step is ApplicationStep.TextMissing or ApplicationStep.NotAPlate or ApplicationStep.BadFile)
        {
            Problems[step == ApplicationStep.BadFile ? "Uploads" : field] = texts["step." + Kebab.Name(step)];
            return await Show(ct);
        }

        TempData.Tell(texts[step == ApplicationStep.Done ? told : "step.too-late"], tone: step == ApplicationStep.Done ? Tone.Ok : Tone.Warning);
        return Redirect($"/ontheffingen/{Id}");
    }

    private async Task<IActionResult> Show(CancellationToken ct)
    {
        if (await library.Find(Id, Firm, Me.Actor, ct) is not { } view)
            return NotFound();
        View = view;
        return Page();
    }
}
