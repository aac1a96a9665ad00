using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Testing.Web;

/// <summary>One person of every role, so that a new role is tried everywhere at once.</summary>
public static class TestPeople
{
    public const string Password = "lang genoeg voor hier";

    public static readonly Guid FirmId = Guid.Parse("0195a000-0000-7000-8000-00000000f1f1");

    public static string UserNameOf(Role role) => role switch
    {
        Role.Officer => "boa",
        Role.SeniorOfficer => "boa-leiding",
        Role.FirmOwner => "bedrijf",
        Role.FirmPlanner => "planner",
        Role.FirmReader => "meelezer",
        Role.Operator => "beheer",
        Role.PolicyStaff => "beleid",
        Role.Auditor => "toezicht",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Give this role a person to test with."),
    };

    /// <summary>A second officer, for what takes two.</summary>
    public const string ColleagueUserName = "boa2";

    /// <summary>A second policy officer: who asks for publishing cannot decide on it.</summary>
    public const string SecondPolicyUserName = "beleid2";

    internal static async Task EnsureAsync(Accounts accounts)
    {
        await accounts.EnsureAsync(Of(Role.Officer, "Jan de Vries", officer: "A-1001"), Password);
        await accounts.EnsureAsync(Of(Role.Officer, "Fatima Bakker", officer: "A-1002", userName: ColleagueUserName), Password);
        await accounts.EnsureAsync(Of(Role.SeniorOfficer, "Wim Hofstra", officer: "A-1000"), Password);
        await accounts.EnsureAsync(Of(Role.FirmOwner, "Piet Jansen", firm: FirmId), Password);
        await accounts.EnsureAsync(Of(Role.FirmPlanner, "Els Kuiper", firm: FirmId), Password);
        await accounts.EnsureAsync(Of(Role.FirmReader, "Ravi Singh", firm: FirmId), Password);
        await accounts.EnsureAsync(Of(Role.Operator, "Kim Smit"), Password);
        await accounts.EnsureAsync(Of(Role.Auditor, "Iris Mulder"), Password);
        await accounts.EnsureAsync(Of(Role.PolicyStaff, "Noor van Dijk"), Password);
        await accounts.EnsureAsync(Of(Role.PolicyStaff, "Sem Visser", userName: SecondPolicyUserName), Password);
    }

    private static CentralUser Of(Role role, string name, string? officer = null, Guid? firm = null, string? userName = null) => new()
    {
        Id = Guid.CreateVersion7(), UserName = userName ?? UserNameOf(role), Site = WebUnderTest.Site, Role = role, DisplayName = name,
        OfficerNumber = officer, FirmId = firm,
    };
}
