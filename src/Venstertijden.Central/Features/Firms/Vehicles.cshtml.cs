using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Windows;

namespace Venstertijden.Central.Features.Firms;

/// <summary>A vehicle in the list, with what holds for it today.</summary>
public sealed record VehicleLine(FleetVehicle Vehicle, IReadOnlyList<Today> Zones)
{
    public LocalDate? EndsOn => Zones.Min(z => z.EndsOn);

    /// <summary>Zones that say the same today, together.</summary>
    public IReadOnlyList<IReadOnlyList<Today>> ZonesAlike => [.. Zones.GroupBy(z => (z.Word, z.Clock)).Select(g => g.ToList())];
}

/// <summary>Which of my vehicles may enter now, and what do I have to do about the others?</summary>
public sealed class VehiclesModel(FirmFleet fleet, IClock clock, IStringLocalizer<FirmTexts> texts) : PageModel
{
    private static readonly Period Soon = Period.FromDays(90);

    [BindProperty] public string? Plates { get; set; }
    [BindProperty] public string? Nickname { get; set; }

    public IReadOnlyList<VehicleLine> Lines { get; private set; } = [];
    public IReadOnlyList<PastedFault> Faults { get; private set; } = [];
    public string? Problem { get; private set; }
    public Instant Now { get; private set; }
    public int MayEnterNow => Lines.Count(l => l.Zones.All(z => z.Tone == Shared.Tags.Tone.Ok));
    public int MayEnterSomewhere => Lines.Count(l => l.Zones.Any(z => z.Tone == Shared.Tags.Tone.Ok));
    public IEnumerable<VehicleLine> EndingSoon => Lines.Where(l => EndsSoon(l.EndsOn));

    private Person Me => Person.Required(User);
    private Guid Firm => Me.FirmId ?? throw new InvalidOperationException($"The firm account {Me.Id} has no firm.");

    public bool EndsSoon(LocalDate? date) => date is { } end && end <= DutchTime.Local(Now).Date + Soon;

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

        var (added, at) = await fleet.AddMany(Firm, pasted.Plates, string.IsNullOrWhiteSpace(Nickname) || pasted.Plates.Count > 1 ? null : Nickname.Trim(), Me.Actor, ct);
        string told = added.Count == 1 ? texts["added.one", added[0].Shown] : texts["added.some", added.Count];
        int already = pasted.Plates.Count - added.Count;
        if (already > 0) told += " " + texts["added.already", already];
        TempData.Tell(told, added.Count == 0 ? null : $"/mijn-voertuigen?handler=Undo&at={InstantPattern.ExtendedIso.Format(at)}");
        if (Faults.Count == 0) return RedirectToPage();

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
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid vehicle, CancellationToken ct)
    {
        if (await fleet.Find(Firm, vehicle, ct) is not { } found) return NotFound();
        await fleet.Remove(Firm, vehicle, Me.Actor, ct);
        TempData.Tell(texts["removed", found.Plate.Shown], $"/mijn-voertuigen?handler=Restore&plate={found.Plate.Text}&nickname={Uri.EscapeDataString(found.Row.Nickname ?? "")}");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRestoreAsync([FromQuery] string plate, [FromQuery] string? nickname, CancellationToken ct)
    {
        await fleet.Add(Firm, plate, string.IsNullOrEmpty(nickname) ? null : nickname, Me.Actor, ct);
        TempData.Tell(texts["restored"]);
        return RedirectToPage();
    }

    private async Task Load(CancellationToken ct)
    {
        Now = clock.GetCurrentInstant();
        var lines = (await fleet.List(Firm, ct)).Select(vehicle =>
        {
            var access = new VehicleAccess(at => fleet.Access(vehicle.Plate, at), vehicle.Exemptions);
            return new VehicleLine(vehicle, [.. vehicle.Now.Select(zone => Today.Of(access, zone, Now))]);
        });
        Lines = [.. lines.OrderBy(l => !EndsSoon(l.EndsOn)).ThenBy(l => l.Vehicle.Plate.Text, StringComparer.Ordinal)];
    }
}
