using System.CommandLine;
using Venstertijden.Cli;
using Venstertijden.Cli.Testing;

var root = new RootCommand("VenstertijdenHandhaving: enforcement of access windows in Assen.")
{
    ReadCommand.Create(),
    TestCommand.Create(),
    TrainCommand.Create(),
    VerdictCommand.Create(),
};

try
{
    var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(5) };
    var parsed = root.Parse(args);
    int code = await parsed.InvokeAsync(configuration);
    return parsed.Errors.Count > 0 ? 2 : code;
}
catch (BadInputException e)
{
    await Console.Error.WriteLineAsync("vth: " + e.Message);
    return 2;
}
catch (OperationCanceledException)
{
    return 130;
}
