using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Members;

/// <summary>Who of my firm may sign in, and as what?</summary>
public sealed class UsersModel(FirmMembers members, IClock clock, IStringLocalizer<MemberTexts> texts) : PageModel
{
    [BindProperty] public string? Address { get; set; }
    [BindProperty] public Role Role { get; set; } = Role.FirmPlanner;
    [BindProperty] public Guid Person { get; set; }

    public IReadOnlyList<CentralUser> People { get; private set; } = [];
    public IReadOnlyList<Invitation> Invited { get; private set; } = [];
    public string? AddressProblem { get; private set; }
    public Person Me => Identity.Person.Required(User);
    public Instant Now => clock.GetCurrentInstant();

    private Guid Firm => FirmPages.FirmOf(User);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken ct)
    {
        string address = Address?.Trim() ?? "";
        var step = FirmMembers.GivenRoles.Contains(Role) ? await members.Invite(Firm, address, Role, Me.Actor, ct) : MemberStep.NotFound;
        if (step == MemberStep.Done)
        {
            TempData.Tell(texts["invite.sent", address]);
            return Redirect(MemberPages.Users);
        }

        AddressProblem = texts["step." + step];
        await Load(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostUninviteAsync(Guid invitation, CancellationToken ct) =>
        Said(await members.Uninvite(Firm, invitation, Me.Actor, ct), "uninvited");

    public async Task<IActionResult> OnPostRoleAsync(CancellationToken ct) => Said(await members.Change(Firm, Person, Role, Me.Actor, ct), "role.changed");

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        var step = await members.Remove(Firm, Person, Me.Actor, ct);
        // Who takes his own account away is out with the next page.
        return Said(step, "removed", step == MemberStep.Done && Person != Me.Id ? $"{MemberPages.Users}?handler=GiveBack&person={Person}" : null);
    }

    public async Task<IActionResult> OnPostGiveBackAsync(Guid person, CancellationToken ct) => Said(await members.GiveBack(Firm, person, Me.Actor, ct), "given-back");

    private RedirectResult Said(MemberStep step, string done, string? undoAt = null)
    {
        if (step == MemberStep.Done) TempData.Tell(texts[done], undoAt);
        else TempData.Tell(texts["step." + step], tone: Tone.Warning);
        return Redirect(MemberPages.Users);
    }

    private async Task Load(CancellationToken ct) => (People, Invited) = (await members.List(Firm, ct), await members.Invited(Firm, ct));
}
