using Venstertijden.Central.Data;

namespace Venstertijden.Central.Features.Cases;

/// <summary>The cases that one unit of work touches: each is opened once, so that its events are numbered by one hand.</summary>
public sealed class OpenCases(CentralDb db, Vault vault)
{
    private readonly Dictionary<Guid, CaseFile> _open = [];

    public IEnumerable<CaseFile> All => _open.Values;

    public async Task<CaseFile?> Open(Guid id, CancellationToken ct)
    {
        if (!_open.TryGetValue(id, out var file) && await CaseFile.Open(db, vault, id, ct) is { } found)
            _open[id] = file = found;
        return file;
    }

    public CaseFile Begin(CaseRow row, CaseOpened opened) => _open[row.Id] = CaseFile.Begin(db, vault, row, opened);
}
