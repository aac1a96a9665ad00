using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Venstertijden.Central.Features.Exemptions;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Register;
using Venstertijden.Central.Features.Register.Copy;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Matching;

/// <summary>The local copies of register and exemptions as known at one moment, in memory: judging never asks database or network.</summary>
public sealed class Facts
{
    private readonly FrozenDictionary<string, ImmutableArray<RegisterVehicle>> _vehicles;
    private readonly FrozenDictionary<string, ImmutableArray<Exemption>> _exemptions;

    private readonly Func<string, RegisterVehicle?>? _unlisted;

    /// <param name="vehicles">The register's copy: versions that stand.</param>
    /// <param name="exemptions">Versions that stand, of all that hold or held.</param>
    /// <param name="register">The register's version.</param>
    /// <param name="exemptionList">The list's version.</param>
    /// <param name="unlisted">What to take for a plate that the register lacks; null for nothing.</param>
    public Facts(
        IEnumerable<RegisterVehicle> vehicles, IEnumerable<Exemption> exemptions, ListVersion? register, ListVersion? exemptionList, Func<string, RegisterVehicle?>? unlisted = null)
        : this(ByPlate(vehicles, v => v.Plate), ByPlate(exemptions, e => e.Plate), unlisted) => (Register, ExemptionList) = (register, exemptionList);

    private Facts(
        FrozenDictionary<string, ImmutableArray<RegisterVehicle>> vehicles, FrozenDictionary<string, ImmutableArray<Exemption>> exemptions, Func<string, RegisterVehicle?>? unlisted) =>
        (_vehicles, _exemptions, _unlisted) = (vehicles, exemptions, unlisted);

    /// <summary>Nothing known: every list is missing.</summary>
    public static Facts None { get; } = new([], [], null, null);

    /// <summary>Version and time of the register's copy; null when there is none.</summary>
    public ListVersion? Register { get; private init; }

    /// <summary>Version and time of the list of exemptions; null when there is none.</summary>
    public ListVersion? ExemptionList { get; private init; }

    /// <summary>The register's copy on the disk, asked for plates of which no version stands here; null where there is none.</summary>
    public RegisterCopy? Copy { get; init; }

    /// <summary>Plates that officers marked.</summary>
    public PlateMarks Marks { get; init; } = PlateMarks.None;

    /// <summary>The papers of cameras and zones.</summary>
    public ReadinessFile Papers { get; init; } = ReadinessFile.Empty;

    /// <summary>Another text when anything but the time of the lists and the papers is another.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>What an old verdict took from history; null to find it out.</summary>
    public Circumstances? Given { get; init; }

    /// <summary>What officials added to the passage that is judged; null for nothing.</summary>
    public Supplied? Supplied { get; init; }

    /// <summary>What the register says of a vehicle on a local day; null when it says nothing. A foreign plate is not the Dutch one of the same characters.</summary>
    public RegisterVehicle? Vehicle(PlateText plate, LocalDate day) => plate.Country.IsForeign ? Filled(_unlisted?.Invoke(plate.Text), plate.Text) : Vehicle(plate.Text, day);

    /// <summary>The same for a Dutch plate.</summary>
    public RegisterVehicle? Vehicle(string plate, LocalDate day)
    {
        RegisterVehicle? found = null;
        if (_vehicles.TryGetValue(plate, out var versions))
            foreach (var version in versions)
                if (version.IsValidOn(day) && (found is null || StartsLater(version, found)))
                    found = version;
        return Filled(found ?? Copy?.Find(plate) ?? _unlisted?.Invoke(plate), plate);
    }

    public ImmutableArray<Exemption> Exemptions(string plate) => _exemptions.TryGetValue(plate, out var found) ? found : [];

    /// <summary>The same content, of lists that were fetched again.</summary>
    public Facts Of(ListVersion? register, ListVersion? exemptionList, RegisterCopy? copy) =>
        new(_vehicles, _exemptions, _unlisted) { Register = register, ExemptionList = exemptionList, Copy = copy, Marks = Marks, Papers = Papers, Stamp = Stamp, Given = Given };

    /// <summary>The same lists beside other papers.</summary>
    public Facts Under(ReadinessFile papers) =>
        new(_vehicles, _exemptions, _unlisted) { Register = Register, ExemptionList = ExemptionList, Copy = Copy, Marks = Marks, Papers = papers, Stamp = Stamp, Given = Given };

    /// <summary>The same beside what officials added to one passage.</summary>
    public Facts With(Supplied? supplied) => supplied == Supplied ? this :
        new(_vehicles, _exemptions, _unlisted) { Register = Register, ExemptionList = ExemptionList, Copy = Copy, Marks = Marks, Papers = Papers, Stamp = Stamp, Given = Given, Supplied = supplied };

    private RegisterVehicle? Filled(RegisterVehicle? listed, string plate) => Supplied is { } supplied ? supplied.Over(listed, plate) : listed;

    // A period that began counts over what holds since always.
    private static bool StartsLater(RegisterVehicle one, RegisterVehicle other) =>
        one.ValidFrom is { } from && (other.ValidFrom is not { } since || from > since);

    private static FrozenDictionary<string, ImmutableArray<T>> ByPlate<T>(IEnumerable<T> rows, Func<T, string> plate) =>
        rows.GroupBy(plate, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
}
