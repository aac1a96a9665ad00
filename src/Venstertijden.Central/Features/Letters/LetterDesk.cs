using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.OwnCase;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Letters;

/// <summary>Makes letters of cases and opens them again: PDF under the case's key, its hash in the case's events.</summary>
public sealed class LetterDesk(CentralDb db, Vault vault, LetterTemplates templates, OwnCaseDoor door, CentralOptions options, IClock clock)
{
    /// <summary>Adds a letter to the unit of work: row, sealed PDF, event. The caller saves.</summary>
    /// <param name="file">The case.</param>
    /// <param name="kind">Which letter.</param>
    /// <param name="values">What fills its fields.</param>
    /// <param name="batch">Letters that are printed together.</param>
    /// <param name="onceKey"><see cref="SentLetter.OnceKey"/>.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="ct">Stops.</param>
    public async Task<SentLetter> Add(CaseFile file, LetterKind kind, IReadOnlyDictionary<string, string> values, Guid batch, string? onceKey, Actor actor, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var (template, number) = await templates.Ready(kind, ct);
        byte[] pdf = AccessiblePdf.Write(template.Fill(await WithCode(file, template, values, actor, ct), $"zaak {file.Row.Number}"), now);
        var letter = new SentLetter
        {
            Id = Guid.CreateVersion7(), CaseId = file.Row.Id, CaseNumber = file.Row.Number, Kind = kind, Template = number, Batch = batch, MadeAt = now, MadeBy = actor.Name, Bytes = pdf.Length, Sha256 = Signing.Hash(pdf), OnceKey = onceKey,
        };
        db.SentLetters.Add(letter);
        db.LetterContents.Add(new LetterContent { LetterId = letter.Id, Sealed = file.Cipher.Seal(pdf, Place(letter.Id)) });
        file.Append(new LetterMade(now, actor, letter.Id, Kebab.Name(kind), number, letter.Sha256));
        AuditTrail.Record(db, actor, "letter.make", $"case:{file.Row.Number}", $"{Kebab.Name(kind)}/{number}", now);
        return letter;
    }

    /// <summary>A letter in clear; null when there is none of that id here, or its case was erased. The look is on record.</summary>
    public async Task<(SentLetter Letter, byte[] Pdf)?> Open(Guid id, Actor actor, CancellationToken ct)
    {
        if (await db.SentLetters.AsNoTracking().FirstOrDefaultAsync(l => l.Id == id, ct) is not { } letter || await Content(letter, ct) is not { } pdf)
            return null;
        AuditTrail.Record(db, actor, "letter.look", $"case:{letter.CaseNumber}", Kebab.Name(letter.Kind), clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return (letter, pdf);
    }

    /// <summary>All letters of a batch as one document to print; null when there are none. Each look is on record.</summary>
    public async Task<byte[]?> Print(Guid batch, Actor actor, string title, CancellationToken ct)
    {
        var pages = new List<byte[]>();
        foreach (var letter in await db.SentLetters.AsNoTracking().Where(l => l.Batch == batch).OrderBy(l => l.CaseNumber).ThenBy(l => l.Kind).ToListAsync(ct))
        {
            if (await Content(letter, ct) is not { } pdf)
                continue;
            pages.Add(pdf);
            AuditTrail.Record(db, actor, "letter.print", $"case:{letter.CaseNumber}", Kebab.Name(letter.Kind), clock.GetCurrentInstant());
        }

        await db.SaveChangesAsync(ct);
        return pages.Count == 0 ? null : AccessiblePdf.Joined(pages, title);
    }

    /// <summary>A letter that tells of it opens the case to who holds it. One that does not leaves an earlier letter's code as it is.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> WithCode(CaseFile file, LetterTemplate template, IReadOnlyDictionary<string, string> values, Actor actor, CancellationToken ct) =>
        new Dictionary<string, string>(values, StringComparer.Ordinal)
        {
            [LetterFields.Website] = options.Mail.Link is { } link ? $"{new Uri(link).Authority}{OwnCaseSession.SignInPath}" : "de website van de gemeente",
            [LetterFields.Code] = template.Names(LetterFields.Code) ? await door.NewCode(file.Row, actor, ct) : "",
        };

    private async Task<byte[]?> Content(SentLetter letter, CancellationToken ct) =>
        await vault.Find(db, letter.CaseId, ct) is { } cipher && await db.LetterContents.AsNoTracking().FirstOrDefaultAsync(c => c.LetterId == letter.Id, ct) is { } content
            ? cipher.Open(content.Sealed, Place(letter.Id))
            : null;

    internal static string Place(Guid letter) => $"letter:{letter}";
}
