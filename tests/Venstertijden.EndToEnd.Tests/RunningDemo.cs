using System.Globalization;
using Venstertijden.Testing;

namespace Venstertijden.EndToEnd.Tests;

/// <summary>A demo in a process of its own, with data in a folder that goes away.</summary>
public sealed class RunningDemo : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _data;

    private RunningDemo(VthProcess process, int port, DirectoryInfo data)
    {
        Process = process;
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        _data = data;
    }

    public VthProcess Process { get; }

    public HttpClient Http { get; }

    public string Data => _data.FullName;

    /// <summary>Starts a demo and waits for its first page.</summary>
    public static async Task<RunningDemo> StartAsync(params string[] more)
    {
        int port = VthProcess.FreePort();
        var data = Directory.CreateTempSubdirectory("vth-demo-");
        var demo = new RunningDemo(VthProcess.Start(["demo", "--port", port.ToString(CultureInfo.InvariantCulture), "--data", data.FullName, .. more]), port, data);
        await Eventually.Become(async () => demo.Process.HasExited || await demo.AnswersAsync(), StartsWithin, () => demo.Process.Errors);
        Assert.That(demo.Process.HasExited, Is.False, demo.Process.Errors);
        return demo;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Http.Dispose();
        _data.Delete(recursive: true);
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
