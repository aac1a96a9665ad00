using System.Text;
using Venstertijden.Edge.Keys;

namespace Venstertijden.Edge.Outbox;

/// <summary>
/// Remembers, beside the device key and so outside the data folder, which chain is open. Without it a data folder
/// that was lost would look like a first start, and the passages in it would be missed by nobody.
/// </summary>
internal sealed class ChainMarker(string keyFile, CameraName camera)
{
    private readonly string _path = $"{keyFile}.{camera.Site}.{camera.Camera}.chain";

    /// <summary>The open chain; null at the first start. What cannot be read counts as an unknown chain, not as none.</summary>
    internal Guid? Read()
    {
        if (!File.Exists(_path))
            return null;
        return Guid.TryParse(File.ReadAllText(_path).Trim(), out var chain) ? chain : Guid.Empty;
    }

    internal void Write(Guid chain) => DurableFile.Replace(_path, Encoding.ASCII.GetBytes($"{chain}\n"));
}
