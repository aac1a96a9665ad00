using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Audit;

namespace Venstertijden.Central.Features.Letters;

/// <summary>What came of saving a template.</summary>
/// <param name="Saved">The new version; null when nothing was saved.</param>
/// <param name="Faults">What is wrong with the text.</param>
/// <param name="ChangedMeanwhile">A colleague saved another version since the page was drawn.</param>
public sealed record TemplateOutcome(LetterVersion? Saved, ImmutableArray<TemplateFault> Faults, bool ChangedMeanwhile);

/// <summary>The templates of a town: the shipped ones until somebody saves his own; every version is kept.</summary>
public sealed class LetterTemplates(CentralDb db, IClock clock)
{
    public const int MaxWhy = 200;

    private static readonly ImmutableDictionary<LetterKind, string> Shipped = Enum.GetValues<LetterKind>().ToImmutableDictionary(kind => kind, ReadShipped);

    /// <summary>The version in use.</summary>
    public async Task<LetterVersion> Current(LetterKind kind, CancellationToken ct) =>
        await db.LetterVersions.AsNoTracking().Where(v => v.Kind == kind).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct) ?? ShippedOf(kind);

    /// <summary>One version; null when there is none of that number.</summary>
    public async Task<LetterVersion?> Find(LetterKind kind, int number, CancellationToken ct) =>
        number == 0 ? ShippedOf(kind) : await db.LetterVersions.AsNoTracking().FirstOrDefaultAsync(v => v.Kind == kind && v.Number == number, ct);

    /// <summary>All versions, newest first; the shipped one last.</summary>
    public async Task<IReadOnlyList<LetterVersion>> History(LetterKind kind, CancellationToken ct) =>
        [.. await db.LetterVersions.AsNoTracking().Where(v => v.Kind == kind).OrderByDescending(v => v.Number).ToListAsync(ct), ShippedOf(kind)];

    /// <summary>Saves a new version, unless something is wrong with it.</summary>
    /// <param name="kind">Of which letter.</param>
    /// <param name="text">The whole template.</param>
    /// <param name="seen">Number of the version that was changed.</param>
    /// <param name="why">What changed.</param>
    /// <param name="actor">Who saves.</param>
    /// <param name="ct">Stops.</param>
    public async Task<TemplateOutcome> Save(LetterKind kind, string text, int seen, string why, Actor actor, CancellationToken ct)
    {
        if (LetterTemplate.Read(text, kind, out var faults) is null)
            return new TemplateOutcome(null, faults, false);
        if ((await Current(kind, ct)).Number != seen)
            return new TemplateOutcome(null, [], true);
        var now = clock.GetCurrentInstant();
        var version = new LetterVersion { Kind = kind, Number = seen + 1, Text = text.ReplaceLineEndings("\n"), SavedAt = now, SavedById = actor.UserId, SavedBy = actor.Name, Why = why.Length <= MaxWhy ? why : why[..MaxWhy] };
        db.LetterVersions.Add(version);
        AuditTrail.Record(db, actor, "letter-template.save", $"letter:{Kebab.Name(kind)}/{version.Number}", version.Why, now);
        try
        {
            await db.SaveChangesAsync(ct);
            return new TemplateOutcome(version, [], false);
        }
        catch (DbUpdateException)
        {
            // Two saved the same number: the key let one through.
            db.ChangeTracker.Clear();
            return new TemplateOutcome(null, [], true);
        }
    }

    /// <summary>The template in use, ready to be filled.</summary>
    /// <exception cref="InvalidDataException">What was saved does not read any more: this release knows other fields.</exception>
    public async Task<(LetterTemplate Template, int Number)> Ready(LetterKind kind, CancellationToken ct)
    {
        var version = await Current(kind, ct);
        return LetterTemplate.Read(version.Text, kind, out var faults) is { } template
            ? (template, version.Number)
            : throw new InvalidDataException($"Template {Kebab.Name(kind)}/{version.Number}, line {faults[0].Line}: {faults[0].Code} {faults[0].Word}");
    }

    private static LetterVersion ShippedOf(LetterKind kind) => new() { Kind = kind, Number = 0, Text = Shipped[kind], SavedAt = NodaConstants.UnixEpoch, SavedById = null, SavedBy = "", Why = "" };

    private static string ReadShipped(LetterKind kind)
    {
        using var stream = typeof(LetterTemplates).Assembly.GetManifestResourceStream($"letter-{Kebab.Name(kind)}.txt") ?? throw new InvalidDataException($"No template of {kind} ships.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
