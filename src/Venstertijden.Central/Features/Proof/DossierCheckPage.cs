using System.Security.Cryptography;
using System.Text;

namespace Venstertijden.Central.Features.Proof;

/// <summary>
/// The page in a dossier that checks it in a browser, from a disk and without a network. One file: its script and style stand in it, and its own policy lets in nothing
/// but those two, by hash.
/// </summary>
internal static class DossierCheckPage
{
    /// <summary>The same bytes in every dossier of this release.</summary>
    public static byte[] Html { get; } = Make();

    private static byte[] Make()
    {
        var (script, style) = (Read("dossier-check.js"), Read("dossier-check.css"));
        return Encoding.UTF8.GetBytes(Read("dossier-check.html")
            .Replace("/*STYLE*/", style, StringComparison.Ordinal).Replace("/*SCRIPT*/", script, StringComparison.Ordinal)
            .Replace("STYLE-HASH", Hash(style), StringComparison.Ordinal).Replace("SCRIPT-HASH", Hash(script), StringComparison.Ordinal));
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = typeof(DossierCheckPage).Assembly.GetManifestResourceStream(name) ?? throw new InvalidDataException($"{name} does not ship.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
