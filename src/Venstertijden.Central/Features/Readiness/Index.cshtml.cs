using Microsoft.AspNetCore.Mvc.RazorPages;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Readiness;

/// <summary>What would today's fines miss?</summary>
public sealed class IndexModel(ReadinessOverview overview, ReadinessDesk desk, Letters.IHolderAddresses addresses) : PageModel
{
    public IReadOnlyList<ReadinessRow> Rows { get; private set; } = [];
    public IReadOnlyList<PaperChange> Running { get; private set; } = [];
    public IEnumerable<ReadinessRow> Lacking => Rows.Where(r => !r.IsReady);
    public IEnumerable<ReadinessRow> Ending => Rows.Where(r => r.Ending.Any());

    /// <summary>Columns: each kind that some row asks for.</summary>
    public IReadOnlyList<Policy.Documents.PaperKind> Kinds => [.. Rows.SelectMany(r => r.Cells.Select(c => c.Kind)).Distinct().Order()];

    /// <summary>Without a source of addresses no letter can leave.</summary>
    public bool AddressesAreThere => addresses.IsThere;

    public bool MayFile => Person.Required(User).May(Permissions.FilePapers);

    public async Task OnGetAsync(CancellationToken ct) => (Rows, Running) = (await overview.Rows(ct), await desk.Running(ct));
}
