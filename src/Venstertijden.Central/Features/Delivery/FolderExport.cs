namespace Venstertijden.Central.Features.Delivery;

/// <summary>Batches in the folder <c>in</c>, answers in the folder <c>out</c>: for a mounted share, or an adapter beside central.</summary>
public sealed class FolderExport(string folder) : ICaseExport
{
    private readonly string _in = Path.Combine(folder, "in");
    private readonly string _out = Path.Combine(folder, "out");

    public string Address => folder;

    public async Task Put(string name, ReadOnlyMemory<byte> content, CancellationToken ct) => await Try(async () =>
    {
        Directory.CreateDirectory(_in);
        string path = Path.Combine(_in, name);
        if (File.Exists(Path.Combine(_out, ICaseExport.ReceiptOf(name))))
            return;
        if (File.Exists(path))
        {
            byte[] there = await File.ReadAllBytesAsync(path, ct);
            if (!content.Span.SequenceEqual(there))
                throw new DeliveryException($"{name} lies there already with other content");
            return;
        }

        string part = path + ".part";
        await File.WriteAllBytesAsync(part, content, ct);
        File.Move(part, path);
    });

    public Task<IReadOnlyList<string>> Answers(CancellationToken ct) => Try(() => Task.FromResult<IReadOnlyList<string>>(Directory.Exists(_out)
        ? [.. Directory.EnumerateFiles(_out, "*.xml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)]
        : []));

    public Task<byte[]> Read(string name, CancellationToken ct) => Try(async () =>
    {
        string path = Path.Combine(_out, name);
        return new FileInfo(path).Length <= ICaseExport.MaxAnswerBytes ? await File.ReadAllBytesAsync(path, ct) : throw new DeliveryException($"{name} is greater than {ICaseExport.MaxAnswerBytes} bytes");
    });

    public Task SetAside(string name, bool takenIn, CancellationToken ct) => Try(() =>
    {
        string path = Path.Combine(_out, name), aside = Path.Combine(_out, takenIn ? "taken-in" : "refused");
        Directory.CreateDirectory(aside);
        if (File.Exists(path))
            File.Move(path, Path.Combine(aside, name), overwrite: true);
        return Task.FromResult(true);
    });

    private static Task<bool> Try(Func<Task> work) => Try(async () =>
    {
        await work();
        return true;
    });

    private static async Task<T> Try<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DeliveryException(e.Message, e);
        }
    }
}
