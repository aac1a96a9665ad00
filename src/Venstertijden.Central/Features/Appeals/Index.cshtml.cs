using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Venstertijden.Central.Features.Appeals;

/// <summary>What must be answered, by when; the hearings to come; what was decided.</summary>
public sealed class IndexModel(AppealDesk desk) : PageModel
{
    public IReadOnlyList<AppealRequest> Requests { get; private set; } = [];
    public LocalDate Today => desk.Today;
    public int Open => Requests.Count(r => r.IsOpen);
    public int Late => Requests.Count(r => r.IsOpen && r.DueOn < Today);
    public IEnumerable<IGrouping<LocalDate, AppealRequest>> Hearings => Requests.Where(r => r.HearingOn >= Today).GroupBy(r => r.HearingOn!.Value).OrderBy(g => g.Key);
    public IReadOnlyList<AppealFigures> Figures => AppealFigures.Of(Requests, Today);

    public async Task OnGetAsync(CancellationToken ct) => Requests = await desk.List(ct);
}
