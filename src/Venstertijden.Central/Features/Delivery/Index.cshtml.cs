using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>What may go to the fining body now, what is held and why, and the batches that went.</summary>
public sealed class IndexModel(DeliveryDesk desk, DeliveryList list, DeliveryAnswers answers, Deliveries deliveries, CentralDb db, IStringLocalizer<DeliveryTexts> texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "voor")] public string? Before { get; set; }
    [BindProperty] public string? Seen { get; set; }
    [BindProperty] public IFormFile? Answer { get; set; }

    public Proposal Proposal { get; private set; } = new([], 0);
    public IReadOnlyList<BatchSummary> Batches { get; private set; } = [];
    public bool HasMore { get; private set; }
    public IReadOnlyList<DeliveryAnswer> Refused { get; private set; } = [];

    /// <summary>Cases that the fining body refused and that wait for an officer.</summary>
    public IReadOnlyList<(Guid Id, string Number, string Code)> Returned { get; private set; } = [];

    public DeliveryLink? Link { get; private set; }
    public bool HasLink => deliveries.HasLink;
    public string LinkAddress => deliveries.Address;
    public string? Problem { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        var (outcome, batch) = await desk.Make(Seen ?? "", Person.Required(User).Actor, ct);
        if (outcome == BatchOutcome.Made)
        {
            TempData.Tell(HasLink ? texts["told.made", batch!.Number] : texts["told.made.by-hand", batch!.Number]);
            return Redirect($"/aanlevering/{batch.Number}");
        }

        Problem = texts["problem." + Data.Kebab.Name(outcome)];
        await Load(ct);
        return Page();
    }

    /// <summary>An answer that somebody brings himself.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken ct)
    {
        if (Answer is not { Length: > 0 and <= ICaseExport.MaxAnswerBytes } file)
        {
            Problem = texts["problem.no-file"];
            await Load(ct);
            return Page();
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        var taken = await answers.Take(db, Path.GetFileName(file.FileName), content.ToArray(), Person.Required(User).Actor, ct);
        TempData.Tell(
            !taken.IsTakenIn ? texts["told.refused", taken.FileName, taken.Problems.Split('\n')[0]] : taken.Problems.Length > 0 ? texts["told.taken.problems", taken.Applied] : texts["told.taken", taken.Applied],
            tone: taken.IsTakenIn && taken.Problems.Length == 0 ? Tone.Ok : Tone.Danger);
        return Redirect(taken is { IsTakenIn: true, BatchNumber: { } number } ? $"/aanlevering/{number}" : "/aanlevering");
    }

    private async Task Load(CancellationToken ct)
    {
        Proposal = await desk.Propose(ct);
        var found = await list.Batches(Before, DeliveryList.PageSize + 1, ct);
        (Batches, HasMore) = ([.. found.Take(DeliveryList.PageSize)], found.Count > DeliveryList.PageSize);
        Refused = [.. (await list.Answers(null, 20, ct)).Where(a => !a.IsTakenIn)];
        Returned = await list.Returned(ct);
        Link = await list.Link(ct);
        Seen = Proposal.Mark;
        ModelState.Clear();
    }
}
