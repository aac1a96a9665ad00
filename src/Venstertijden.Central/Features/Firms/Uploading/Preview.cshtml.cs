using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Shared.Tags;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>What is in the list, what would come of each row, and what must be mended? Saved when the firm agrees.</summary>
public sealed class PreviewModel(UploadDesk desk, IStringLocalizer<FirmTexts> texts) : PageModel
{
    /// <summary>Rows on one page.</summary>
    public const int PageSize = 100;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }

    /// <summary>Shows rows of one state alone; null shows all that need no mending.</summary>
    [BindProperty(SupportsGet = true, Name = "toon")] public string? Only { get; set; }

    [BindProperty(SupportsGet = true, Name = "bladzijde")] public int PageNumber { get; set; } = 1;

    /// <summary>Places of the rows that were mended, in the order of the two lists below.</summary>
    [BindProperty] public int[] Place { get; set; } = [];

    [BindProperty] public string?[] Plate { get; set; } = [];
    [BindProperty] public string?[] HiredUntil { get; set; } = [];

    /// <summary>A suggestion that was pressed: place and plate.</summary>
    [BindProperty] public string? Use { get; set; }

    public FleetUpload Upload { get; private set; } = null!;
    public IReadOnlyList<JudgedRow> Rows { get; private set; } = [];

    /// <summary>Rows to mend, with their places in the list.</summary>
    public IReadOnlyList<(int Place, JudgedRow Row)> Faults { get; private set; } = [];

    /// <summary>The other rows.</summary>
    public IReadOnlyList<JudgedRow> Good { get; private set; } = [];

    public int Ready => Rows.Count(r => r.IsWritten);
    public int Pages => Math.Max(1, (Good.Count + PageSize - 1) / PageSize);
    public int Count(RowState state) => Rows.Count(r => r.State == state);
    public string Address => $"{FirmPages.Fleet}/upload/{Id}";

    private Person Me => Person.Required(User);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Load(ct) ? Page() : Gone();

    public async Task<IActionResult> OnPostMendAsync(CancellationToken ct)
    {
        if (await desk.Find(FirmPages.FirmOf(User), Id, ct) is not { } upload) return Gone();
        var mended = new Dictionary<int, (string, string)>();
        for (int i = 0; i < Math.Min(Place.Length, Math.Min(Plate.Length, HiredUntil.Length)); i++)
            mended[Place[i]] = (Plate[i] ?? "", HiredUntil[i] ?? "");
        if (Use?.Split(':') is [var place, var plate] && int.TryParse(place, out int at) && mended.TryGetValue(at, out var typed)) mended[at] = (plate, typed.Item2);
        try
        {
            await desk.Mend(upload, mended, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            TempData.Tell(texts["upload.changed"], tone: Tone.Warning);
        }

        return Redirect(Address + "#rijen");
    }

    public async Task<IActionResult> OnPostAgreeAsync(CancellationToken ct)
    {
        if (await desk.Find(FirmPages.FirmOf(User), Id, ct) is not { } upload) return Gone();
        try
        {
            var agreed = await desk.Agree(upload, Me.Actor, ct);
            string told = texts["upload.agreed", Shared.Written.Count(agreed.Added.Count)];
            if (agreed.Changed.Count > 0) told += " " + texts["upload.agreed.changed", Shared.Written.Count(agreed.Changed.Count)];
            int left = (await desk.Judge(upload, ct)).Count(r => r.IsFault);
            if (left > 0) told += " " + (left == 1 ? texts["upload.left.one"] : texts["upload.left", Shared.Written.Count(left)]);
            TempData.Tell(told, upload.Agreed is null ? null : Address + "?handler=Undo", left > 0 ? Tone.Info : Tone.Ok);
            return Redirect(left > 0 ? Address : FirmPages.Fleet);
        }
        catch (DbUpdateException)
        {
            // Pressed twice, or a colleague was first: what holds now is shown.
            TempData.Tell(texts["upload.changed"], tone: Tone.Warning);
            return Redirect(Address);
        }
    }

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken ct)
    {
        if (await desk.Find(FirmPages.FirmOf(User), Id, ct) is not { } upload) return Gone();
        TempData.Tell(texts["upload.undone", Shared.Written.Count(await desk.TakeBack(upload, Me.Actor, ct))]);
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostDropAsync(CancellationToken ct)
    {
        if (await desk.Find(FirmPages.FirmOf(User), Id, ct) is { } upload) await desk.Drop(upload, ct);
        TempData.Tell(texts["upload.dropped"], tone: Tone.Info);
        return Redirect(FirmPages.Fleet);
    }

    private async Task<bool> Load(CancellationToken ct)
    {
        if (await desk.Find(FirmPages.FirmOf(User), Id, ct) is not { } upload) return false;
        Upload = upload;
        Rows = await desk.Judge(upload, ct);
        Faults = [.. Rows.Select((row, place) => (place, row)).Where(r => r.row.IsFault)];
        Good = [.. Rows.Where(r => !r.IsFault && (Only is null || r.State.ToString().Equals(Only, StringComparison.OrdinalIgnoreCase)))];
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        return true;
    }

    private RedirectResult Gone()
    {
        TempData.Tell(texts["upload.gone", FleetUpload.KeptFor.TotalHours], tone: Tone.Warning);
        return Redirect(FirmPages.Fleet + "/upload");
    }
}
