using System.CommandLine;
using Venstertijden.Central;
using Venstertijden.Edge;
using Venstertijden.Edge.Reading;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Cli.Demo;

/// <summary><c>vth demo</c>: the whole chain in one process, on made-up vehicles.</summary>
public static class DemoCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "port of the pages on 127.0.0.1", DefaultValueFactory = _ => 8080 };
        var frames = new Option<string?>("--frames") { Description = "folder of pictures behind the first camera, each a passage of its own", HelpName = "DIR" };
        var video = new Option<string?>("--video") { Description = "video behind the first camera, at real speed", HelpName = "FILE" };
        var rtsp = new Option<string?>("--rtsp") { Description = "live camera behind the first camera, at real speed", HelpName = "URL" };
        var seconds = new Option<double?>("--seconds") { Description = "end by itself so many seconds after the first page", HelpName = "S" };
        var data = new Option<string?>("--data") { Description = "folder for what the demo keeps; default data/demo in the checkout", HelpName = "DIR" };
        var command = new Command("demo", "Shows the whole chain: rendered streets, readers, broker, central and pages.") { port, frames, video, rtsp, seconds, data };
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(port) is not (>= 1 and <= 65535))
                throw new BadInputException("--port: expected 1 to 65535");
            if (parsed.GetValue(seconds) is <= 0)
                throw new BadInputException("--seconds: expected more than 0");
            var source = Source(parsed.GetValue(frames), parsed.GetValue(video), parsed.GetValue(rtsp));
            string folder = Path.GetFullPath(parsed.GetValue(data) ?? Path.Combine(Repository.Root, "data", "demo"));
            try
            {
                return await new DemoRun(parsed.GetValue(port), source, folder).RunAsync(parsed.GetValue(seconds), stop);
            }
            catch (Exception e) when (e is SourceException or BadConfigException or EdgeConfigException or ModelException)
            {
                throw new BadInputException(e.Message, e);
            }
        });
        return command;
    }

    private static DemoSource Source(string? frames, string? video, string? rtsp)
    {
        if (new[] { frames, video, rtsp }.Count(s => s is not null) > 1)
            throw new BadInputException("--frames, --video, --rtsp: expected one of them, there is one first camera");
        if (rtsp is not null && !RtspSource.IsAddress(rtsp))
            throw new BadInputException("--rtsp: expected an address such as rtsp://host/stream");
        return frames is not null ? new DemoSource.Pictures(frames)
            : video is not null ? new DemoSource.Video(video)
            : rtsp is not null ? new DemoSource.Rtsp(rtsp)
            : new DemoSource.Rendered();
    }
}
