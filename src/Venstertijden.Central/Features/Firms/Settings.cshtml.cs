using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Firms.Warning;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Mail;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Firms;

/// <summary>Where does the firm want to be warned, and when? And the address of its calendar.</summary>
public sealed class SettingsModel(CentralDb db, IClock clock, IStringLocalizer<FirmTexts> texts) : PageModel
{
    private const int MailsShown = 10;
    private const string KeyOnce = "calendar.key";

    [BindProperty] public string? Address { get; set; }
    [BindProperty] public int[] Steps { get; set; } = [];

    public Firm Firm { get; private set; } = null!;
    public IReadOnlyList<FirmMail> Mails { get; private set; } = [];
    public string? AddressProblem { get; private set; }

    /// <summary>The calendar's address, on the one page after it was made; null elsewhere.</summary>
    public string? CalendarAddress { get; private set; }

    private Person Me => Person.Required(User);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await Load(ct);
        (Address, Steps) = (Firm.NoticeAddress, [.. WarningStep.All.Where(Firm.WarnsAt)]);
        if (TempData[KeyOnce] is string key) CalendarAddress = $"{Request.Scheme}://{Request.Host}/agenda/{key}.ics";
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await Load(ct);
        string address = Address?.Trim() ?? "";
        if (address.Length > 0 && !MailMessages.IsAddress(address))
        {
            AddressProblem = texts["settings.address.bad"];
            return Page();
        }

        Firm.NoticeAddress = address.Length == 0 ? null : address;
        Firm.StepsOff = string.Join(',', WarningStep.All.Except(Steps));
        var now = clock.GetCurrentInstant();
        // What waits goes to the new address now, not when the old one would have been tried again.
        foreach (var waiting in await db.FirmMails.Where(m => m.FirmId == Firm.Id && m.SentAt == null).ToListAsync(ct))
            waiting.NextAt = now;
        AuditTrail.Record(db, Me.Actor, "firm.settings", $"firm:{Firm.Id}", Firm.NoticeAddress is null ? "no address" : "address and steps", now);
        await db.SaveChangesAsync(ct);
        TempData.Tell(texts[Firm.NoticeAddress is null ? "settings.saved.none" : "settings.saved"]);
        return Redirect(FirmPages.Settings);
    }

    public async Task<IActionResult> OnPostCalendarAsync(CancellationToken ct)
    {
        await Load(ct);
        TempData[KeyOnce] = FleetCalendar.NewKey(Firm);
        AuditTrail.Record(db, Me.Actor, "firm.calendar", $"firm:{Firm.Id}", "new address", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return Redirect(FirmPages.Settings + "#agenda");
    }

    public async Task<IActionResult> OnPostCloseCalendarAsync(CancellationToken ct)
    {
        await Load(ct);
        Firm.CalendarKeyHash = null;
        AuditTrail.Record(db, Me.Actor, "firm.calendar", $"firm:{Firm.Id}", "closed", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        TempData.Tell(texts["settings.calendar.closed"]);
        return Redirect(FirmPages.Settings + "#agenda");
    }

    private async Task Load(CancellationToken ct)
    {
        var firm = FirmPages.FirmOf(User);
        Firm = await db.Firms.FirstAsync(f => f.Id == firm, ct);
        Mails = await db.FirmMails.AsNoTracking().Where(m => m.FirmId == firm).OrderByDescending(m => m.Day).Take(MailsShown).ToListAsync(ct);
    }
}
