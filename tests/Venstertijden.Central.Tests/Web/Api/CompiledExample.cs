using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Venstertijden.Central.Tests.Web.Api;

/// <summary>A program of a manual, compiled and run as a reader would.</summary>
internal static class CompiledExample
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Net.Http; global using System.Threading.Tasks;\n";

    /// <returns>What it wrote.</returns>
    public static async Task<string> Run(string program, IReadOnlyDictionary<string, string> around)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll");
        var compilation = CSharpCompilation.Create("example", [CSharpSyntaxTree.ParseText(Usings + program)], platform.Select(path => MetadataReference.CreateFromFile(path)), new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.That(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()), Is.Empty);
        foreach (var (name, value) in around)
            Environment.SetEnvironmentVariable(name, value);
        var (before, written) = (Console.Out, new StringWriter());
        Console.SetOut(written);
        try
        {
            // An asynchronous program has a synchronous entry that waits for it.
            await Task.Run(() => Assembly.Load(image.ToArray()).EntryPoint!.Invoke(null, [Array.Empty<string>()]));
        }
        finally
        {
            Console.SetOut(before);
            foreach (string name in around.Keys)
                Environment.SetEnvironmentVariable(name, null);
        }

        return written.ToString();
    }
}
