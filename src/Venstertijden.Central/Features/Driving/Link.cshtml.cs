using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Driving;

/// <summary>A firm makes the link for a vehicle's driver, prints it, and ends it.</summary>
[ResponseCache(NoStore = true)]
public sealed class LinkModel(DriverLinks links, FirmFleet fleet, CentralOptions options, IStringLocalizer<DrivingTexts> texts) : PageModel
{
    private const string KeyOnce = "driver.key";

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    public FleetVehicle Vehicle { get; private set; } = null!;

    /// <summary>The link, on the one page after it was made; null elsewhere.</summary>
    public string? Address { get; private set; }

    /// <summary>The same to scan.</summary>
    public QrSquares? Code { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await fleet.Find(FirmPages.FirmOf(User), Id, ct) is not { } vehicle)
            return NotFound();
        Vehicle = vehicle;
        if (TempData[KeyOnce] is string key)
        {
            Address = $"{options.Mail.Link?.TrimEnd('/') ?? $"{Request.Scheme}://{Request.Host}"}{DrivingPages.Path}/{key}";
            Code = QrSquares.Of(Address);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        if (await links.Make(FirmPages.FirmOf(User), Id, Person.Required(User).Actor, ct) is not { } key)
            return NotFound();
        TempData[KeyOnce] = key;
        return RedirectToPage(new { id = Id });
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        if (await links.Close(FirmPages.FirmOf(User), Id, Person.Required(User).Actor, ct))
            TempData.Tell(texts["link.closed"]);
        return RedirectToPage(new { id = Id });
    }
}
