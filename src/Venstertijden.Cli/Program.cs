using System.CommandLine;
using Venstertijden.Cli;
using Venstertijden.Cli.Demo;
using Venstertijden.Cli.Testing;

// Before anything of OpenCV is loaded: it asks only once.
QuietOpenCv.Ask();
var root = new RootCommand("VenstertijdenHandhaving: enforcement of access windows in Assen.")
{
    BackupCommand.CreateBackup(),
    CentralCommand.Create(),
    DemoCommand.Create(),
    EdgeCommand.Create(),
    EvaluateCommand.Create(),
    ExplainCommand.Create(),
    PrivacyCommand.Create(),
    ProvisionCommand.Create(),
    PublishCommand.Create(),
    ReadCommand.Create(),
    RegisterCommand.Create(),
    RehearseCommand.Create(),
    SignsCommand.Create(),
    BackupCommand.CreateRestore(),
    TestCommand.Create(),
    TrainCommand.Create(),
    VerdictCommand.Create(),
    VerifyCommand.Create(),
    BenchCommand.Create(),
    WhatIfCommand.Create(),
};

var parsed = root.Parse(args is [] or ["help"] ? ["--help"] : args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"vth: {string.Join("; ", parsed.Errors.Select(e => e.Message.TrimEnd('.')))} ('./vth --help' lists what there is)");
    return BadInputException.ExitCode;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
}
catch (BadInputException e)
{
    await Console.Error.WriteLineAsync("vth: " + e.Message);
    return BadInputException.ExitCode;
}
catch (OperationCanceledException)
{
    return 130;
}
