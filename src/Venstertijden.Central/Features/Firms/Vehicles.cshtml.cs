using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Firms.Uploading;
using Venstertijden.Central.Features.Firms.Warning;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms;

/// <summary>Which of my vehicles may enter now, and what do I have to do about the others?</summary>
public sealed class VehiclesModel(FirmFleet fleet, NoticeDesk notices, IClock clock, IStringLocalizer<FirmTexts> texts) : PageModel
{
    [BindProperty] public string? Plates { get; set; }
    [BindProperty] public string? Nickname { get; set; }
    [BindProperty] public string? Group { get; set; }
    [BindProperty] public string? HiredUntil { get; set; }

    /// <summary>The vehicle whose line is a form.</summary>
    [BindProperty(SupportsGet = true, Name = "wijzig")] public Guid? Editing { get; set; }

    public FleetFilter Filter { get; private set; } = new();
    public IReadOnlyList<FleetVehicle> All { get; private set; } = [];
    public IReadOnlyList<FleetVehicle> Found { get; private set; } = [];
    public IReadOnlyList<PastedFault> Faults { get; private set; } = [];
    public string? Problem { get; private set; }
    public string? DateProblem { get; private set; }
    public Instant Now { get; private set; }
    public LocalDate Today => DutchTime.Local(Now).Date;

    public IReadOnlyList<FleetVehicle> Shown => Filter.Print ? Found : [.. Found.Skip((Filter.Page - 1) * FleetFilter.PageSize).Take(FleetFilter.PageSize)];
    public int Pages => Math.Max(1, (Found.Count + FleetFilter.PageSize - 1) / FleetFilter.PageSize);
    public IReadOnlyList<string> Groups => [.. All.Select(v => v.Row.Group).OfType<string>().Distinct().Order(StringComparer.CurrentCultureIgnoreCase)];
    public IReadOnlyList<FleetVehicle> Elsewhere => [.. All.Where(v => v.ElsewhereSince is not null)];

    /// <summary>Warnings that nobody of the firm has seen yet.</summary>
    public IReadOnlyList<EndingTogether> Ending { get; private set; } = [];

    private Person Me => Person.Required(User);
    private Guid Firm => FirmPages.FirmOf(User);
    private string Here => FleetFilter.Of(Request.Query).Address(FirmPages.Fleet);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        var pasted = PastedPlates.Read(Plates);
        Faults = pasted.Faults;
        if (pasted.Plates.Count + pasted.Faults.Count == 0) Problem = texts["add.empty"];
        else if (pasted.Plates.Count > PastedPlates.Most) Problem = texts["add.many", PastedPlates.Most];
        if (Problem is not null)
        {
            await Load(ct);
            return Page();
        }

        var (added, at) = await fleet.AddMany(Firm, pasted.Plates, pasted.Plates.Count > 1 ? null : TextOf(Nickname), Me.Actor, ct);
        string told = added.Count == 1 ? texts["added.one", added[0].Shown] : texts["added.some", added.Count];
        int already = pasted.Plates.Count - added.Count;
        if (already > 0) told += " " + texts["added.already", already];
        TempData.Tell(told, added.Count == 0 ? null : $"{FirmPages.Fleet}?handler=Undo&at={InstantPattern.ExtendedIso.Format(at)}");
        if (Faults.Count == 0) return Redirect(Here);

        // What could not be read stays in the field; what could, is in the list already.
        Plates = pasted.Rest;
        ModelState.Clear();
        await Load(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostUndoAsync([FromQuery] string at, CancellationToken ct)
    {
        if (!InstantPattern.ExtendedIso.Parse(at).TryGetValue(default, out var moment)) return BadRequest();
        TempData.Tell(texts["undone", await fleet.RemoveAddedAt(Firm, moment, Me.Actor, ct)]);
        return Redirect(FirmPages.Fleet);
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid vehicle, CancellationToken ct)
    {
        var until = TextOf(HiredUntil) is { } text ? WrittenDate.Read(text) : null;
        DateProblem = TextOf(HiredUntil) is null ? null : until is null ? texts["row.BadDate"].Value : until < DutchTime.Local(clock.GetCurrentInstant()).Date ? texts["row.PastDate"].Value : null;
        if (DateProblem is not null)
        {
            Editing = vehicle;
            await Load(ct);
            return Page();
        }

        if (await fleet.Find(Firm, vehicle, ct) is not { } before) return NotFound();
        await fleet.Change(Firm, vehicle, TextOf(Nickname), TextOf(Group), until, Me.Actor, ct);
        TempData.Tell(texts["changed", before.Plate.Shown]);
        return Redirect(Here + "#v-" + vehicle);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid[] vehicle, CancellationToken ct)
    {
        var (removed, at) = await fleet.Remove(Firm, vehicle, Me.Actor, ct);
        if (removed.Count == 0 && vehicle.Length > 0) return NotFound();
        if (removed.Count == 0) TempData.Tell(texts["removed.none"], tone: Tone.Info);
        else TempData.Tell(removed.Count == 1 ? texts["removed", removed[0].Shown] : texts["removed.some", removed.Count], $"{FirmPages.Fleet}?handler=Restore&at={InstantPattern.ExtendedIso.Format(at)}");
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostRestoreAsync([FromQuery] string at, CancellationToken ct)
    {
        if (!InstantPattern.ExtendedIso.Parse(at).TryGetValue(default, out var moment)) return BadRequest();
        int restored = await fleet.Restore(Firm, moment, Me.Actor, ct);
        TempData.Tell(restored == 1 ? texts["restored"] : texts["restored.some", restored]);
        return Redirect(FirmPages.Fleet);
    }

    public async Task<IActionResult> OnPostSeenAsync(string right, string endsOn, CancellationToken ct)
    {
        if (!LocalDatePattern.Iso.Parse(endsOn).TryGetValue(default, out var date)) return BadRequest();
        var at = await notices.See(Firm, await fleet.List(Firm, ct), right, date, ct);
        TempData.Tell(texts["ending.told"], $"{FirmPages.Fleet}?handler=Unsee&at={InstantPattern.ExtendedIso.Format(at)}");
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostUnseeAsync([FromQuery] string at, CancellationToken ct)
    {
        if (!InstantPattern.ExtendedIso.Parse(at).TryGetValue(default, out var moment)) return BadRequest();
        await notices.Unsee(Firm, moment, ct);
        TempData.Tell(texts["ending.again"]);
        return Redirect(FirmPages.Fleet);
    }

    private async Task Load(CancellationToken ct)
    {
        Now = clock.GetCurrentInstant();
        Filter = FleetFilter.Of(Request.Query);
        All = await fleet.List(Firm, ct);
        Ending = await notices.Unseen(Firm, All, ct);
        Found = Filter.Apply(All, Today);
        if (Filter.Page > Pages) Filter = Filter with { Page = Pages };
    }

    private static string? TextOf(string? text) => CellText.Clean(text) is { Length: > 0 } clean ? clean : null;
}
