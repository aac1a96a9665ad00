using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Api.Clients;

/// <summary>Which programs may a firm's software use, and what may they do?</summary>
public sealed class ConnectionsModel(ClientDesk desk, IStringLocalizer<ApiTexts> texts) : PageModel
{
    private const string IdOnce = "api.id";
    private const string SecretOnce = "api.secret";
    private const string RotatedOnce = "api.rotated";

    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string[] Scopes { get; set; } = [];

    public IReadOnlyList<ApiClient> Clients { get; private set; } = [];
    public string? NameProblem { get; private set; }
    public string? ScopesProblem { get; private set; }

    /// <summary>Id and secret, on the one page after they were made; null elsewhere.</summary>
    public (string Id, string Secret, bool IsRotated)? Once { get; private set; }

    private Guid Firm => FirmPages.FirmOf(User);
    private Person Me => Person.Required(User);

    public async Task OnGetAsync(CancellationToken ct)
    {
        // What is kept for the next page comes back as another type where it looks like one.
        if (TempData[IdOnce]?.ToString() is { } id && TempData[SecretOnce] is string secret)
            Once = (id, secret, TempData[RotatedOnce] is true);
        Clients = await desk.List(Firm, ct);
        Scopes = [ApiScopes.ReadVehicles];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        string name = Name?.Trim() ?? "";
        NameProblem = name.Length is 0 or > ApiClient.MaxName || name.Any(char.IsControl) ? texts["bad.name"].Value : null;
        ScopesProblem = Scopes.Intersect(ApiScopes.All).Any() ? null : texts["bad.scopes"].Value;
        if (NameProblem is null && ScopesProblem is null)
        {
            if (await desk.Make(Firm, name, Scopes, Me.Actor, ct) is var (id, secret))
                return ShowOnce(id, secret, rotated: false);
            NameProblem = texts["bad.most", ClientDesk.Most];
        }

        Clients = await desk.List(Firm, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRotateAsync(Guid id, CancellationToken ct) =>
        await desk.Rotate(Firm, id, Me.Actor, ct) is { } secret ? ShowOnce(id, secret, rotated: true) : NotFound();

    public async Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken ct)
    {
        string? name = (await desk.List(Firm, ct)).FirstOrDefault(c => c.Id == id)?.Name;
        if (!await desk.Revoke(Firm, id, Me.Actor, ct))
            return NotFound();
        TempData.Tell(texts["closed", name!]);
        return Redirect(ApiFeature.Connections);
    }

    private RedirectResult ShowOnce(Guid id, string secret, bool rotated)
    {
        (TempData[IdOnce], TempData[SecretOnce], TempData[RotatedOnce]) = (id.ToString(), secret, rotated);
        return Redirect(ApiFeature.Connections);
    }
}
