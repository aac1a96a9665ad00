using System.Security.Cryptography;
using System.Text;

namespace Venstertijden.Testing.Mutation;

/// <summary>One small fault put into a source file.</summary>
/// <param name="File">Path below the sources, with slashes.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Start">Place of the text that is replaced.</param>
/// <param name="Length">Its length.</param>
/// <param name="Original">The text that is replaced.</param>
/// <param name="Replacement">What stands there instead.</param>
/// <param name="Member">The method or property it lies in.</param>
/// <param name="Nth">Which of the equal mutants of that member, from 1.</param>
internal sealed record Mutant(string File, int Line, int Start, int Length, string Original, string Replacement, string Member, int Nth)
{
    /// <summary>The same for the same fault while other lines come and go: the survivors that are explained are named by it.</summary>
    public string Id { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{File}|{Member}|{Original}|{Replacement}|{Nth}")))[..10];

    public override string ToString() => $"{File}:{Line} {Member}: {OnOneLine(Original)} => {OnOneLine(Replacement)}";

    public static string OnOneLine(string code) => string.Join(' ', code.Split((char[])['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>A test noticed it.</summary>
    Killed,

    /// <summary>It never came to an end.</summary>
    TimedOut,

    /// <summary>No test noticed it.</summary>
    Survived,

    /// <summary>The compiler noticed it: it counts for nothing.</summary>
    NotCompiled,
}
