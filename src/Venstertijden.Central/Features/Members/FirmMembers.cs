using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Mail;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Members;

/// <summary>What came of a change of who belongs to a firm.</summary>
public enum MemberStep
{
    Done,

    /// <summary>No such person or invitation is of this firm.</summary>
    NotFound,

    /// <summary>A firm keeps at least one owner.</summary>
    LastOwner,

    /// <summary>The text is no e-mail address.</summary>
    NotAnAddress,

    /// <summary>Somebody signs in by that address already, here or at another firm.</summary>
    AddressTaken,

    /// <summary>The mail was not taken. Nothing was saved.</summary>
    NotSent,

    /// <summary>The firm has as many people as one may.</summary>
    Enough,
}

/// <summary>Who of a firm may sign in, and as what. Every query holds the firm's id.</summary>
public sealed class FirmMembers(CentralDb db, UserManager<CentralUser> users, MemberMails mails, IClock clock)
{
    /// <summary>Most people of one firm, open invitations included.</summary>
    public const int Most = 200;

    /// <summary>How long an account that was taken away can be given back.</summary>
    public static readonly Duration Removed = Duration.FromDays(7);

    private static readonly Role[] Roles = [Role.FirmOwner, Role.FirmPlanner, Role.FirmReader];

    /// <summary>The roles that an owner gives.</summary>
    public static IReadOnlyList<Role> GivenRoles => Roles;

    /// <summary>Who has an account, by name.</summary>
    public async Task<IReadOnlyList<CentralUser>> List(Guid firm, CancellationToken ct) =>
        await Standing(firm).AsNoTracking().OrderBy(u => u.DisplayName).ToListAsync(ct);

    /// <summary>Who was invited and has not answered, newest first; expired ones too.</summary>
    public async Task<IReadOnlyList<Invitation>> Invited(Guid firm, CancellationToken ct) =>
        await db.Invitations.AsNoTracking().Where(i => i.FirmId == firm && i.AcceptedAt == null && i.InvitedBy != null).OrderByDescending(i => i.InvitedAt).ToListAsync(ct);

    /// <summary>Sends an invitation. One that was sent to the same address before ends.</summary>
    /// <param name="firm">Which firm.</param>
    /// <param name="address">E-mail address.</param>
    /// <param name="role">One of <see cref="GivenRoles"/>.</param>
    /// <param name="actor">Who invites.</param>
    /// <param name="ct">Stops.</param>
    public async Task<MemberStep> Invite(Guid firm, string address, Role role, Actor actor, CancellationToken ct)
    {
        if (!MailMessages.IsAddress(address))
            return MemberStep.NotAnAddress;
        if (await users.FindByNameAsync(address) is not null)
            return MemberStep.AddressTaken;
        if (await Standing(firm).CountAsync(ct) + await db.Invitations.CountAsync(i => i.FirmId == firm && i.AcceptedAt == null, ct) >= Most)
            return MemberStep.Enough;
        db.Invitations.RemoveRange(await db.Invitations.Where(i => i.FirmId == firm && i.AcceptedAt == null && i.Address == address).ToListAsync(ct));
        string code = AddressSecret.New();
        var now = clock.GetCurrentInstant();
        var invitation = new Invitation { Id = Guid.CreateVersion7(), FirmId = firm, Address = address, Role = role, CodeHash = AddressSecret.HashOf(code), InvitedBy = actor.Name, InvitedAt = now };
        db.Invitations.Add(invitation);
        AuditTrail.Record(db, actor, "firm.invite", $"firm:{firm}", Kebab.Name(role), now);
        string name = await db.Firms.Where(f => f.Id == firm).Select(f => f.Name).FirstAsync(ct);
        if (!await mails.Invite(invitation, name, code, ct))
            return MemberStep.NotSent;
        await db.SaveChangesAsync(ct);
        return MemberStep.Done;
    }

    /// <summary>Takes an invitation back.</summary>
    public async Task<MemberStep> Uninvite(Guid firm, Guid invitation, Actor actor, CancellationToken ct)
    {
        if (await db.Invitations.FirstOrDefaultAsync(i => i.Id == invitation && i.FirmId == firm && i.AcceptedAt == null, ct) is not { } row)
            return MemberStep.NotFound;
        db.Invitations.Remove(row);
        AuditTrail.Record(db, actor, "firm.uninvite", $"firm:{firm}", "", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return MemberStep.Done;
    }

    /// <summary>Gives somebody another role; his open sessions feel it within <see cref="IdentityFeature.AccountLooksEvery"/>.</summary>
    public async Task<MemberStep> Change(Guid firm, Guid person, Role role, Actor actor, CancellationToken ct)
    {
        if (!Roles.Contains(role) || await Standing(firm).FirstOrDefaultAsync(u => u.Id == person, ct) is not { } user)
            return MemberStep.NotFound;
        if (role != Role.FirmOwner && await IsLastOwner(user, ct))
            return MemberStep.LastOwner;
        user.Role = role;
        AuditTrail.Record(db, actor, "firm.role", $"account:{user.Id}", Kebab.Name(role), clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return MemberStep.Done;
    }

    /// <summary>Takes an account away: its sessions end and nobody signs in with it. It can be given back for <see cref="Removed"/>.</summary>
    public async Task<MemberStep> Remove(Guid firm, Guid person, Actor actor, CancellationToken ct)
    {
        if (await Standing(firm).FirstOrDefaultAsync(u => u.Id == person, ct) is not { } user)
            return MemberStep.NotFound;
        if (await IsLastOwner(user, ct))
            return MemberStep.LastOwner;
        user.RemovedAt = clock.GetCurrentInstant();
        AuditTrail.Record(db, actor, "firm.member-remove", $"account:{user.Id}", "", user.RemovedAt.Value);
        await users.UpdateSecurityStampAsync(user);
        return MemberStep.Done;
    }

    /// <summary>Gives it back.</summary>
    public async Task<MemberStep> GiveBack(Guid firm, Guid person, Actor actor, CancellationToken ct)
    {
        if (await db.Users.FirstOrDefaultAsync(u => u.FirmId == firm && u.Id == person && u.RemovedAt != null, ct) is not { } user)
            return MemberStep.NotFound;
        user.RemovedAt = null;
        AuditTrail.Record(db, actor, "firm.member-return", $"account:{user.Id}", "", clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return MemberStep.Done;
    }

    private IQueryable<CentralUser> Standing(Guid firm) => db.Users.Where(u => u.FirmId == firm && u.RemovedAt == null);

    private async Task<bool> IsLastOwner(CentralUser user, CancellationToken ct) =>
        user.Role == Role.FirmOwner && !await Standing(user.FirmId!.Value).AnyAsync(u => u.Role == Role.FirmOwner && u.Id != user.Id, ct);
}
