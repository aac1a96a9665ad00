using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Venstertijden.Central.Features.Delivery;

/// <summary>One batch: what was sent, what was answered, what the fining body holds.</summary>
public sealed class BatchModel(DeliveryList list, Deliveries deliveries) : PageModel
{
    public BatchSummary Summary { get; private set; } = null!;
    public IReadOnlyList<DeliveryItem> Items { get; private set; } = [];
    public IReadOnlyList<DeliveryAnswer> Answers { get; private set; } = [];
    public bool HasLink => deliveries.HasLink;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        if (await list.Batch(number, ct) is not { } found) return NotFound();
        Summary = found;
        Items = await list.Items(found.Batch.Id, ct);
        Answers = await list.Answers(number, 50, ct);
        return Page();
    }
}
