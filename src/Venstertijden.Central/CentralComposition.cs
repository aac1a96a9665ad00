using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using NodaTime.Extensions;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Annulments;
using Venstertijden.Central.Features.Api;
using Venstertijden.Central.Features.Appeals;
using Venstertijden.Central.Features.Applying;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Broker;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Central.Features.Driving;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Firms.Uploading;
using Venstertijden.Central.Features.Firms.Warning;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Inspecting;
using Venstertijden.Central.Features.InStreet;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Metrics;
using Venstertijden.Central.Features.OpenData;
using Venstertijden.Central.Features.OwnCase;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Proof;
using Venstertijden.Central.Features.Quality;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Central.Features.Register.Live;
using Venstertijden.Central.Features.Reports;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Central.Features.Review;
using Venstertijden.Central.Features.Search;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Supplying;
using Venstertijden.Contracts;
using Venstertijden.Policy.Assen;
using Venstertijden.Policy.Documents;

namespace Venstertijden.Central;

/// <summary>
/// Puts central together. <c>AddCentral</c> registers, <c>PrepareCentral</c> opens data folder, database and broker (and says in one line
/// what is wrong with them), <c>MapCentral</c> maps health and metrics. Pages: <see cref="WebComposition"/>.
/// </summary>
public static class CentralComposition
{
    /// <summary>Registers central. <see cref="IClock"/> and <see cref="TimeProvider"/> are the host's, else the system's.</summary>
    /// <exception cref="BadConfigException">The policy folder, the data folder or a file in it cannot be used.</exception>
    public static WebApplicationBuilder AddCentral(this WebApplicationBuilder builder, CentralOptions options)
    {
        UseDataFolder(options.Data);
        var services = builder.Services;
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
#pragma warning disable RS0030 // A composition root names the system clock.
        services.TryAddSingleton<IClock>(SystemClock.Instance);
#pragma warning restore RS0030
        AddData(services, options);
        AddRules(services, options);
        AddIngest(services, options);
        services.AddScoped<CaseQueue>().AddScoped<CaseLibrary>().AddScoped<CaseExplanation>().AddScoped<CaseAccounts>().AddScoped<LateTruthDesk>().AddScoped<PlateMarkDesk>().AddScoped<CaseErasure>().AddScoped<ReviewDesk>().AddScoped<EvidenceStore>().AddScoped<DossierPapers>().AddScoped<DossierWriter>();
        services.AddScoped<CameraOverview>().AddScoped<FirmFleet>().AddScoped<UploadDesk>().AddScoped<NoticeDesk>().AddScoped<FleetCalendar>().AddScoped<DeadLetterList>().AddScoped<DeadLetterDesk>().AddScoped<ErasureList>().AddScoped<AuditList>();
        services.AddScoped<SupplyDesk>().AddScoped<SearchDesk>().AddScoped<QualityDesk>().AddScoped<ReviewGuards>();
        services.AddScoped<DeliveryDesk>().AddScoped<DeliveryList>().AddSingleton<DeliveryAnswers>().AddSingleton<Deliveries>().AddSingleton<Repeats>();
        services.AddLocalization();
        services.TryAddSingleton(_ => options.Mail.Open(options.Data));
        if (options.Delivery is { } delivery)
            services.AddSingleton(_ => delivery.Open());
        services.AddScoped<RegisterDesk>();
        if (options.Rdw is { } rdw)
            services.AddLiveRegister(rdw);
        if (options.BusinessBroker is { } business)
            BusinessSignIn.Add(services, business);
        services.AddScoped<ReadinessDesk>().AddScoped<ReadinessOverview>().AddScoped<InspectionDesk>();
        services.AddSingleton<StreetNotices>().AddScoped<PlateCheck>();
        services.AddScoped<LetterTemplates>().AddScoped<LetterValues>().AddScoped<LetterDesk>().AddScoped<WarningDesk>();
        services.AddSingleton<OwnCaseTries>().AddScoped<OwnCaseDoor>().AddScoped<OwnCaseDesk>().AddScoped<OwnCaseReader>().AddScoped<DriverLinks>();
        services.AddScoped<AnnulmentFinder>().AddScoped<AnnulmentDesk>().AddScoped<Refunds>().AddScoped<StatementValues>().AddScoped<AppealDesk>();
        services.AddScoped<ApplicationLibrary>().AddScoped<ApplicationDesk>().AddSingleton<IUploadScan, NoScan>();
        services.TryAddSingleton<IHolderAddresses, NoHolderAddresses>();
        services.AddWebhooks();
        services.AddSingleton<RulesFeed>().AddSingleton<ZoneChangeFeed>().AddScoped<PolicyDesk>().AddScoped<WhatIfDesk>().AddScoped<PolicyInWords>();
        services.Configure<WebOptions>(web =>
        {
            web.Site = options.Site;
            web.Proxies = options.Proxies;
            web.KeysFolder ??= Path.Combine(options.Data, "web-keys");
        });
        return builder;
    }

    /// <summary>Migrates the database, starts the embedded broker and reads the lists: before the host starts, so that a fault is one line and not a crash.</summary>
    /// <exception cref="BadConfigException">The database cannot be opened, or has no room, or the broker's port is taken.</exception>
    public static async Task PrepareCentral(this IServiceProvider services, CancellationToken ct)
    {
        try
        {
            await Prepare(services, ct);
        }
        catch (Exception e) when (e.GetBaseException() is System.Data.Common.DbException or IOException or System.Net.Sockets.SocketException)
        {
            throw new BadConfigException($"start: expected a database and a data folder that can be written: {e.GetBaseException().Message}", e);
        }
    }

    private static async Task Prepare(IServiceProvider services, CancellationToken ct)
    {
        var options = services.GetRequiredService<CentralOptions>();
        var databases = services.GetRequiredService<CentralDbs>();
        await EnsureDatabase(databases, options, ct);
        // One after another: two that start at once would write the same first lists.
        await using var turn = new DatabaseLock(databases, DatabaseLock.Purpose.Start);
        await turn.Hold(TimeProvider.System, ct);
        await Migrate(databases, options, ct);
        await CheckKeys(databases, services.GetRequiredService<CentralKey>(), options, services.GetRequiredService<IClock>().GetCurrentInstant(), ct);
        await services.GetRequiredService<CameraDirectory>().Reload(ct);
        SiteId[] sites = [.. services.GetRequiredService<CameraDirectory>().Sites.Append(options.Site).Distinct()];
        await services.GetRequiredService<PolicyShelf>().Open(sites, ct);
        var facts = services.GetRequiredService<FactsLoader>();
        var lists = services.GetRequiredService<LocalLists>();
        await facts.ReloadCopy(sites, ct);
        foreach (var site in sites)
        {
            await lists.Refresh(site, always: true, ct);
            await facts.Reload(site, ct);
        }

        if (services.GetService<EmbeddedBroker>() is { } broker)
            await broker.Start();
    }

    /// <summary>Data folder, keys and database as central has them, for a command beside it.</summary>
    /// <exception cref="BadConfigException">One of them cannot be used.</exception>
    public static async Task<CentralDbs> OpenData(CentralOptions options, CancellationToken ct)
    {
        UseDataFolder(options.Data);
        using var key = CentralKey.LoadOrCreate(options.Data);
        var databases = new CentralDbs(options.Provider, options.EffectiveConnection);
        await Migrate(databases, options, ct);
        await CheckKeys(databases, key, options, TimeProvider.System.GetCurrentInstant(), ct);
        return databases;
    }

    /// <summary>Takes the signing key in the data folder into use, on purpose.</summary>
    /// <returns>Its id, and false when it is in use already.</returns>
    /// <exception cref="BadConfigException">Folder or database cannot be used.</exception>
    public static async Task<(string KeyId, bool IsNew)> RotateKey(CentralOptions options, Actor actor, Instant now, CancellationToken ct)
    {
        UseDataFolder(options.Data);
        using var key = CentralKey.LoadOrCreate(options.Data);
        var databases = new CentralDbs(options.Provider, options.EffectiveConnection);
        await Migrate(databases, options, ct);
        await using var db = databases.Open(options.Site);
        return (key.KeyId, await KnownKeys.Rotate(db, key, options.Data, actor, now, ct));
    }

    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>.</summary>
    public static WebApplication MapCentral(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).OpenBecause("Says only that the process answers.");
        app.MapGet("/health/ready", Ready).OpenBecause("Says only whether the process can work.");
        app.MapGet("/metrics", ShowMetrics).OpenBecause("Counts only; loopback or the configured token, checked by itself.");
        return app;
    }

    private static async Task Migrate(CentralDbs databases, CentralOptions options, CancellationToken ct)
    {
        await using var db = databases.Open(options.Site);
        try
        {
            if (await DatabaseVersion.NewerThanProgram(db, ct) is { } newer)
                throw new BadConfigException($"database ({Kebab.Name(options.Provider)}): made by a newer program (it holds {newer}): start that program, or restore a backup of this version");
            await LeftBehind.Prepare(db, ct);
            await db.Database.MigrateAsync(ct);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException)
        {
            throw new BadConfigException($"database ({Kebab.Name(options.Provider)}): expected one that can be opened and changed: {e.Message}", e);
        }
    }

    private static async Task CheckKeys(CentralDbs databases, CentralKey key, CentralOptions options, Instant now, CancellationToken ct)
    {
        await using var db = databases.Open(options.Site);
        await KnownKeys.Check(db, key, options.Data, now, ct);
    }

    /// <summary>A server says at once, and in one line, when it cannot be reached; a lock would wait for it without end.</summary>
    private static async Task EnsureDatabase(CentralDbs databases, CentralOptions options, CancellationToken ct)
    {
        if (databases.Provider == DatabaseProvider.Sqlite)
            return;
        await using var db = databases.Open(options.Site);
        if (!await db.Database.CanConnectAsync(ct))
            await Migrate(databases, options, ct);
    }

    private static void AddData(IServiceCollection services, CentralOptions options)
    {
        services.AddSingleton(new CentralDbs(options.Provider, options.EffectiveConnection));
        services.AddScoped(provider => provider.GetRequiredService<CentralDbs>().Open(provider.GetRequiredService<ISiteScope>()));
        services.AddSingleton(_ => CentralKey.LoadOrCreate(options.Data));
        services.AddSingleton(provider => new Vault(provider.GetRequiredService<CentralKey>().Master));
    }

    private static void AddRules(IServiceCollection services, CentralOptions options)
    {
        services.AddSingleton(new LivePolicies(AssenPolicies.All, AssenPolicies.AllWithDrafts)).AddSingleton<PolicyShelf>().AddSingleton<WhatIfRunner>().AddSingleton<Coarsening>();
        services.AddSingleton<TallyRound>().AddSingleton<ReportShelf>().AddSingleton<CameraWatch>().AddSingleton<ICameraFacts, RecordedHealth>().AddScoped<ReportDesk>().AddScoped<ReportWriter>();
        services.AddSingleton(new ReadTrust());
        services.AddSingleton<Judge>().AddSingleton<Rejudging>().AddSingleton<AnonymousFacts>();
        if (!options.SampleRegister)
            services.AddSingleton(provider => CopyShelf.Of(options.Data, provider.GetRequiredService<ILogger<CopyShelf>>()));
        services.AddSingleton(provider => new FactsLoader(provider.GetRequiredService<CentralDbs>(), provider.GetRequiredService<Vault>(), options.MadeUpVehicles ? MadeUpVehicles.Of : null, provider.GetService<CopyShelf>()));
        services.TryAddSingleton<IVehicleRegister, SampleRegister>();
        services.TryAddSingleton<IExemptionSource, SampleExemptions>();
        services.AddSingleton<LocalLists>().AddSingleton<FactsHistory>().AddSingleton<UndecidedSettling>().AddSingleton<UndecidedRecheck>().AddSingleton<Recheck>().AddSingleton<Repercussions>().AddSingleton<AnnulmentRound>();
    }

    private static void AddIngest(IServiceCollection services, CentralOptions options)
    {
        services.AddSingleton<CameraDirectory>().AddSingleton<HoleWatch>().AddSingleton<EvidenceWatch>().AddSingleton<Settling>().AddSingleton<Forget>().AddSingleton<DeadLetterLimit>().AddSingleton<FleetRound>().AddSingleton<WarningRound>().AddSingleton<FloodWatch>().AddSingleton<Checkpoints>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<BatchWriter>(provider, options.Site));
        services.AddSingleton<CentralLink>().AddSingleton<Speaker>();
        if (options.Broker.Embedded)
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<EmbeddedBroker>(provider, options.Broker.Port));
        string? password = options.Broker.PasswordFile is { } file ? ReadPassword(file) : null;
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Ingest>(provider, () => AddressOf(options, provider.GetService<EmbeddedBroker>(), password)));
        services.AddHostedService(provider => provider.GetRequiredService<Speaker>());
        services.AddHostedService(provider => provider.GetRequiredService<Ingest>());
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Rounds>(provider, options.Site));
    }

    /// <summary>Several centrals may keep their keys in one folder; to the broker each is somebody else. Their sessions are short, so no name need last.</summary>
    private static readonly int OneOfSeveral = Random.Shared.Next();

    private static BrokerAddress AddressOf(CentralOptions options, EmbeddedBroker? embedded, string? password)
    {
        var broker = options.Broker;
        string clientId = broker.ClientId ?? $"vth-central-{Signing.Hash(System.Text.Encoding.UTF8.GetBytes(Path.GetFullPath(options.Data)))[..12]}{(broker.Share is null ? "" : $"-{OneOfSeveral:x8}")}";
        return embedded is not null
            ? new BrokerAddress("127.0.0.1", embedded.Port, false, EmbeddedBroker.CentralUser, embedded.CentralPassword, null, clientId)
            : new BrokerAddress(broker.Host, broker.Port, broker.Tls, broker.Username, password, broker.Share, clientId);
    }

    private static async Task<IResult> Ready(CentralDbs databases, CentralLink link, CentralOptions options, CancellationToken ct)
    {
        await using var db = databases.Open(options.Site);
        bool database = await db.Database.CanConnectAsync(ct);
        return database && link.IsConnected
            ? Results.Text("ready")
            : Results.Text($"not ready: database {(database ? "answers" : "does not answer")}, broker {(link.IsConnected ? "connected" : "not connected")}", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ShowMetrics(HttpContext context, CentralDbs databases, CentralOptions options, FactsLoader facts, IClock clock, CancellationToken ct)
    {
        bool local = context.Connection.RemoteIpAddress is null || IPAddress.IsLoopback(context.Connection.RemoteIpAddress);
        bool token = options.MetricsToken is { } wanted && context.Request.Headers.Authorization == $"Bearer {wanted}";
        if (!local && !token)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        await using var db = databases.Open(options.Site);
        return Results.Text(await Metrics.Render(db, facts.Shelf, clock.GetCurrentInstant(), ct), Metrics.ContentType);
    }

    private static void UseDataFolder(string folder)
    {
        string probe = Path.Combine(folder, ".writable");
        try
        {
            // Keys and personal data lie in it: a folder that we make is its owner's alone.
            PrivateFile.MakeFolder(folder);
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadConfigException($"data folder {folder}: expected a folder that can be written: {e.Message}", e);
        }
    }

    private static string ReadPassword(string file)
    {
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadConfigException($"broker.passwordFile {file}: expected a readable file that holds the password: {e.Message}", e);
        }
    }
}
