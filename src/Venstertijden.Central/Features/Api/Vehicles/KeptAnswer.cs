using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Api.Clients;
using Venstertijden.Central.Features.Api.Problems;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Api.Vehicles;

/// <summary>What was answered to a request with an <c>Idempotency-Key</c>: asked again, it is answered again and nothing is done twice.</summary>
public sealed class KeptAnswer : ISiteRow
{
    public required Guid ClientId { get; init; }
    public required string Key { get; init; }
    public SiteId Site { get; set; }

    /// <summary>Hash of method, address and body.</summary>
    public required string RequestHash { get; init; }

    public required int Status { get; init; }

    /// <summary>Address of what was made; null for nothing.</summary>
    public string? Location { get; init; }

    /// <summary>The body, JSON.</summary>
    public required byte[] Body { get; init; }

    public required Instant At { get; init; }
}

/// <summary>An answer that can be kept.</summary>
internal sealed record Answer(int Status, string? Location, object Body);

/// <summary>Keeps answers for a day.</summary>
internal sealed class KeptAnswers(CentralDb db, IClock clock)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly Duration KeptFor = Duration.FromHours(24);

    private const string Header = "Idempotency-Key";
    private const int LongestKey = 100;

    /// <summary>Carries a request out once. Without the header, each time.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="work">What it asks for. Its answer is saved in one transaction with what it does.</param>
    public async Task<IResult> Once(HttpContext context, ReadOnlyMemory<byte> body, Func<Task<Answer>> work)
    {
        string key = context.Request.Headers[Header].ToString();
        if (key.Length == 0)
        {
            try
            {
                var done = await work();
                return Told(context, done.Status, done.Location, JsonSerializer.SerializeToUtf8Bytes(done.Body, StoredJson.Options));
            }
            catch (DbUpdateException)
            {
                return Beaten();
            }
        }

        if (key.Length > LongestKey || key.Any(c => c is < '!' or > '~'))
            return ProblemAnswers.BadFields([FieldProblem.OfQuery(Header, $"expected 1 to {LongestKey} characters without spaces, such as a UUID")]);

        var ct = context.RequestAborted;
        var (client, now) = (ApiCaller.Of(context).ClientId, clock.GetCurrentInstant());
        string hash = Signing.Hash([.. Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n"), .. body.Span]);
        var old = now - KeptFor;
        // The round forgets them too, where no program asks any more.
        await db.Set<KeptAnswer>().Where(a => a.ClientId == client && a.At < old).ExecuteDeleteAsync(ct);
        if (await Find(client, key, ct) is { } kept)
            return Again(context, kept, hash);
        await using var whole = await db.Database.BeginTransactionAsync(ct);
        try
        {
            var made = await work();
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(made.Body, StoredJson.Options);
            db.Add(new KeptAnswer { ClientId = client, Key = key, RequestHash = hash, Status = made.Status, Location = made.Location, Body = json, At = now });
            await db.SaveChangesAsync(ct);
            await whole.CommitAsync(ct);
            return Told(context, made.Status, made.Location, json);
        }
        catch (DbUpdateException)
        {
            // The same request was carried out beside this one: what that said, goes for both.
            await whole.RollbackAsync(ct);
            db.ChangeTracker.Clear();
            return await Find(client, key, ct) is { } other ? Again(context, other, hash) : Beaten();
        }
    }

    private Task<KeptAnswer?> Find(Guid client, string key, CancellationToken ct) => db.Set<KeptAnswer>().AsNoTracking().FirstOrDefaultAsync(a => a.ClientId == client && a.Key == key, ct);

    private static IResult Again(HttpContext context, KeptAnswer kept, string hash) => kept.RequestHash == hash
        ? Told(context, kept.Status, kept.Location, kept.Body)
        : ProblemAnswers.Of(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", $"expected another {Header}: this one came with another request in the last 24 hours");

    private static IResult Beaten() => ProblemAnswers.Of(StatusCodes.Status409Conflict, "at-once", "another request changed the same thing at this moment; ask again");

    private static IResult Told(HttpContext context, int status, string? location, byte[] json)
    {
        if (location is not null)
            context.Response.Headers.Location = location;
        context.Response.StatusCode = status;
        return Results.Bytes(json, status < 400 ? "application/json" : Problem.MediaType);
    }
}

internal sealed class KeptAnswerMapping : IEntityTypeConfiguration<KeptAnswer>
{
    public void Configure(EntityTypeBuilder<KeptAnswer> builder)
    {
        builder.ToTable("ApiKeptAnswers");
        builder.HasKey(a => new { a.ClientId, a.Key });
        builder.Property(a => a.Key).HasMaxLength(100);
        builder.Property(a => a.RequestHash).HasMaxLength(64);
        builder.Property(a => a.Location).HasMaxLength(200);
        builder.HasOne<ApiClient>().WithMany().HasForeignKey(a => a.ClientId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(a => a.At);
    }
}
