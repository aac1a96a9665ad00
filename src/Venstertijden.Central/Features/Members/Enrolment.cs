using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Members;

/// <summary>What came of registering a firm.</summary>
public enum RegisterOutcome
{
    /// <summary>A mail is on its way, whatever it says.</summary>
    Mailed,

    /// <summary>A firm with this number has shown that it is that firm: its owner invites people.</summary>
    Known,

    /// <summary>The mail was not taken; nothing was saved.</summary>
    NotSent,
}

/// <summary>How people come to an account of a firm: they register it, or are invited; both end at one secret address.</summary>
public sealed class Enrolment(CentralDb db, UserManager<CentralUser> users, MemberMails mails, IClock clock)
{
    /// <summary>Begins a firm. It is not proven yet (<see cref="FirmProof"/>), so anybody may begin any.</summary>
    /// <param name="name">The firm's.</param>
    /// <param name="kvk">8 digits.</param>
    /// <param name="address">Where the first owner gets his mail.</param>
    /// <param name="ct">Stops.</param>
    public async Task<RegisterOutcome> Register(string name, string kvk, string address, CancellationToken ct)
    {
        if (await db.Firms.AnyAsync(f => f.ProvenKvkNumber == kvk, ct))
            return RegisterOutcome.Known;
        // Whoever asks is not told that somebody has an account; who has it is.
        if (await users.FindByNameAsync(address) is not null)
            return await mails.AlreadyThere(address, ct) ? RegisterOutcome.Mailed : RegisterOutcome.NotSent;
        var now = clock.GetCurrentInstant();
        var firm = new Firm { Id = Guid.CreateVersion7(), Name = name, KvkNumber = kvk, CreatedAt = now };
        string code = AddressSecret.New();
        var invitation = new Invitation { Id = Guid.CreateVersion7(), FirmId = firm.Id, Address = address, Role = Role.FirmOwner, CodeHash = AddressSecret.HashOf(code), InvitedAt = now };
        db.Firms.Add(firm);
        db.Invitations.Add(invitation);
        AuditTrail.Record(db, Actor.System("register"), "firm.create", $"firm:{firm.Id}", "registered, not proven", now);
        if (!await mails.Invite(invitation, name, code, ct))
            return RegisterOutcome.NotSent;
        await db.SaveChangesAsync(ct);
        return RegisterOutcome.Mailed;
    }

    /// <summary>The invitation behind a secret, and its firm's name; null for one that does not work (any more).</summary>
    public async Task<(Invitation Invitation, string Firm)?> Find(string code, CancellationToken ct)
    {
        string hash = AddressSecret.HashOf(code);
        return await db.Invitations.FirstOrDefaultAsync(i => i.CodeHash == hash, ct) is { } found && found.IsOpenAt(clock.GetCurrentInstant())
            ? (found, await db.Firms.Where(f => f.Id == found.FirmId).Select(f => f.Name).FirstAsync(ct))
            : null;
    }

    /// <summary>Makes the account.</summary>
    /// <returns>The account; or what is wrong with the password; or neither, when the address has an account by now.</returns>
    public async Task<(CentralUser? User, bool BadPassword)> Accept(Invitation invitation, string name, string password, CancellationToken ct)
    {
        var user = new CentralUser { Id = Guid.CreateVersion7(), UserName = invitation.Address, Email = invitation.Address, EmailConfirmed = true, Site = db.CurrentSite, Role = invitation.Role, DisplayName = name, FirmId = invitation.FirmId };
        var now = clock.GetCurrentInstant();
        invitation.AcceptedAt = now;
        AuditTrail.Record(db, new Actor(user.Id, name, Kebab.Name(user.Role)), "account.create", $"account:{user.Id}", "invited", now);
        // One save: account, accepted invitation and audit row.
        var made = await users.CreateAsync(user, password);
        if (made.Succeeded)
            return (user, false);
        return (null, made.Errors.Any(e => e.Code.StartsWith("Password", StringComparison.Ordinal)));
    }
}
