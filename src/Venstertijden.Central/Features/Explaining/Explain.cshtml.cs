using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Explaining;

/// <summary>
/// "Why this verdict, and what did we know then?": the account as known at a moment beside that of now. The moment stands in the address,
/// so that a colleague or a judge's clerk can be sent the same page.
/// </summary>
public sealed class ExplainModel(CaseAccounts accounts, CentralDb db, IClock clock) : PageModel
{
    private static readonly LocalDateTimePattern[] Patterns =
        [.. ((string[])["uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd'T'HH:mm:ss", "uuuu-MM-dd HH:mm"]).Select(LocalDateTimePattern.CreateWithInvariantCulture)];

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    /// <summary>Local day and time, as the browser's field writes it; empty for the verdict as it was given.</summary>
    [BindProperty(SupportsGet = true)] public string? Op { get; set; }

    /// <summary>Only lines that differ.</summary>
    [BindProperty(SupportsGet = true)] public bool Verschil { get; set; }

    public CaseAccount? Account { get; private set; }

    /// <summary>Why the moment cannot be shown; null when it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>This officer has yet to read the plate blind: the account would tell it.</summary>
    public bool ReadsBlindFirst { get; private set; }

    public string Number { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == Id, ct) is not { } row)
            return NotFound();
        Number = row.Number;
        var (me, now) = (Person.Required(User), clock.GetCurrentInstant());
        var at = MomentOf(Op, now);
        if (await accounts.Of(Id, at, now, me.Actor, "uitleg", ct) is not { } account)
            return NotFound();
        ReadsBlindFirst = row.State is CaseState.Ready or CaseState.SecondOpinion && !account.View.Events.Any(e => e is PlateRead or PlateCorrected && e.By.UserId == me.Id);
        if (!ReadsBlindFirst)
            Account = account;
        return Page();
    }

    private Instant? MomentOf(string? text, Instant now)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (Patterns.Select(p => p.Parse(text.Trim())).FirstOrDefault(p => p.Success) is not { } read)
            Problem = AccountTexts.Say("pick.bad");
        else if (DutchTime.InstantsOf(read.Value) is not [var first, ..])
            Problem = AccountTexts.Say("pick.skipped");
        else if (first > now)
            Problem = AccountTexts.Say("pick.future");
        else
            return first;
        return null;
    }

    /// <summary>The field's value: what was typed, else nothing.</summary>
    public string Shown => Op?.Trim().Replace(' ', 'T') ?? "";

    public string Latest => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(clock.GetCurrentInstant().InZone(Written.Zone).LocalDateTime);
}
