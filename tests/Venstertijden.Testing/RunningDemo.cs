using System.Globalization;

namespace Venstertijden.Testing;

/// <summary>A demo in a process of its own, with data in a folder that goes away.</summary>
public sealed class RunningDemo : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _data;
    private readonly bool _ownsData;

    private RunningDemo(VthProcess process, int port, DirectoryInfo data, bool ownsData)
    {
        Process = process;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        _data = data;
        _ownsData = ownsData;
    }

    public VthProcess Process { get; }

    public HttpClient Http { get; }

    /// <summary>All that was logged so far, on the screen and in files.</summary>
    public string Log => string.Join('\n', [Process.Output, Process.Errors, .. Directory.GetFiles(Path.Combine(_data.FullName, "log")).Select(ReadShared)]);

    /// <summary>Starts a demo and waits for its first page.</summary>
    public static Task<RunningDemo> StartAsync(params string[] more) =>
        StartAsync(Directory.CreateTempSubdirectory("vth-demo-"), ownsData: true, more);

    /// <summary>Starts a demo on the data of another, which still removes it.</summary>
    public static Task<RunningDemo> StartOnDataOfAsync(RunningDemo other) => StartAsync(other._data, ownsData: false, []);

    private static async Task<RunningDemo> StartAsync(DirectoryInfo data, bool ownsData, string[] more)
    {
        int port = VthProcess.FreePort();
        var process = VthProcess.Start(["demo", "--port", port.ToString(CultureInfo.InvariantCulture), "--data", data.FullName, .. more]);
        var demo = new RunningDemo(process, port, data, ownsData);
        await Eventually.Become(async () => demo.Process.HasExited || await demo.AnswersAsync(), StartsWithin, () => demo.Process.Errors);
        Assert.That(demo.Process.HasExited, Is.False, demo.Process.Errors);
        return demo;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Http.Dispose();
        if (_ownsData)
            _data.Delete(recursive: true);
    }

    // The program may still be writing.
    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
