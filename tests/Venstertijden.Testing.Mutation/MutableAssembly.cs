using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Venstertijden.Testing.Mutation;

/// <summary>The sources of an assembly, compiled in memory with one mutant in them.</summary>
internal sealed class MutableAssembly
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.None);

    // Source generators do not run here: a generated regular expression becomes an ordinary one that is made once.
    private const string CachedRegex = """
        internal static class CachedRegex
        {
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, System.Text.RegularExpressions.Regex> Made = new();

            internal static System.Text.RegularExpressions.Regex Of(string pattern, System.Text.RegularExpressions.RegexOptions options = default) =>
                Made.GetOrAdd(pattern, _ => new System.Text.RegularExpressions.Regex(pattern, options));
        }
        """;

    private readonly Dictionary<string, SyntaxTree> _trees = [];
    private readonly Dictionary<string, SyntaxTree> _compilable = [];
    private readonly CSharpCompilation _compilation;
    private readonly ResourceDescription[] _resources;

    /// <summary>Parses all sources.</summary>
    /// <param name="sources">Folder of the project.</param>
    /// <param name="built">The assembly as built, for its resources and name.</param>
    public MutableAssembly(string sources, string built)
    {
        Sources = Path.GetFullPath(sources);
        // Of what the build made only what every configuration has: attributes of the assembly and global usings.
        var made = Path.Combine(Sources, "obj", "Release", "net10.0");
        var files = Directory.GetFiles(Sources, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Below(path, "obj") && !Below(path, "bin"))
            .Concat(Directory.GetFiles(made, "*.cs")).Order(StringComparer.Ordinal);
        foreach (var path in files)
        {
            _trees[NameOf(path)] = Parse(File.ReadAllText(path), path);
            _compilable[NameOf(path)] = WithoutGenerators(_trees[NameOf(path)]);
        }

        var folder = Path.GetDirectoryName(built)!;
        var runtime = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var references = runtime.Concat(Directory.GetFiles(folder, "*.dll"))
            .DistinctBy(Path.GetFileName).Where(path => !Path.GetFileName(path).StartsWith("Venstertijden.", StringComparison.Ordinal) && IsManaged(path));
        _compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(built),
            [.. _compilable.Values, Parse(CachedRegex, "CachedRegex.cs")],
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                // What may be null is no matter of a fault, and working it out is half of the compiler's time.
                nullableContextOptions: NullableContextOptions.Annotations, deterministic: true));
        var original = Assembly.LoadFrom(built);
        _resources = [.. original.GetManifestResourceNames().Select(name => new ResourceDescription(name, () => original.GetManifestResourceStream(name)!, isPublic: true))];
    }

    public string Sources { get; }

    /// <summary>Every mutant of the files whose name one of the prefixes begins, in the order of the prefixes.</summary>
    public IReadOnlyList<Mutant> Mutants(IReadOnlyList<string> prefixes) =>
    [
        .. prefixes.SelectMany(prefix => _trees.Where(tree => tree.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(tree => !tree.Key.StartsWith("obj/", StringComparison.Ordinal)).DistinctBy(tree => tree.Key)
            .SelectMany(tree => Mutations.Of(tree.Key, tree.Value)),
    ];

    /// <summary>The image of the assembly with the mutant in it, or null when that does not compile. Without a mutant the assembly as it is.</summary>
    public byte[]? Compile(Mutant? mutant, out string? error)
    {
        if (mutant is null)
            return Emit(_compilation, out error);
        var text = _trees[mutant.File].GetText().Replace(new TextSpan(mutant.Start, mutant.Length), mutant.Replacement);
        return Emit(With(_compilation, mutant.File, text.ToString()), out error);
    }

    /// <summary>
    /// One image with all mutants in it that lie in a method or property, each asleep until <see cref="Schemata.SwitchType"/> names it: compiled once, not a
    /// thousand times. Mutants that the compiler refuses are left out one after another.
    /// </summary>
    /// <param name="mutants">All mutants.</param>
    /// <param name="awake">Numbers of the mutants in the image.</param>
    /// <param name="refused">Numbers of those that do not compile.</param>
    public byte[] CompileAll(IReadOnlyList<Mutant> mutants, out IReadOnlySet<int> awake, out IReadOnlySet<int> refused)
    {
        var without = new HashSet<int>();
        while (true)
        {
            var held = new HashSet<int>();
            var compilation = _compilation.AddSyntaxTrees(Parse(Schemata.Switch, "MutantSwitch.cs"));
            foreach (var file in mutants.Select((mutant, number) => (mutant, number)).Where(m => !without.Contains(m.number)).GroupBy(m => m.mutant.File))
                compilation = With(compilation, file.Key, Schemata.Of(_trees[file.Key], [.. file], held));
            var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
            if (errors.Count == 0)
            {
                (awake, refused) = (held, without);
                return Emit(compilation, out var error) ?? throw new InvalidOperationException(error);
            }

            var guilty = errors.Select(Schemata.MutantOf).OfType<int>().ToHashSet();
            if (guilty.Count == 0)
                throw new InvalidOperationException("The sources do not compile: " + errors[0]);
            without.UnionWith(guilty);
        }
    }

    private byte[]? Emit(CSharpCompilation compilation, out string? error)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, manifestResources: _resources);
        error = emitted.Success ? null : emitted.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString();
        return emitted.Success ? image.ToArray() : null;
    }

    private CSharpCompilation With(CSharpCompilation compilation, string file, string text) =>
        compilation.ReplaceSyntaxTree(_compilable[file], WithoutGenerators(Parse(text, _trees[file].FilePath)));

    private string NameOf(string path) => Path.GetRelativePath(Sources, path).Replace('\\', '/');

    private bool Below(string path, string folder) => NameOf(path).StartsWith(folder + "/", StringComparison.Ordinal);

    private static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Parsing, path);

    private static SyntaxTree WithoutGenerators(SyntaxTree tree) => tree.WithRootAndOptions(new GeneratedRegexRewriter().Visit(tree.GetRoot()), Parsing);

    private sealed class GeneratedRegexRewriter : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
            node.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => attribute.Name.ToString() == "GeneratedRegex") is { ArgumentList: { } arguments }
                ? SyntaxFactory.ParseMemberDeclaration($"{node.Modifiers.ToString().Replace("partial", "", StringComparison.Ordinal)} {node.ReturnType} {node.Identifier}() => CachedRegex.Of{arguments};")!
                : node;
    }
}
