using System.Text;

namespace Venstertijden.Central.Features.Policies;

/// <summary>A document that was uploaded.</summary>
internal static class Upload
{
    /// <summary>Its text; null when there is none, or it is too long for a policy document.</summary>
    internal static async Task<string?> Text(IFormFile? file, CancellationToken ct)
    {
        if (file is not { Length: > 0 and <= PolicyDraft.MaxYaml })
            return null;
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return (await reader.ReadToEndAsync(ct)).ReplaceLineEndings("\n");
    }
}
