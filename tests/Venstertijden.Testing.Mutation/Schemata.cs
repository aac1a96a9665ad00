using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Venstertijden.Testing.Mutation;

/// <summary>
/// Writes a file anew with its mutants beside the original: each method becomes a switch over copies of itself, one for every mutant that lies in it.
/// </summary>
internal static class Schemata
{
    /// <summary>Holds the number of the mutant that is awake, -1 for none.</summary>
    public const string SwitchType = "MutantSwitch";

    public const string Switch = "public static class MutantSwitch { public static int Active = -1; }";

    private const string MarkedPath = "mutant";

    // A copy is shorter than this, so that the line of an error tells the mutant.
    private const int LinesPerMutant = 1000;

    /// <summary>The text with the mutants.</summary>
    /// <param name="tree">The file.</param>
    /// <param name="mutants">Its mutants with their numbers.</param>
    /// <param name="held">Gets the numbers of those that it holds now.</param>
    public static string Of(SyntaxTree tree, IReadOnlyList<(Mutant Mutant, int Number)> mutants, HashSet<int> held)
    {
        var text = new StringBuilder(tree.GetText().ToString());
        // From the end, so that the places of what comes before stay true.
        foreach (var member in tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>().Where(IsSplit).Reverse())
        {
            var body = BodyOf(member)!.Span;
            var inside = mutants.Where(m => m.Mutant.Start >= body.Start && m.Mutant.Start + m.Mutant.Length <= body.End).ToList();
            if (inside.Count == 0)
                continue;
            held.UnionWith(inside.Select(m => m.Number));
            text.Remove(member.SpanStart, member.Span.Length).Insert(member.SpanStart, Split(member, inside));
        }

        return text.ToString();
    }

    /// <summary>The mutant in whose copy an error lies; null when it lies elsewhere.</summary>
    public static int? MutantOf(Diagnostic error) =>
        error.Location.GetMappedLineSpan() is { Path: MarkedPath } place ? (place.StartLinePosition.Line + 1) / LinesPerMutant : null;

    private static bool IsSplit(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.ExplicitInterfaceSpecifier is null && BodyOf(method) is not null,
        PropertyDeclarationSyntax property => property.ExplicitInterfaceSpecifier is null && property.ExpressionBody is not null,
        _ => false,
    };

    private static SyntaxNode? BodyOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        PropertyDeclarationSyntax property => property.ExpressionBody,
        _ => null,
    };

    private static string Split(MemberDeclarationSyntax member, IReadOnlyList<(Mutant Mutant, int Number)> mutants)
    {
        var split = new StringBuilder();
        split.Append(member is MethodDeclarationSyntax method ? Chooser(method, mutants) : Chooser((PropertyDeclarationSyntax)member, mutants));
        split.Append(Copy(member, "original", null));
        foreach (var (mutant, number) in mutants)
            split.Append('\n').Append("#line ").Append(number == 0 ? 1 : number * LinesPerMutant).Append(" \"" + MarkedPath + "\"\n").Append(Copy(member, Name(number), mutant));
        return split.Append("\n#line default\n").ToString();
    }

    private static string Chooser(MethodDeclarationSyntax method, IReadOnlyList<(Mutant Mutant, int Number)> mutants)
    {
        var types = method.TypeParameterList is { } list ? $"<{string.Join(", ", list.Parameters.Select(type => type.Identifier.ValueText))}>" : "";
        var arguments = string.Join(", ", method.ParameterList.Parameters.Select(parameter =>
            $"{parameter.Modifiers.FirstOrDefault(modifier => modifier.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.InKeyword)} {parameter.Identifier}"));
        var returns = method.ReturnType.ToString() == "void" ? "" : "return ";
        var done = returns.Length == 0 ? " return;" : "";
        var head = method.WithBody(null).WithExpressionBody(null).WithSemicolonToken(default).ToString();
        var choices = mutants.Select(m => $"case {m.Number}: {returns}{method.Identifier}__{Name(m.Number)}{types}({arguments});{done}");
        return $"{head} {{ switch (MutantSwitch.Active) {{ {string.Join(' ', choices)} default: {returns}{method.Identifier}__original{types}({arguments});{done} }} }}\n";
    }

    private static string Chooser(PropertyDeclarationSyntax property, IReadOnlyList<(Mutant Mutant, int Number)> mutants)
    {
        var choices = mutants.Select(m => $"{m.Number} => {property.Identifier}__{Name(m.Number)}, ");
        return property.WithExpressionBody(null).WithSemicolonToken(default).ToString()
            + $" => MutantSwitch.Active switch {{ {string.Concat(choices)} _ => {property.Identifier}__original }};\n";
    }

    private static string Copy(MemberDeclarationSyntax member, string name, Mutant? mutant)
    {
        var body = BodyOf(member)!;
        var text = body.ToString();
        if (mutant is not null)
            text = text.Remove(mutant.Start - body.SpanStart, mutant.Length).Insert(mutant.Start - body.SpanStart, mutant.Replacement);
        // Nobody overrides or calls a copy from elsewhere; a copy of an extension is called as an ordinary method.
        var kept = string.Join(' ', member.Modifiers.Where(modifier => modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.ReadOnlyKeyword or SyntaxKind.UnsafeKeyword));
        return member switch
        {
            MethodDeclarationSyntax method => $"private {kept} {method.ReturnType} {method.Identifier}__{name}{method.TypeParameterList}({Parameters(method)}) {method.ConstraintClauses} {text}{(method.Body is null ? ";" : "")}",
            PropertyDeclarationSyntax property => $"private {kept} {property.Type} {property.Identifier}__{name} {text};",
            _ => throw new ArgumentException("not split: " + member.Kind(), nameof(member)),
        };
    }

    private static string Parameters(MethodDeclarationSyntax method) => string.Join(", ", method.ParameterList.Parameters.Select(parameter =>
        parameter.WithDefault(null).WithModifiers(SyntaxFactory.TokenList(parameter.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.ThisKeyword)))).ToString()));

    private static string Name(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"m{number}");
}
