using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Review;

namespace Venstertijden.Testing.Web;

/// <summary>Cases that an officer has judged, by the same steps as on his page.</summary>
public static class Approved
{
    /// <summary>Makes a batch of all that may go, under published amounts.</summary>
    /// <returns>Its number.</returns>
    public static async Task<string> DeliverAsync(this WebUnderTest web)
    {
        web.Services.GetRequiredService<LivePolicies>().Replace(PublishedAmounts.Set);
        string number = "";
        await web.InScope(async services =>
        {
            var desk = services.GetRequiredService<DeliveryDesk>();
            var (outcome, batch) = await desk.Make((await desk.Propose(default)).Mark, Actor.System("test"), default);
            number = batch?.Number ?? throw new InvalidOperationException($"No batch was made: {outcome}.");
        });
        return number;
    }

    /// <summary>Puts a case into the town and approves it as "boa", for the first rule that is broken unless another is named.</summary>
    public static async Task<Guid> AddTo(WebUnderTest web, CaseSeed seed, string? regime = null)
    {
        var id = await seed.AddTo(web);
        await web.InScope(async services =>
        {
            var db = services.GetRequiredService<CentralDb>();
            var user = await db.Users.SingleAsync(u => u.UserName == TestPeople.UserNameOf(Role.Officer));
            var officer = new Officer(new Actor(user.Id, user.DisplayName, "officer"), user.OfficerNumber!);
            var desk = services.GetRequiredService<ReviewDesk>();
            var taken = await desk.Take(id, officer, default);
            var read = await desk.ReadBlind(id, taken.Version, officer, seed.Plate, default);
            regime ??= (await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id)).Offence.Split('+')[0];
            var approved = await desk.Approve(id, read.Version, officer, new ApproveRequest(regime, new Finding(true, true, true, true), "Gezien en verklaard."), default);
            if (approved.Refusal is { } refusal)
                throw new InvalidOperationException($"The case was not approved: {refusal}");
            await desk.Release(id, officer, default);
        });
        return id;
    }
}
