using System.Buffers.Binary;
using NodaTime;

namespace Venstertijden.Central.Features.Register.Copy;

/// <summary>One vehicle in a copy, 24 bytes. The texts are numbers of <see cref="CopyWords"/>.</summary>
/// <param name="Key">The plate (<see cref="PlateKey"/>).</param>
/// <param name="Brand">Number of its make.</param>
/// <param name="Model">Number of its trade name.</param>
/// <param name="Body">Number of its body tokens.</param>
/// <param name="Fuels">Number of its fuels.</param>
/// <param name="Category">Number of its category.</param>
/// <param name="Colour">Number of its colour.</param>
/// <param name="EmissionClass"><c>0</c> to <c>6</c> or <c>Z</c>; the null character when the register holds none.</param>
/// <param name="FirstAdmission">Date of first admission; null when the register holds none.</param>
/// <param name="MaxMassKg">Permitted maximum mass; null when the register holds none.</param>
/// <param name="Taxi">It is a taxi.</param>
public readonly record struct CopyRecord(
    uint Key, int Brand, int Model, int Body, int Fuels, int Category, int Colour, char EmissionClass, LocalDate? FirstAdmission, int? MaxMassKg, bool Taxi)
{
    /// <summary>Bytes of one.</summary>
    public const int Size = 24;

    /// <summary>Day 1 of the dates; day 0 is no date. Vehicles are not older, and 24 bits reach far beyond any to come.</summary>
    private static readonly LocalDate FirstDay = new(1800, 1, 1);

    // 24 bits all set: no mass. The greatest that fits is 16,777 tonnes.
    private const int NoMass = 0xFFFFFF;

    internal void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, Key);
        WriteThree(to[4..], Brand);
        WriteThree(to[7..], Model);
        WriteThree(to[10..], Body);
        WriteThree(to[13..], FirstAdmission is { } day && day >= FirstDay ? Period.DaysBetween(FirstDay, day) + 1 : 0);
        WriteThree(to[16..], MaxMassKg is { } mass and >= 0 and < NoMass ? mass : NoMass);
        to[19] = (byte)Fuels;
        to[20] = (byte)Category;
        to[21] = (byte)Colour;
        to[22] = (byte)EmissionClass;
        to[23] = Taxi ? (byte)1 : (byte)0;
    }

    internal static CopyRecord Read(ReadOnlySpan<byte> from)
    {
        int day = ReadThree(from[13..]), mass = ReadThree(from[16..]);
        return new CopyRecord(
            BinaryPrimitives.ReadUInt32LittleEndian(from), ReadThree(from[4..]), ReadThree(from[7..]), ReadThree(from[10..]), from[19], from[20], from[21], (char)from[22],
            day == 0 ? null : FirstDay.PlusDays(day - 1), mass == NoMass ? null : mass, (from[23] & 1) != 0);
    }

    private static void WriteThree(Span<byte> to, int value) => (to[0], to[1], to[2]) = ((byte)value, (byte)(value >> 8), (byte)(value >> 16));

    private static int ReadThree(ReadOnlySpan<byte> from) => from[0] | (from[1] << 8) | (from[2] << 16);
}
