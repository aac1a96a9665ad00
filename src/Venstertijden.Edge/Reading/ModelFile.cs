using System.Security.Cryptography;
using System.Text.Json;

namespace Venstertijden.Edge.Reading;

/// <summary>A net with the contract that stands beside it (see Models/README.md).</summary>
internal sealed record ModelFile<TContract>(byte[] Net, TContract Contract, string Version)
    where TContract : ModelContract
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads <c>NAME.onnx</c> and <c>NAME.json</c> from a folder, or from inside the program when it is null.</summary>
    /// <exception cref="ModelException">A file is missing or its contract does not hold what is needed.</exception>
    public static ModelFile<TContract> Load(string name, string? folder)
    {
        var net = Bytes($"{name}.onnx", folder);
        var file = $"{name}.json";
        try
        {
            var contract = JsonSerializer.Deserialize<TContract>(Bytes(file, folder), Json) ?? throw new JsonException("it is empty");
            if (contract.Fault() is { } fault)
                throw new JsonException(fault);
            return new(net, contract, $"{name}-{contract.Trained?.Date ?? "undated"}-{Fingerprint(net)}");
        }
        catch (JsonException e)
        {
            throw new ModelException($"{Where(file, folder)}: expected the contract of the net, but {e.Message}", e);
        }
    }

    private static byte[] Bytes(string file, string? folder)
    {
        try
        {
            if (folder is not null)
                return File.ReadAllBytes(Path.Combine(folder, file));
            using var stream = typeof(ModelContract).Assembly.GetManifestResourceStream("Models." + file)
                ?? throw new ModelException($"this build holds no {file}: expected it in src/Venstertijden.Edge/Models when it was built");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{Where(file, folder)}: expected a readable net and its contract there ({e.Message})", e);
        }
    }

    private static string Where(string file, string? folder) => folder is null ? $"the program's own {file}" : Path.Combine(folder, file);

    private static string Fingerprint(byte[] net) => Convert.ToHexStringLower(SHA256.HashData(net))[..8];
}

/// <summary>What every contract file says.</summary>
internal abstract record ModelContract
{
    public Training? Trained { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    public abstract string? Fault();

    /// <summary>How the net came about.</summary>
    public sealed record Training(string? Date);
}
