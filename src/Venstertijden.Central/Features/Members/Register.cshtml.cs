using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Mail;

namespace Venstertijden.Central.Features.Members;

/// <summary>A firm begins: its name, its number, and where to send the mail.</summary>
[EnableRateLimiting(MemberPages.Limit)]
public sealed class RegisterModel(Enrolment enrolment, BusinessSignIn business, IStringLocalizer<MemberTexts> texts) : PageModel
{
    private const int MaxName = 200;

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Kvk { get; set; }
    [BindProperty] public string? Address { get; set; }

    /// <summary>The mail went out; null while the form is open.</summary>
    public string? MailedTo { get; private set; }

    /// <summary>Key of what stops it all.</summary>
    public string? Refusal { get; private set; }

    public bool Broker => business.IsOffered;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        (string name, string address) = (Name?.Trim() ?? "", Address?.Trim() ?? "");
        if (name.Length is 0 or > MaxName) ModelState.AddModelError(nameof(Name), texts["register.name.missing"]);
        if (!KvkNumber.TryRead(Kvk, out string kvk)) ModelState.AddModelError(nameof(Kvk), texts["register.kvk.bad"]);
        if (!MailMessages.IsAddress(address)) ModelState.AddModelError(nameof(Address), texts["step.NotAnAddress"]);
        if (!ModelState.IsValid) return Page();
        switch (await enrolment.Register(name, kvk, address, ct))
        {
            case RegisterOutcome.Mailed:
                MailedTo = address;
                break;
            case RegisterOutcome.Known:
                Refusal = "register.known";
                break;
            default:
                Refusal = "step.NotSent";
                break;
        }

        return Page();
    }

    public string? Problem(string field) => ModelState[field]?.Errors.FirstOrDefault()?.ErrorMessage;
}
