using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Shared;

/// <summary>What the host decides about the pages.</summary>
public sealed class WebOptions
{
    /// <summary>The municipality whose people sign in here. Required.</summary>
    public SiteId Site { get; set; }

    /// <summary>
    /// Accounts that the sign-in page offers at one press, password included. Default empty; only a demonstration with
    /// invented data fills it, and every page then says that it is one.
    /// </summary>
    public IReadOnlyList<DemoSignIn> DemoSignIns { get; set; } = [];

    /// <summary>
    /// Folder for the keys that seal cookies, so that a restart signs nobody out. Default null: keys live in memory.
    /// </summary>
    public string? KeysFolder { get; set; }

    /// <summary>The terms of the open data on <c>/open-data</c>. Default Creative Commons Zero: no terms.</summary>
    public Uri OpenDataLicence { get; set; } = new("https://creativecommons.org/publicdomain/zero/1.0/");

    /// <summary>Proxies that are believed when they say for whom they ask. Default none.</summary>
    public IReadOnlyCollection<System.Net.IPNetwork> Proxies { get; set; } = [];

    /// <summary>
    /// A password alone opens nothing but the page where a passkey or a second step is set up. Default true; a demonstration on loopback does without.
    /// </summary>
    public bool NeedsSecondFactor { get; set; } = true;

    public bool IsDemo => DemoSignIns.Count > 0;
}

/// <summary>One account of the demonstration. <paramref name="What"/> tells in Dutch who it is, as in "Boa".</summary>
public sealed record DemoSignIn(string UserName, string Password, string What);
