using System.Collections.Frozen;
using Venstertijden.Policy.Verdicts;

namespace Venstertijden.Central.Features.Matching;

/// <summary>The marks that stand, by keyed hash of the plate.</summary>
public sealed class PlateMarks
{
    private readonly FrozenDictionary<string, Cautions> _byIndex;
    private readonly Func<string, string> _index;

    /// <param name="marks">Marks that stand.</param>
    /// <param name="index">The keyed hash of a plate (<see cref="Cases.Vault.PlateIndex"/>).</param>
    public PlateMarks(IEnumerable<PlateMark> marks, Func<string, string> index)
    {
        _index = index;
        _byIndex = marks.GroupBy(m => m.PlateIndex, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Aggregate(Cautions.None, (all, mark) => all | CautionOf(mark)), StringComparer.Ordinal);
    }

    public static PlateMarks None { get; } = new([], plate => plate);

    /// <summary>The cautions that the marks of a plate raise. Hashes only where there are marks at all.</summary>
    public Cautions Of(string plate) => _byIndex.Count == 0 ? Cautions.None : _byIndex.GetValueOrDefault(_index(plate));

    private static Cautions CautionOf(PlateMark mark) => mark.Kind == PlateMark.Cloned ? Cautions.Clone : Cautions.LookAlike;
}
