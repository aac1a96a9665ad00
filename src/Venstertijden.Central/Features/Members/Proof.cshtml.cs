using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Members;

/// <summary>Is it shown that we are this firm? And if not: the letter, and its code.</summary>
public sealed class ProofModel(CentralDb db, FirmProof proof, BusinessSignIn business, IStringLocalizer<MemberTexts> texts) : PageModel
{
    [BindProperty] public string? Code { get; set; }

    public Firm Firm { get; private set; } = null!;
    public string? CodeProblem { get; private set; }
    public bool Broker => business.IsOffered;

    private Person Me => Person.Required(User);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        await proof.Ask(FirmPages.FirmOf(User), Me.Actor, ct);
        TempData.Tell(texts["proof.asked"]);
        return Redirect(MemberPages.Proof);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var step = await proof.Type(FirmPages.FirmOf(User), Code ?? "", Me.Actor, ct);
        if (step == ProofStep.Proven)
        {
            TempData.Tell(texts["proof.done"]);
            return Redirect(MemberPages.Proof);
        }

        CodeProblem = texts["proof." + step];
        await Load(ct);
        return Page();
    }

    private async Task Load(CancellationToken ct)
    {
        var firm = FirmPages.FirmOf(User);
        Firm = await db.Firms.AsNoTracking().FirstAsync(f => f.Id == firm, ct);
    }
}
