using System.Collections.Frozen;

namespace Venstertijden.Central.Features.Identity;

/// <summary>
/// Every permission there is, and the one place that says which role holds it. A folder of pages or a group of endpoints
/// names exactly one; the names are also the names of the authorization policies.
/// </summary>
public static class Permissions
{
    /// <summary>See one's own start page and sign out: every signed-in person.</summary>
    public const string UseOwnAccount = "account.use";

    /// <summary>See the queue, the cases and their pictures, and decide on them.</summary>
    public const string JudgeCases = "cases.judge";

    /// <summary>See and change the vehicles of one's own firm.</summary>
    public const string ManageOwnVehicles = "vehicles.manage-own";

    /// <summary>See the cameras and their health.</summary>
    public const string WatchCameras = "cameras.watch";

    private static readonly FrozenDictionary<Role, FrozenSet<string>> ByRole = new Dictionary<Role, FrozenSet<string>>
    {
        [Role.Officer] = FrozenSet.Create(UseOwnAccount, JudgeCases),
        [Role.Firm] = FrozenSet.Create(UseOwnAccount, ManageOwnVehicles),
        [Role.Operator] = FrozenSet.Create(UseOwnAccount, WatchCameras),
    }.ToFrozenDictionary();

    public static IReadOnlyCollection<string> All { get; } = [UseOwnAccount, JudgeCases, ManageOwnVehicles, WatchCameras];

    public static IReadOnlySet<string> Of(Role role) => ByRole[role];

    public static bool Allows(this Role role, string permission) => ByRole[role].Contains(permission);
}
