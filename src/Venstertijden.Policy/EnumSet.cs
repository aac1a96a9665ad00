using System.Collections;
using System.Runtime.CompilerServices;

namespace Venstertijden.Policy;

/// <summary>
/// A set of members of an enumeration, one bit each: asked for every passage, so it costs nothing. The default value is the empty set.
/// </summary>
/// <typeparam name="T">An enumeration of <c>int</c> with members 0 to 31.</typeparam>
[CollectionBuilder(typeof(EnumSet), nameof(EnumSet.Of))]
public readonly record struct EnumSet<T> : IEnumerable<T>
    where T : struct, Enum
{
    private readonly int _bits;

    internal EnumSet(int bits) => _bits = bits;

    /// <summary>True when it has no member.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>True when the member is in it.</summary>
    public bool Contains(T member) => (_bits & (1 << Unsafe.As<T, int>(ref member))) != 0;

    /// <summary>The set with one member more.</summary>
    public EnumSet<T> With(T member) => new(_bits | (1 << Unsafe.As<T, int>(ref member)));

    /// <summary>What is in this set, in the other, or in both.</summary>
    public EnumSet<T> Union(EnumSet<T> other) => new(_bits | other._bits);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        foreach (var member in Enum.GetValues<T>())
            if (Contains(member))
                yield return member;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', this);
}

/// <summary>Makes sets.</summary>
public static class EnumSet
{
    /// <summary>The set of the members.</summary>
    public static EnumSet<T> Of<T>(params ReadOnlySpan<T> members)
        where T : struct, Enum
    {
        var bits = 0;
        foreach (var member in members)
        {
            var copy = member;
            bits |= 1 << Unsafe.As<T, int>(ref copy);
        }

        return new EnumSet<T>(bits);
    }
}
