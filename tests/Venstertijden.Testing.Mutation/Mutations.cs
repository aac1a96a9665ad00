using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Venstertijden.Testing.Mutation;

/// <summary>Finds every place of a source file where a small fault can be put.</summary>
internal static class Mutations
{
    private static readonly Dictionary<SyntaxKind, string[]> Operators = new()
    {
        [SyntaxKind.LessThanToken] = ["<=", ">="],
        [SyntaxKind.LessThanEqualsToken] = ["<", ">"],
        [SyntaxKind.GreaterThanToken] = [">=", "<="],
        [SyntaxKind.GreaterThanEqualsToken] = [">", "<"],
        [SyntaxKind.EqualsEqualsToken] = ["!="],
        [SyntaxKind.ExclamationEqualsToken] = ["=="],
        [SyntaxKind.AmpersandAmpersandToken] = ["||"],
        [SyntaxKind.BarBarToken] = ["&&"],
        [SyntaxKind.PlusToken] = ["-"],
        [SyntaxKind.MinusToken] = ["+"],
        [SyntaxKind.AsteriskToken] = ["/"],
        [SyntaxKind.SlashToken] = ["*"],
        [SyntaxKind.PercentToken] = ["*"],
        [SyntaxKind.AmpersandToken] = ["|"],
        [SyntaxKind.BarToken] = ["&"],
        [SyntaxKind.LessThanLessThanToken] = [">>"],
        [SyntaxKind.BarEqualsToken] = ["&="],
        [SyntaxKind.PlusEqualsToken] = ["-="],
        [SyntaxKind.MinusEqualsToken] = ["+="],
        [SyntaxKind.PlusPlusToken] = ["--"],
        [SyntaxKind.MinusMinusToken] = ["++"],
        [SyntaxKind.OrKeyword] = ["and"],
        [SyntaxKind.AndKeyword] = ["or"],
    };

    private static readonly Dictionary<string, string> Calls = new()
    {
        ["Any"] = "All", ["All"] = "Any", ["Min"] = "Max", ["Max"] = "Min", ["First"] = "Last", ["Last"] = "First", ["FirstOrDefault"] = "LastOrDefault",
        ["Take"] = "Skip", ["Skip"] = "Take", ["OrderBy"] = "OrderByDescending", ["StartsWith"] = "EndsWith", ["EndsWith"] = "StartsWith", ["Union"] = "Intersect",
    };

    /// <summary>All mutants of a file, in order.</summary>
    public static IReadOnlyList<Mutant> Of(string file, SyntaxTree tree)
    {
        var found = new List<Mutant>();
        var seen = new Dictionary<string, int>();
        foreach (var node in tree.GetRoot().DescendantNodes(Enter))
            foreach (var (span, replacement) in OfNode(node))
            {
                var original = tree.GetText().ToString(span);
                var member = MemberOf(node);
                var key = $"{member}|{original}|{replacement}";
                seen[key] = seen.GetValueOrDefault(key) + 1;
                found.Add(new Mutant(file, tree.GetLineSpan(span).StartLinePosition.Line + 1, span.Start, span.Length, original, replacement, member, seen[key]));
            }

        return found;
    }

    // Messages of bugs and attributes decide nothing.
    private static bool Enter(SyntaxNode node) =>
        node is not (AttributeListSyntax or ThrowStatementSyntax or ThrowExpressionSyntax) && !(node is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword) && IsText(field));

    private static bool IsText(FieldDeclarationSyntax field) => field.Declaration.Type.ToString() == "string";

    private static IEnumerable<(Microsoft.CodeAnalysis.Text.TextSpan Span, string Replacement)> OfNode(SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => [(coalesce.Span, $"({coalesce.Right})")],
        BinaryExpressionSyntax binary => Swapped(binary.OperatorToken),
        AssignmentExpressionSyntax assignment => Swapped(assignment.OperatorToken),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => [(not.OperatorToken.Span, "")],
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => [(minus.OperatorToken.Span, "")],
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseNotExpression } complement => [(complement.OperatorToken.Span, "")],
        PrefixUnaryExpressionSyntax prefix => Swapped(prefix.OperatorToken),
        PostfixUnaryExpressionSyntax postfix => Swapped(postfix.OperatorToken),
        BinaryPatternSyntax pattern => Swapped(pattern.OperatorToken),
        RelationalPatternSyntax relational => Swapped(relational.OperatorToken),
        UnaryPatternSyntax not => [(not.OperatorToken.Span, "")],
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax } @is => [(@is.Pattern.Span, $"not {@is.Pattern}")],
        ConditionalExpressionSyntax choice => [(choice.Span, $"({choice.Condition} ? {choice.WhenFalse} : {choice.WhenTrue})")],
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } yes => [(yes.Span, "false")],
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } no => [(no.Span, "true")],
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } number => [(number.Span, number.Token.ValueText == "0" ? "1" : $"({number} + 1)")],
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } text when text.Token.ValueText != "" => [(text.Span, "\"\"")],
        IfStatementSyntax test => [(test.Condition.Span, $"({test.Condition}) == false"), (test.Condition.Span, "bool.Parse(\"false\")")],
        ContinueStatementSyntax or BreakStatementSyntax { Parent: not SwitchSectionSyntax } => [(node.Span, ";")],
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax or InvocationExpressionSyntax } statement => [(statement.Span, ";")],
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access when Calls.TryGetValue(access.Name.Identifier.ValueText, out var other) =>
            [(access.Name.Identifier.Span, other)],
        _ => [],
    };

    private static IEnumerable<(Microsoft.CodeAnalysis.Text.TextSpan, string)> Swapped(SyntaxToken token) =>
        Operators.TryGetValue(token.Kind(), out var others) ? others.Select(other => (token.Span, other)) : [];

    private static string MemberOf(SyntaxNode node) => node.AncestorsAndSelf().Select(ancestor => ancestor switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        TypeDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    }).FirstOrDefault(name => name is not null) ?? "";
}
