using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Members;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Identity;

/// <summary><c>eHerkenning</c> in central's YAML: the broker (makelaar) by which firms sign in, over OpenID Connect.</summary>
/// <param name="Authority"><c>eHerkenning.authority</c>: its address; over https, http on loopback alone.</param>
/// <param name="ClientId"><c>eHerkenning.clientId</c>.</param>
/// <param name="ClientSecretFile"><c>eHerkenning.clientSecretFile</c>: a file that holds the secret alone.</param>
public sealed record BusinessBroker(Uri Authority, string ClientId, string ClientSecretFile)
{
    /// <summary><c>eHerkenning.kvkClaim</c>: the claim that holds the firm's number in the trade register.</summary>
    public string KvkClaim { get; init; } = "urn:etoegang:1.9:EntityConcernedID:KvKnr";

    /// <summary><c>eHerkenning.levels</c>: assurance levels (claim <c>acr</c>) that are good enough, with spaces between; empty takes what the broker sends.</summary>
    public string Levels { get; init; } = "";
}

/// <summary>Signs somebody in for a firm by eHerkenning. The broker vouches for person, firm and mandate, so the firm is shown to be that firm.</summary>
public sealed class BusinessSignIn(CentralOptions options, UserManager<CentralUser> users, SignInManager<CentralUser> signIns, CentralDb db, IClock clock)
{
    /// <summary>Name of the scheme, and of the provider of these accounts.</summary>
    public const string Scheme = "eherkenning";

    /// <summary>Begins signing in.</summary>
    public const string Start = "/aanmelden/eherkenning";

    /// <summary>Why the sign-in page is shown again: the broker sent nobody.</summary>
    public const string ReasonFailed = "eherkenning";

    private const string Done = Start + "/klaar";
    private const string Callback = Start + "/terug";

    /// <summary>Whether a broker is configured.</summary>
    public bool IsOffered => options.BusinessBroker is not null;

    /// <summary>Registers the way to the broker.</summary>
    /// <exception cref="BadConfigException">The secret cannot be read.</exception>
    public static void Add(IServiceCollection services, BusinessBroker broker)
    {
        string secret = ReadSecret(broker.ClientSecretFile);
        services.AddAuthentication().AddOpenIdConnect(Scheme, o =>
        {
            o.Authority = broker.Authority.AbsoluteUri.TrimEnd('/');
            o.RequireHttpsMetadata = !broker.Authority.IsLoopback;
            (o.ClientId, o.ClientSecret) = (broker.ClientId, secret);
            o.SignInScheme = IdentityConstants.ExternalScheme;
            o.CallbackPath = Callback;
            o.ResponseType = OpenIdConnectResponseType.Code;
            // By an address, not by a form that another site posts: so the cookies of the way there may stay with us.
            o.ResponseMode = OpenIdConnectResponseMode.Query;
            o.CorrelationCookie.SameSite = o.NonceCookie.SameSite = SameSiteMode.Lax;
            o.CorrelationCookie.SecurePolicy = o.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.MapInboundClaims = false;
            // The level is left out by default; here it decides.
            o.ClaimActions.Remove("acr");
            o.Events.OnRedirectToIdentityProvider = context =>
            {
                if (broker.Levels.Length > 0) context.ProtocolMessage.AcrValues = broker.Levels;
                return Task.CompletedTask;
            };
            o.Events.OnRemoteFailure = context =>
            {
                context.Response.Redirect($"{IdentityFeature.SignInPath}?{IdentityFeature.ReasonKey}={ReasonFailed}");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>Maps the way there and back.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        const string Why = "Whoever signs in by a broker has not signed in yet; nothing is shown.";
        app.MapGet(Start, (BusinessSignIn business, string? terug) => business.IsOffered
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = terug is null ? Done : $"{Done}?terug={Uri.EscapeDataString(terug)}" }, [Scheme])
            : Results.NotFound()).OpenBecause(Why);
        app.MapGet(Done, async (BusinessSignIn business, HttpContext context, string? terug, CancellationToken ct) =>
        {
            var answer = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
            var user = answer.Succeeded ? await business.Enter(answer.Principal, ct) : null;
            await context.SignOutAsync(IdentityConstants.ExternalScheme);
            if (user is null)
                return Results.Redirect($"{IdentityFeature.SignInPath}?{IdentityFeature.ReasonKey}={ReasonFailed}");
            return Results.LocalRedirect(RedirectHttpResult.IsLocalUrl(terug) ? terug! : SignInModel.OwnPage(user.Role));
        }).OpenBecause(Why);
    }

    /// <summary>Signs in whom the broker sent, with an account made at the first time; null when it names no firm, too low a level, or an account that was taken away.</summary>
    private async Task<CentralUser?> Enter(ClaimsPrincipal sent, CancellationToken ct)
    {
        var broker = options.BusinessBroker!;
        if (sent.FindFirstValue("sub") is not { Length: > 0 } person || !KvkNumber.TryRead(sent.FindFirstValue(broker.KvkClaim), out string kvk))
            return null;
        if (broker.Levels.Length > 0 && !broker.Levels.Split(' ').Contains(sent.FindFirstValue("acr")))
            return null;
        // One person may come for several firms; for each he has an account.
        string key = $"{kvk}|{person}";
        var user = await users.FindByLoginAsync(Scheme, key) ?? await Make(sent, kvk, key, ct);
        if (user.RemovedAt is not null || user.Site != db.CurrentSite)
            return null;
        await signIns.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(Person.MethodClaim, Person.ByAnother)]);
        return user;
    }

    private async Task<CentralUser> Make(ClaimsPrincipal sent, string kvk, string key, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var program = Actor.System(Scheme);
        if (await db.Firms.FirstOrDefaultAsync(f => f.ProvenKvkNumber == kvk, ct) is not { } firm)
        {
            // Whoever registered this number without showing it stays apart: he gets no part in what is shown.
            firm = new Firm { Id = Guid.CreateVersion7(), Name = sent.FindFirstValue("organization_name") ?? $"KvK {kvk}", KvkNumber = kvk, CreatedAt = now };
            FirmProof.Prove(firm, FirmProofKind.EHerkenning, now);
            db.Firms.Add(firm);
            AuditTrail.Record(db, program, "firm.create", $"firm:{firm.Id}", Scheme, now);
        }

        bool hasOwner = await db.Users.AnyAsync(u => u.FirmId == firm.Id && u.RemovedAt == null && u.Role == Role.FirmOwner, ct);
        var user = new CentralUser
        {
            Id = Guid.CreateVersion7(), UserName = $"{Scheme}-{Guid.CreateVersion7():N}", Site = db.CurrentSite, FirmId = firm.Id, Role = hasOwner ? Role.FirmPlanner : Role.FirmOwner,
            DisplayName = sent.FindFirstValue("name") is { Length: > 0 and <= 120 } name ? name : "eHerkenning",
        };
        AuditTrail.Record(db, program, "account.create", $"account:{user.Id}", Scheme, now);
        Ensure(await users.CreateAsync(user));
        Ensure(await users.AddLoginAsync(user, new UserLoginInfo(Scheme, key, "eHerkenning")));
        return user;
    }

    private static void Ensure(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Description)));
    }

    private static string ReadSecret(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadConfigException($"eHerkenning.clientSecretFile {file}: expected a readable file that holds the secret: {e.Message}", e);
        }
    }
}
