using System.CommandLine;
using Venstertijden.Cli.Reading;
using Venstertijden.Edge.Reading;

namespace Venstertijden.Cli;

/// <summary><c>vth read PATH... --out FILE</c>: reads the plates of pictures, folders and videos into a CSV file.</summary>
public static class ReadCommand
{
    private const int MostThreads = 256;

    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "pictures, videos, folders with them (subfolders included), or a camera (rtsp://...; until its stream ends or Ctrl-C)", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "CSV file to write", Required = true };
        var reader = new Option<string>("--reader") { Description = "onnx (our own net) or tesseract", DefaultValueFactory = _ => "onnx" };
        reader.AcceptOnlyFromAmong("onnx", "tesseract");
        var threads = new Option<int>("--threads") { Description = "pictures read at the same time, one core each", DefaultValueFactory = _ => 1 };
        var annotate = new Option<string?>("--annotate") { Description = "folder for pictures with boxes, texts and confidences drawn in" };
        var command = new Command("read", "Reads number plates in pictures and videos.") { paths, output, reader, threads, annotate };
        command.SetAction((parsed, stop) =>
        {
            var count = parsed.GetValue(threads);
            if (count is < 1 or > MostThreads)
                throw new BadInputException($"--threads: expected 1 to {MostThreads}");
            var options = new ReadingOptions { Reader = parsed.GetValue(reader) == "tesseract" ? PlateReaderKind.Tesseract : PlateReaderKind.Onnx };
            var run = new ReadRun(options, count, parsed.GetValue(annotate), Console.Error);
            return run.RunAsync(parsed.GetValue(paths)!, parsed.GetValue(output)!, stop);
        });
        return command;
    }
}
