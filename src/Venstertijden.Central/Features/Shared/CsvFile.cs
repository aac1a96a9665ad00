using System.Text;
using Microsoft.AspNetCore.Http;

namespace Venstertijden.Central.Features.Shared;

/// <summary>The answer that hands out a CSV file, UTF-8.</summary>
public static class CsvFile
{
    /// <param name="text">Header and rows, each ended by LF; cells made by <see cref="CsvCell"/>.</param>
    /// <param name="name">What the file is called where it is saved.</param>
    public static IResult Of(string text, string name) => Results.File(Encoding.UTF8.GetBytes(text), "text/csv", name);
}
