using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Review;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Search;

/// <summary>Finds cases by plate, period, camera, state and reason. The plate is sent by form and never stands in the address.</summary>
public sealed class IndexModel(SearchDesk desk, CaseQueue queue, CentralDb db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "van")] public string? From { get; set; }
    [BindProperty(SupportsGet = true, Name = "tot")] public string? To { get; set; }
    [BindProperty(SupportsGet = true, Name = "camera")] public string? Camera { get; set; }
    [BindProperty(SupportsGet = true, Name = "stand")] public string? State { get; set; }
    [BindProperty(SupportsGet = true, Name = "reden")] public string? Reason { get; set; }
    [BindProperty(SupportsGet = true, Name = "zoek")] public Guid? Note { get; set; }
    [BindProperty(SupportsGet = true, Name = "na")] public string? After { get; set; }
    [BindProperty(SupportsGet = true, Name = "pagina")] public int PageNumber { get; set; } = 1;

    [BindProperty] public string? Plate { get; set; }
    [BindProperty] public PlateMatch Match { get; set; }
    [BindProperty] public string? Purpose { get; set; }

    public IReadOnlyList<EnrolledCamera> Cameras { get; private set; } = [];
    public SearchResult? Result { get; private set; }

    /// <summary>The note of a plate is another's, or its time is over.</summary>
    public bool NoteIsGone { get; private set; }

    /// <summary>Field name to text key.</summary>
    public Dictionary<string, string> Problems { get; } = new(StringComparer.Ordinal);

    public SearchAddress Address => new(From, To, Camera, State, Reason, Note, After);
    public Person Me => Person.Required(User);
    public int Pages => Result is null ? 1 : Math.Max(1, (Math.Min(Result.Total, SearchDesk.MostCounted) + SearchDesk.PageSize - 1) / SearchDesk.PageSize);
    public string CameraName(CaseRow row) => Cameras.FirstOrDefault(c => c.Camera == row.Camera)?.DisplayName ?? row.Camera.Value;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await Load(ct);
        PlateSought? sought = null;
        if (Note is { } note)
        {
            sought = await desk.Recall(note, Me.Id, ct);
            NoteIsGone = sought is null;
            (Plate, Match, Purpose) = (sought?.Text, sought?.Match ?? PlateMatch.Exact, sought?.Purpose);
        }

        if (!Address.IsEmpty && !NoteIsGone)
            Result = await desk.Run(Address.Filter(), sought, Math.Clamp(PageNumber, 1, SearchDesk.MostCounted / SearchDesk.PageSize), Address.Cursor(), SearchDesk.PageSize, Me.Actor, ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        // The note and the place of an earlier search are not those of this one.
        (Note, After) = (null, null);
        string typed = Plate?.Trim() ?? "";
        if (From is { Length: > 0 } && TypedDay.Of(From) is null) Problems["van"] = "bad.day";
        if (To is { Length: > 0 } && TypedDay.Of(To) is null) Problems["tot"] = "bad.day";
        if (await queue.FindByNumber(typed, ct) is { } id) return RedirectToPage("/Review/Judge", new { id });
        PlateSought? sought = null;
        if (typed.Length > 0)
        {
            (sought, string? problem) = PlateSought.Read(typed, Match, Purpose);
            if (problem is not null) Problems[problem == "bad.purpose" ? "Purpose" : "Plate"] = problem;
        }
        else if (Address.IsEmpty)
        {
            Problems["Plate"] = "bad.nothing";
        }

        if (Problems.Count > 0)
        {
            await Load(ct);
            return Page();
        }

        if (sought is not null) Note = await desk.Remember(sought, Me.Actor, ct);
        return Redirect("/zoeken?" + Address.Query());
    }

    private async Task Load(CancellationToken ct) => Cameras = await db.Cameras.AsNoTracking().OrderBy(c => c.DisplayName).ToListAsync(ct);
}
