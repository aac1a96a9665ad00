using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Inspecting;

/// <summary>The round: every post with its signs as one form, signed once. With scripts it is filled in without a connection too.</summary>
[RequestSizeLimit(RoundForm.MaxBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = RoundForm.MaxBytes)]
public sealed class IndexModel(InspectionDesk desk, IClock clock) : PageModel
{
    public RoundView Round { get; private set; } = null!;
    public int Due => Round.Stops.Count(s => s.IsDue);

    public async Task OnGetAsync(CancellationToken ct) => Round = View(await desk.Route(ct), null, [], Guid.NewGuid());

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var route = await desk.Route(ct);
        var form = await Request.ReadFormAsync(ct);
        var round = await RoundForm.Read(form, route, ct);
        if (round.Key == Guid.Empty)
            return BadRequest();
        var outcome = await desk.Sign(round, Person.Required(User), ct);
        if (outcome.Number is { } number)
            return Redirect($"{InspectingPages.Address}/ronde/{number}");
        Round = View(route, form, outcome.Faults, round.Key);
        return Page();
    }

    private RoundView View(IReadOnlyList<RouteStop> route, Microsoft.AspNetCore.Http.IFormCollection? sent, IReadOnlyList<RoundFault> faults, Guid key) =>
        new(route, DutchTime.Local(clock.GetCurrentInstant()).Date, sent, faults, key);
}
