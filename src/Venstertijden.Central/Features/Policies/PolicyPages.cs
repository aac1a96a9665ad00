using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Policies;

/// <summary>The addresses of rules and what-if, and who may go there.</summary>
public static class PolicyPages
{
    public static void AddPolicyPages(this PageConventionCollection pages)
    {
        foreach (string page in (string[])["Index", "Version", "Difference"])
            pages.AuthorizePage($"/Policies/{page}", Permissions.SeeRules);
        foreach (string page in (string[])["Draft", "Decide", "WhatIf", "WhatIfResult"])
            pages.AuthorizePage($"/Policies/{page}", Permissions.DraftRules);
    }

    public static void MapPolicies(this IEndpointRouteBuilder app)
    {
        app.MapGet("/regels/versie/{document}/{number:int}/document.yaml", Yaml).RequireAuthorization(Permissions.SeeRules);
        var staff = app.MapGroup("").RequireAuthorization(Permissions.DraftRules);
        staff.MapGet("/wat-als/{id:guid}/uitkomst.csv", Csv);
        staff.MapGet("/wat-als/{id:guid}/stroom", (Guid id, IServiceScopeFactory scopes, CancellationToken gone) => LiveStream.Of(ct => Pulse(id, scopes, ct), gone));
    }

    /// <summary>What of a run makes a page that shows it out of date.</summary>
    public sealed record RunPulse(WhatIfState? State, long Replayed)
    {
        public static RunPulse Of(WhatIfRun? run) => new(run?.State, run?.Replayed ?? 0);
    }

    private static async Task<RunPulse> Pulse(Guid id, IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return RunPulse.Of(await scope.ServiceProvider.GetRequiredService<WhatIfDesk>().Find(id, ct));
    }

    private static async Task<IResult> Yaml(string document, int number, CentralDb db, CancellationToken ct) =>
        await db.Policies.AsNoTracking().FirstOrDefaultAsync(p => p.DocumentId == document && p.Number == number, ct) is { } stored
            ? Results.File(Encoding.UTF8.GetBytes(stored.Yaml), "application/yaml", $"{document}-v{number}.yaml")
            : Results.NotFound();

    private static async Task<IResult> Csv(Guid id, WhatIfDesk desk, CancellationToken ct) =>
        await desk.Find(id, ct) is { } run && WhatIfDesk.OutcomeOf(run) is { } outcome
            ? CsvFile.Of(outcome.Csv(), $"wat-als-{run.From:uuuu-MM-dd}-{id.ToString()[..8]}.csv")
            : Results.NotFound();
}
