using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Members;

/// <summary>Which firms wait for the letter with their code? And who showed to be the holder of a plate?</summary>
public sealed class FirmsModel(FirmProof proof, MandateDesk mandates, IStringLocalizer<MemberTexts> texts) : PageModel
{
    [BindProperty] public string? Address { get; set; }
    [BindProperty] public Guid Firm { get; set; }

    public IReadOnlyList<Firm> Waiting { get; private set; } = [];
    public string? AddressProblem { get; private set; }

    [BindProperty] public string? Kvk { get; set; }
    [BindProperty] public string? Plate { get; set; }
    [BindProperty] public string? LastDay { get; set; }
    [BindProperty] public string? Seen { get; set; }

    public IReadOnlyList<GivenMandate> Mandates { get; private set; } = [];
    public MandateStep? Problem { get; private set; }
    public bool IsSeenMissing { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostHolderAsync(CancellationToken ct)
    {
        string seen = Seen?.Trim() ?? "";
        IsSeenMissing = seen.Length is 0 or > 200;
        if (!IsSeenMissing)
        {
            var step = await mandates.GiveByOfficial(Kvk, Plate, TypedDay.Of(LastDay), seen, Person.Required(User).Actor, ct);
            if (step == MandateStep.Done)
            {
                TempData.Tell(texts["mandate.given"]);
                return Redirect(MemberPages.Firms + "#houders");
            }

            Problem = step;
        }

        await Load(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid mandate, CancellationToken ct)
    {
        if (await mandates.End(null, mandate, Person.Required(User).Actor, ct)) TempData.Tell(texts["mandate.ended"]);
        return Redirect(MemberPages.Firms + "#houders");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        string address = Address?.Trim() ?? "";
        if (address.Length is > 0 and <= FirmProof.MaxAddress)
            return await proof.MakeLetter(Firm, address, Person.Required(User).Actor, ct) is { } letter ? File(letter, "application/pdf", "brief-bedrijf.pdf") : NotFound();
        AddressProblem = texts["firms.address.missing"];
        await Load(ct);
        return Page();
    }

    private async Task Load(CancellationToken ct) => (Waiting, Mandates) = (await proof.Asked(ct), await mandates.GivenByOfficials(ct));
}
