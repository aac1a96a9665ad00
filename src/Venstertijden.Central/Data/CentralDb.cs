using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Features.Annulments;
using Venstertijden.Central.Features.Appeals;
using Venstertijden.Central.Features.Applying;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Central.Features.Evidence;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Firms.Uploading;
using Venstertijden.Central.Features.Firms.Warning;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.OwnCase;
using Venstertijden.Central.Features.Members;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Proof;
using Venstertijden.Central.Features.Quality;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Reports;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Central.Features.Search;
using Venstertijden.Central.Features.Supplying;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Data;

/// <summary>
/// All rows of central, one model for every engine (a derived type and migrations each in Sqlite, Postgres, SqlServer).
/// Queries see the rows of <see cref="CurrentSite"/> only; a save numbers versions and closes the audit chain.
/// </summary>
public abstract class CentralDb(DbContextOptions options, ISiteScope scope) : IdentityUserContext<CentralUser, Guid>(options)
{
    private const int AuditAttempts = 8;

    public SiteId CurrentSite { get; } = scope.Site;

    public DbSet<EnrolledCamera> Cameras => Set<EnrolledCamera>();
    public DbSet<KnownKey> KnownKeys => Set<KnownKey>();
    public DbSet<EnrolledKey> CameraKeys => Set<EnrolledKey>();
    public DbSet<CameraState> CameraStates => Set<CameraState>();
    public DbSet<ChainLink> ChainLinks => Set<ChainLink>();
    public DbSet<ChainState> Chains => Set<ChainState>();
    public DbSet<DeclaredGap> DeclaredGaps => Set<DeclaredGap>();
    public DbSet<ChainCheckpoint> Checkpoints => Set<ChainCheckpoint>();
    public DbSet<CheckpointRange> CheckpointRanges => Set<CheckpointRange>();
    public DbSet<IssuedDossier> Dossiers => Set<IssuedDossier>();
    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();
    public DbSet<Counter> Counters => Set<Counter>();
    public DbSet<AnonymousFact> AnonymousFacts => Set<AnonymousFact>();
    public DbSet<UndecidedPassage> Undecided => Set<UndecidedPassage>();
    public DbSet<LookAlikePair> LookAlikePairs => Set<LookAlikePair>();
    public DbSet<FloodBrake> FloodBrakes => Set<FloodBrake>();
    public DbSet<SearchNote> SearchNotes => Set<SearchNote>();
    public DbSet<UndecidedPicture> UndecidedPictures => Set<UndecidedPicture>();
    public DbSet<CaseRow> Cases => Set<CaseRow>();
    public DbSet<CaseEventRow> CaseEvents => Set<CaseEventRow>();
    public DbSet<CasePassage> CasePassages => Set<CasePassage>();
    public DbSet<SubjectKey> SubjectKeys => Set<SubjectKey>();
    public DbSet<EvidencePicture> Pictures => Set<EvidencePicture>();
    public DbSet<EvidenceContent> PictureContents => Set<EvidenceContent>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<Firm> Firms => Set<Firm>();
    public DbSet<PlateMandate> PlateMandates => Set<PlateMandate>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<FirmVehicle> FirmVehicles => Set<FirmVehicle>();
    public DbSet<FirmNotice> FirmNotices => Set<FirmNotice>();
    public DbSet<FirmMail> FirmMails => Set<FirmMail>();
    public DbSet<FleetUpload> FleetUploads => Set<FleetUpload>();
    public DbSet<Exemption> Exemptions => Set<Exemption>();
    public DbSet<RegisterVehicle> Register => Set<RegisterVehicle>();
    public DbSet<StoredPolicy> Policies => Set<StoredPolicy>();
    public DbSet<PolicyDraft> PolicyDrafts => Set<PolicyDraft>();
    public DbSet<WhatIfRun> WhatIfRuns => Set<WhatIfRun>();
    public DbSet<CoarsenedFacts> CoarsenedFacts => Set<CoarsenedFacts>();
    public DbSet<ListVersion> Lists => Set<ListVersion>();
    public DbSet<ListCount> ListCounts => Set<ListCount>();
    public DbSet<ExpiryGraceUse> ExpiryGraceUses => Set<ExpiryGraceUse>();
    public DbSet<PlateMark> PlateMarks => Set<PlateMark>();
    public DbSet<Erasure> Erasures => Set<Erasure>();
    public DbSet<LateTruth> LateTruths => Set<LateTruth>();
    public DbSet<Paper> Papers => Set<Paper>();
    public DbSet<PaperUpload> PaperUploads => Set<PaperUpload>();
    public DbSet<PaperContent> PaperContents => Set<PaperContent>();
    public DbSet<PaperChange> PaperChanges => Set<PaperChange>();
    public DbSet<LetterVersion> LetterVersions => Set<LetterVersion>();
    public DbSet<SentLetter> SentLetters => Set<SentLetter>();
    public DbSet<LetterContent> LetterContents => Set<LetterContent>();
    public DbSet<OwnCaseKey> OwnCaseKeys => Set<OwnCaseKey>();
    public DbSet<Annulment> Annulments => Set<Annulment>();
    public DbSet<AnnulmentCase> AnnulmentCases => Set<AnnulmentCase>();
    public DbSet<AppealRequest> AppealRequests => Set<AppealRequest>();
    public DbSet<ExemptionApplication> Applications => Set<ExemptionApplication>();
    public DbSet<ApplicationEvent> ApplicationEvents => Set<ApplicationEvent>();
    public DbSet<ApplicationFile> ApplicationFiles => Set<ApplicationFile>();
    public DbSet<DeliveryBatch> DeliveryBatches => Set<DeliveryBatch>();
    public DbSet<DeliveryItem> DeliveryItems => Set<DeliveryItem>();
    public DbSet<DeliveryAnswer> DeliveryAnswers => Set<DeliveryAnswer>();
    public DbSet<DeliveryLink> DeliveryLinks => Set<DeliveryLink>();
    public DbSet<ReportTally> ReportTallies => Set<ReportTally>();
    public DbSet<ReportMark> ReportMarks => Set<ReportMark>();
    public DbSet<CameraMinutes> CameraMinutes => Set<CameraMinutes>();
    public DbSet<RecheckState> RecheckStates => Set<RecheckState>();

    /// <summary>Fixed here, so that migrations do not depend on the options of the program that makes them.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        Conversions.Apply(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CentralDb).Assembly);
        foreach (var type in builder.Model.GetEntityTypes().Where(t => typeof(ISiteRow).IsAssignableFrom(t.ClrType)).ToList())
            FilterBySiteMethod.MakeGenericMethod(type.ClrType).Invoke(this, [builder]);
        foreach (var type in builder.Model.GetEntityTypes().Where(t => typeof(IVersioned).IsAssignableFrom(t.ClrType)).ToList())
            builder.Entity(type.ClrType).Property<long>(nameof(IVersioned.Version)).IsConcurrencyToken();
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        StampRows();
        var entries = ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        if (entries.Count == 0)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        for (int attempt = 1; ; attempt++)
        {
            await using var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
            var head = await AuditTrail.Chain(this, entries, cancellationToken);
            try
            {
                int saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
                if (own is not null)
                    await own.CommitAsync(cancellationToken);
                return saved;
            }
            catch (DbUpdateException e) when (own is not null && attempt < AuditAttempts && e.Entries.Count > 0 && e.Entries.All(x => x.Entity is AuditHead or AuditEntry))
            {
                // Somebody else closed a link first: only the audit chain must be made anew, the work itself stands.
                Entry(head).State = EntityState.Detached;
            }
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => SaveChangesAsync(acceptAllChangesOnSuccess).GetAwaiter().GetResult();

    private static readonly System.Reflection.MethodInfo FilterBySiteMethod =
        typeof(CentralDb).GetMethod(nameof(FilterBySite), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;

    private void FilterBySite<T>(ModelBuilder builder)
        where T : class, ISiteRow => builder.Entity<T>().HasQueryFilter(row => row.Site == CurrentSite);

    private void StampRows()
    {
        foreach (var entry in ChangeTracker.Entries<ISiteRow>().Where(e => e.State == EntityState.Added))
        {
            if (entry.Entity.Site == default)
                entry.Entity.Site = CurrentSite;
            else if (entry.Entity.Site != CurrentSite)
                throw new InvalidOperationException($"A row of site {entry.Entity.Site} cannot be saved in the scope of {CurrentSite}.");
        }

        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State == EntityState.Added)
                entry.Entity.Version = 1;
            else if (entry.State == EntityState.Modified)
                entry.Entity.Version = entry.OriginalValues.GetValue<long>(nameof(IVersioned.Version)) + 1;
        }
    }
}
