using Venstertijden.Testing.Mutation;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

MutantContext.ShareDependenciesOf(options.Tests);
var built = Path.Combine(Path.GetDirectoryName(options.Tests)!, Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Sources)) + ".dll");
if (!File.Exists(built) || !File.Exists(options.Tests))
{
    Console.Error.WriteLine($"{built}, {options.Tests}: expected both to be built (Release)");
    return 2;
}

var assembly = new MutableAssembly(options.Sources, built);
var mutants = assembly.Mutants(options.Only.Count == 0 ? [""] : options.Only);
if (options.Worker is not null)
    return Worker.Run(assembly, mutants, options.Worker, image => new MutantContext(image, Path.GetFileNameWithoutExtension(built), options.Tests));

var chosen = Enumerable.Range(0, mutants.Count).ToArray();
if (options.Sample is { } sample)
{
    new Random(options.Seed).Shuffle(chosen);
    chosen = [.. chosen.Take(sample).Order()];
}

var known = KnownSurvivors.Read(options.Known);
IReadOnlyList<Result> results;
var imageFile = Path.Combine(Directory.CreateTempSubdirectory("vth-mutants-").FullName, "mutants.bin");
try
{
    var image = assembly.CompileAll(mutants, out var awake, out var refused);
    new MutantImage(image, awake, refused).Write(imageFile);
    Console.WriteLine($"{mutants.Count} mutants: {awake.Count} in one image, {refused.Count} do not compile, the others are compiled one by one");
    results = await new MutationRun(options with { Worker = imageFile }, mutants).RunAsync(chosen);
}
catch (InvalidOperationException broken)
{
    Console.Error.WriteLine(broken.Message);
    return 2;
}
finally
{
    Directory.Delete(Path.GetDirectoryName(imageFile)!, recursive: true);
}

var report = new Report(results, known);
if (options.Report is not null)
    File.WriteAllText(options.Report, report.Markdown());
foreach (var survivor in report.Unexplained)
    Console.WriteLine($"survived: {survivor.Mutant.Id} {survivor.Mutant}");
if (options.Sample is null && options.Only.Count == 0)
    foreach (var stale in report.Stale)
        Console.WriteLine($"{options.Known}: {stale} explains a survivor that is none any more");
Console.WriteLine(report.Summary);
return report.NoticedOrExplained >= options.Least ? 0 : 1;
