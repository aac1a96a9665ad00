using Microsoft.Extensions.Logging;
using NodaTime;
using Venstertijden.Edge.Sources;

namespace Venstertijden.Cli.Demo;

/// <summary>What stands behind the first camera instead of a rendered street.</summary>
public abstract record DemoSource
{
    private DemoSource()
    {
    }

    /// <summary>Demo seconds per real second: moving pictures run at the speed at which they were taken.</summary>
    public abstract double Rate { get; }

    /// <summary>Opens the source for the demo's clock.</summary>
    /// <exception cref="SourceException">It cannot be used; one line for the user.</exception>
    public abstract IFrameSource Open(DemoClock clock, TimeProvider real, ILoggerFactory logs);

    /// <summary>Rendered streets everywhere.</summary>
    public sealed record Rendered : DemoSource
    {
        public override double Rate => 60;

        public override IFrameSource Open(DemoClock clock, TimeProvider real, ILoggerFactory logs) => throw new InvalidOperationException("a rendered street is made per camera");
    }

    /// <summary>A folder of pictures, each a passage of its own, spread over the demo's day.</summary>
    public sealed record Pictures(string Folder) : DemoSource
    {
        public override double Rate => 60;

        public override IFrameSource Open(DemoClock clock, TimeProvider real, ILoggerFactory logs)
        {
            var log = logs.CreateLogger<Pictures>();
            int skipped = 0;
            var source = new FolderSource(
                Folder, (index, count) => clock.Start + Moment(index, count), clock.WaitUntilAsync,
                picture => log.PictureSkipped(++skipped, picture.Path, picture.Reason));
            source.Check();
            return source;
        }

        /// <summary>
        /// A third of the pictures comes before the window opens at 07:00, a third within it, a third after it closed, so
        /// that a look of half a minute already shows cases.
        /// </summary>
        internal static Duration Moment(int index, int count)
        {
            (double From, double To)[] thirds = [(1, 14), (16, 300), (330, 780)];
            double place = (double)index / count * 3;
            var (from, to) = thirds[(int)place];
            return Duration.FromMinutes(from + ((to - from) * (place - Math.Floor(place))));
        }
    }

    /// <summary>A video file at real speed.</summary>
    public sealed record Video(string Path) : DemoSource
    {
        public override double Rate => 1;

        public override IFrameSource Open(DemoClock clock, TimeProvider real, ILoggerFactory logs)
        {
            var source = new VideoFileSource(Path, clock.Start, real);
            source.Check();
            return source;
        }
    }

    /// <summary>A camera, live.</summary>
    public sealed record Rtsp(string Address) : DemoSource
    {
        public override double Rate => 1;

        public override IFrameSource Open(DemoClock clock, TimeProvider real, ILoggerFactory logs) => new RtspSource(Address, clock, real, logs.CreateLogger<RtspSource>());
    }
}
