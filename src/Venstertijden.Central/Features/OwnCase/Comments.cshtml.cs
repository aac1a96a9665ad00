using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Venstertijden.Central.Features.OwnCase;

/// <summary>Which cases have a comment that nobody has read?</summary>
public sealed class CommentsModel(OwnCaseDesk desk) : PageModel
{
    public IReadOnlyList<OwnCaseKey> Waiting { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Waiting = await desk.Unread(ct);
}
