using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Search;

/// <summary>
/// The plate that somebody looks for, kept for a short time under a key of its own: its id stands in the address in the place of the plate,
/// and says nothing to anybody else.
/// </summary>
public sealed class SearchNote : ISiteRow
{
    public static readonly Duration KeptFor = Duration.FromMinutes(30);

    private const int AtOnce = 200;

    public required Guid Id { get; init; }
    public SiteId Site { get; set; }

    /// <summary>Who asked: the note is his alone.</summary>
    public required Guid UserId { get; init; }

    public required Instant EraseAt { get; init; }

    /// <summary>The <see cref="PlateSought"/>.</summary>
    public required byte[] Sealed { get; init; }

    /// <summary>Adds a note to the unit of work.</summary>
    public static SearchNote Add(CentralDb db, Vault vault, Guid user, PlateSought sought, Instant now)
    {
        var id = Guid.CreateVersion7();
        var note = new SearchNote { Id = id, UserId = user, EraseAt = now + KeptFor, Sealed = vault.Create(db, id, now).Seal(StoredJson.Write(sought), Place(id)) };
        db.SearchNotes.Add(note);
        return note;
    }

    /// <summary>What was sought; null when it is somebody else's, or its time is over.</summary>
    public static async Task<PlateSought?> Find(CentralDb db, Vault vault, Guid id, Guid user, Instant now, CancellationToken ct) =>
        await db.SearchNotes.AsNoTracking().FirstOrDefaultAsync(n => n.Id == id && n.UserId == user && n.EraseAt > now, ct) is { } note && await vault.Find(db, id, ct) is { } cipher
            ? StoredJson.Read<PlateSought>(cipher.Open(note.Sealed, Place(id)))
            : null;

    /// <summary>Takes away notes whose time is over, with their keys.</summary>
    public static async Task Forget(CentralDb db, Instant now, CancellationToken ct)
    {
        var over = await db.SearchNotes.Where(n => n.EraseAt <= now).Take(AtOnce).ToListAsync(ct);
        if (over.Count == 0)
            return;
        foreach (var note in over)
            await Vault.Drop(db, note.Id, ct);
        db.RemoveRange(over);
        await db.SaveChangesAsync(ct);
    }

    private static string Place(Guid id) => $"search:{id}";
}

internal sealed class SearchNoteMapping : IEntityTypeConfiguration<SearchNote>
{
    public void Configure(EntityTypeBuilder<SearchNote> builder)
    {
        builder.ToTable("SearchNotes");
        builder.HasKey(n => n.Id);
        builder.HasIndex(n => n.EraseAt);
    }
}
