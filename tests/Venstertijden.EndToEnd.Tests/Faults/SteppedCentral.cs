using Venstertijden.Central;
using Venstertijden.Cli;

namespace Venstertijden.EndToEnd.Tests.Faults;

/// <summary><c>vth central</c> as it is, but with a clock that can be made to jump (the file <c>clock</c> beside its configuration).</summary>
internal static class SteppedCentral
{
    internal static async Task<int> Run(string configFile)
    {
        var clock = new SteppedClock(Path.Combine(Path.GetDirectoryName(configFile)!, "clock"));
        try
        {
            await using var app = CentralCommand.Build(CentralOptionsReader.ReadFile(configFile), clock);
            await app.Services.PrepareCentral(CancellationToken.None);
            await app.RunAsync();
            return 0;
        }
        catch (BadConfigException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }
}
