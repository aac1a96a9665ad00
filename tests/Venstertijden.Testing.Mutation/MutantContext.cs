using System.Reflection;
using System.Runtime.Loader;

namespace Venstertijden.Testing.Mutation;

/// <summary>A world of its own for a mutated assembly and the tests against it. All else is shared, so that it is made fast once.</summary>
internal sealed class MutantContext(byte[] mutated, string mutatedName, string tests) : AssemblyLoadContext("mutant", isCollectible: true)
{
    private Assembly? _mutated;

    public Assembly Tests => LoadFromAssemblyPath(tests);

    /// <summary>Wakes a mutant of an image that holds many; null puts all to sleep.</summary>
    public void Wake(int? number) =>
        Mutated.GetType(Schemata.SwitchType, throwOnError: true)!.GetField("Active")!.SetValue(null, number ?? -1);

    private Assembly Mutated => _mutated ??= LoadFromStream(new MemoryStream(mutated));

    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == mutatedName ? Mutated : null;

    /// <summary>Lets the shared part of the process find what the tests need beside themselves.</summary>
    public static void ShareDependenciesOf(string tests)
    {
        var resolver = new AssemblyDependencyResolver(tests);
        Default.Resolving += (context, name) => resolver.ResolveAssemblyToPath(name) is { } path ? context.LoadFromAssemblyPath(path) : null;
    }
}
