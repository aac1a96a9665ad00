using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Api.Webhooks;

/// <summary>Where is a client told what happens, and did it arrive?</summary>
public sealed class WebhookModel(WebhookDesk desk, WebhookDoor door, IStringLocalizer<ApiTexts> texts) : PageModel
{
    private const string SecretOnce = "webhook.secret";

    [BindProperty] public string? Address { get; set; }
    [BindProperty] public string[] Events { get; set; } = [];

    public ApiClient Client { get; private set; } = null!;
    public WebhookView? View { get; private set; }
    public string? AddressProblem { get; private set; }
    public string? EventsProblem { get; private set; }

    /// <summary>The secret, on the one page after it was made; null elsewhere.</summary>
    public string? Secret { get; private set; }

    private Guid Firm => FirmPages.FirmOf(User);
    private Person Me => Person.Required(User);

    /// <summary>The page of a client's webhook.</summary>
    public static string At(Guid client) => $"{ApiFeature.Connections}/{client}/meldingen";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct))
            return NotFound();
        Secret = TempData[SecretOnce] as string;
        (Address, Events) = (View?.Hook.Address, View?.Hook.Events.Split(' ') ?? [.. WebhookEvents.All]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct))
            return NotFound();
        var address = WebhookAddress.Read(Address, door.AllowsLoopback);
        AddressProblem = address is null ? texts["hook.bad.address"].Value : null;
        EventsProblem = Events.Intersect(WebhookEvents.All).Any() ? null : texts["hook.bad.events"].Value;
        if (address is null || EventsProblem is not null)
            return Page();
        if (await desk.Keep(Client, address, Events, Me.Actor, ct) is { } secret)
            TempData[SecretOnce] = secret;
        else
            TempData.Tell(texts["hook.saved"]);
        return Redirect(At(id));
    }

    public async Task<IActionResult> OnPostRotateAsync(Guid id, CancellationToken ct)
    {
        if (await desk.Rotate(Firm, id, Me.Actor, ct) is not { } secret)
            return NotFound();
        TempData[SecretOnce] = secret;
        return Redirect(At(id));
    }

    public async Task<IActionResult> OnPostTestAsync(Guid id, CancellationToken ct)
    {
        if (!await desk.Test(Firm, id, ct))
            return NotFound();
        TempData.Tell(texts["hook.tested"]);
        return Redirect(At(id));
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct)
    {
        if (!await desk.End(Firm, id, Me.Actor, ct))
            return NotFound();
        TempData.Tell(texts["hook.ended"]);
        return Redirect(At(id));
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await desk.Client(Firm, id, ct) is not { } client)
            return false;
        (Client, View) = (client, await desk.Find(Firm, id, ct));
        return true;
    }
}
