using System.Security.Cryptography;
using System.Text;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Cli.Demo;

/// <summary>The accounts of the demo. One password per data folder, made up at the first start: there is no default.</summary>
public static class DemoSignIns
{
    private const string FileName = "demo-password.txt";

    public const string Officer = "boa";
    public const string SeniorOfficer = "boa-leiding";
    public const string Firm = "firma";
    public const string Operator = "beheer";
    public const string Policy = "beleid";
    public const string SecondPolicy = "beleid2";
    public const string Auditor = "toezicht";

    /// <summary>The sign-ins of this data folder.</summary>
    public static async Task<IReadOnlyList<DemoSignIn>> OpenAsync(string data, CancellationToken stop)
    {
        string file = Path.Combine(data, FileName);
        if (!File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var made = new FileStream(file, options);
            await made.WriteAsync(Encoding.ASCII.GetBytes("Brink-" + RandomNumberGenerator.GetString("abcdefghkmnpqrstuvwxyz23456789", 10)), stop);
        }

        string password = (await File.ReadAllTextAsync(file, stop)).Trim();
        return
        [
            new(Officer, password, "Handhaver (boa)"), new(SeniorOfficer, password, "Leidinggevende handhaver"), new(Firm, password, "Logistiek bedrijf"), new(Operator, password, "Beheerder van de camera's"),
            new(Policy, password, "Beleidsmedewerker"), new(SecondPolicy, password, "Tweede beleidsmedewerker"),
            new(Auditor, password, "Toezichthouder privacy"),
        ];
    }
}
