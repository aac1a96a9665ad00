using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Start;

/// <summary>What needs this person now, in words with numbers.</summary>
public sealed class IndexModel(Needs needs, IClock clock) : PageModel
{
    public Person Me => Person.Required(User);
    public IReadOnlyList<Need> Needs { get; private set; } = [];

    /// <summary>Key of the greeting that fits the hour.</summary>
    public string Greeting => DutchTime.Local(clock.GetCurrentInstant()).Hour switch { < 6 => "night", < 12 => "morning", < 18 => "afternoon", _ => "evening" };

    public async Task OnGetAsync(CancellationToken ct) => Needs = await needs.Of(Me, ct);
}
