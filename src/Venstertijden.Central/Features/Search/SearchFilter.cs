using NodaTime;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Search;

/// <summary>What stands in the address of a search, beside the note of a plate.</summary>
/// <param name="From">First local day of the act; null = no limit.</param>
/// <param name="To">Last local day.</param>
/// <param name="Camera">Of the first passage.</param>
/// <param name="State">Null for all.</param>
/// <param name="Reason">As in the verdict.</param>
public sealed record SearchFilter(LocalDate? From = null, LocalDate? To = null, CameraId? Camera = null, CaseState? State = null, string? Reason = null)
{
    /// <summary>The rows that pass, the newest act first.</summary>
    public IQueryable<CaseRow> Of(IQueryable<CaseRow> rows)
    {
        if (From is { } from) rows = rows.Where(c => c.ActDate >= from);
        if (To is { } to) rows = rows.Where(c => c.ActDate <= to);
        if (Camera is { } camera) rows = rows.Where(c => c.Camera == camera);
        if (State is { } state) rows = rows.Where(c => c.State == state);
        if (Reason is { } reason) rows = rows.Where(c => c.Reason == reason);
        return rows.OrderByDescending(c => c.ActDate).ThenByDescending(c => c.Number);
    }
}

/// <summary>How far a search that opens cases has come: the last one that it looked at.</summary>
public sealed record SearchCursor(LocalDate ActDate, string Number);
