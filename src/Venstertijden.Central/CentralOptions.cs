using Venstertijden.Central.Data;
using Venstertijden.Contracts;

namespace Venstertijden.Central;

/// <summary>What central's YAML says (design section 5). Made by <see cref="CentralOptionsReader"/>, or in code by the demo.</summary>
public sealed record CentralOptions
{
    /// <summary>The municipality whose pages are served, and where letters without a known site are kept.</summary>
    public SiteId Site { get; init; } = SiteId.Parse("assen");

    /// <summary><c>http.url</c>: where pages and metrics are served, such as <c>http://127.0.0.1:8080</c>.</summary>
    public required string HttpUrl { get; init; }

    /// <summary><c>http.metricsToken</c>: who asks for <c>/metrics</c> from elsewhere than loopback names it as bearer; null lets loopback only.</summary>
    public string? MetricsToken { get; init; }

    /// <summary><c>http.proxies</c>: addresses or networks of proxies in front, such as <c>[10.0.0.5, 10.0.1.0/24]</c>: from these alone <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. Default none.</summary>
    public IReadOnlyList<System.Net.IPNetwork> Proxies { get; init; } = [];

    /// <summary><c>broker</c>.</summary>
    public required BrokerOptions Broker { get; init; }

    /// <summary><c>database.provider</c>.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary><c>database.connection</c>; null is <c>central.db</c> in <see cref="Data"/> (SQLite only).</summary>
    public string? Connection { get; init; }

    /// <summary><c>data</c>: folder for keys and, with SQLite, the database.</summary>
    public required string Data { get; init; }

    /// <summary><c>policy</c>: folder with policy documents; null takes those that ship.</summary>
    public string? PolicyFolder { get; init; }

    /// <summary><c>register</c>: <c>sample</c> keeps the bundled fictitious vehicles as the register; <c>imported</c> uses the copy that <c>vth register import</c> puts in <see cref="Data"/>.</summary>
    public bool SampleRegister { get; init; } = true;

    /// <summary>Plates that the register lacks count as example vehicles: for a demo on real pictures, whose plates no sample can hold. Never with the real register.</summary>
    public bool MadeUpVehicles { get; init; }

    /// <summary><c>recheck</c>.</summary>
    public RecheckOptions Recheck { get; init; } = new();

    /// <summary><c>deadLetters</c>.</summary>
    public DeadLetterOptions DeadLetters { get; init; } = new();

    /// <summary><c>quality</c>.</summary>
    public Features.Quality.QualityOptions Quality { get; init; } = new();

    /// <summary><c>delivery</c>: the way to the fining body; null for none.</summary>
    public Features.Delivery.DeliveryOptions? Delivery { get; init; }

    /// <summary><c>mail</c>: the way to firms that want to be warned.</summary>
    public Features.Mail.MailOptions Mail { get; init; } = new();

    /// <summary><c>rdw</c>: the register itself, asked for one vehicle of a case by an officer; null asks nothing.</summary>
    public Features.Register.Live.LiveOptions? Rdw { get; init; }

    /// <summary><c>eHerkenning</c>: the broker by which firms sign in; null for none.</summary>
    public Features.Identity.BusinessBroker? BusinessBroker { get; init; }

    /// <summary>
    /// Where people reach these pages, as mails name it, without a stroke at its end. Never taken from a request: who sends one could lead the reader of the
    /// mail elsewhere.
    /// </summary>
    public string PublicAddress => (Mail.Link ?? HttpUrl).TrimEnd('/');

    public string EffectiveConnection => Connection ?? $"Data Source={Path.Combine(Data, "central.db")}";
}

/// <summary>
/// The brake on late truth: so many cases changing in one look may mean that a list is wrong, and then an officer decides. It brakes above the greater of
/// the two.
/// </summary>
public sealed record RecheckOptions
{
    /// <summary><c>recheck.alwaysApplied</c>: so many cases may change by themselves in one look, however few there are. 0 to 100,000; default 10.</summary>
    public int AlwaysApplied { get; init; } = 10;

    /// <summary><c>recheck.appliedPercent</c>: this part of all cases that are looked at may. 0 to 100 percent; default 20.</summary>
    public int AppliedPercent { get; init; } = 20;

    /// <summary>True when an officer must look before anything changes.</summary>
    public bool Holds(int changing, int looked) => changing > Math.Max(AlwaysApplied, AppliedPercent / 100.0 * looked);
}

/// <summary>How many refused messages are kept.</summary>
public sealed record DeadLetterOptions
{
    /// <summary><c>deadLetters.mostKept</c>: per site; above it the oldest go. 100 to 1,000,000; default 5,000 (at most 64 kB each, so 320 MB; a usual one has 2 kB).</summary>
    public int MostKept { get; init; } = 5_000;
}

/// <summary>Which broker: one inside the process, or another's.</summary>
public sealed record BrokerOptions
{
    /// <summary><c>broker.embedded: true</c>: a broker on 127.0.0.1 in this process.</summary>
    public bool Embedded { get; init; }

    /// <summary><c>broker.host</c>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary><c>broker.port</c>: 1 to 65535; for the embedded one 0 takes a free port.</summary>
    public int Port { get; init; }

    /// <summary><c>broker.tls</c>.</summary>
    public bool Tls { get; init; }

    /// <summary><c>broker.username</c>.</summary>
    public string? Username { get; init; }

    /// <summary><c>broker.passwordFile</c>: a file that holds the password alone.</summary>
    public string? PasswordFile { get; init; }

    /// <summary><c>broker.share</c>: group of the shared subscription, when several centrals run.</summary>
    public string? Share { get; init; }

    /// <summary><c>broker.clientId</c>: fixed per central, so that the broker keeps its session; null makes one from <c>data</c>.</summary>
    public string? ClientId { get; init; }
}

/// <summary>What the person who starts central can mend: one line that says what was expected.</summary>
public sealed class BadConfigException : Exception
{
    public BadConfigException()
    {
    }

    public BadConfigException(string message)
        : base(message)
    {
    }

    public BadConfigException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
