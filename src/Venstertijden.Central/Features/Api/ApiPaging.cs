using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Venstertijden.Central.Features.Api.Problems;

namespace Venstertijden.Central.Features.Api;

/// <summary>Addresses of the pages around this one.</summary>
/// <param name="Self">This page.</param>
/// <param name="First">The first.</param>
/// <param name="Previous">The one before; null on the first.</param>
/// <param name="Next">The one after; null on the last.</param>
/// <param name="Last">The last.</param>
public sealed record PageLinks(string Self, string First, string? Previous, string? Next, string Last);

/// <summary>A part of a list, by number from 1.</summary>
internal sealed record ApiPaging(int Page, int Size)
{
    public const int DefaultSize = 100;
    public const int MostSize = 500;

    /// <summary>Reads <c>page</c> and <c>pageSize</c>; null, with what is wrong added, when one is no such number.</summary>
    public static ApiPaging? Read(IQueryCollection query, ICollection<FieldProblem> problems)
    {
        int? page = Number(query, "page", 1, int.MaxValue / MostSize, 1, problems);
        int? size = Number(query, "pageSize", 1, MostSize, DefaultSize, problems);
        return page is { } p && size is { } s ? new ApiPaging(p, s) : null;
    }

    public IReadOnlyList<T> Of<T>(IReadOnlyList<T> all) => [.. all.Skip((Page - 1) * Size).Take(Size)];

    /// <summary>The links keep whatever else the address asks.</summary>
    public PageLinks Links(HttpRequest request, int total)
    {
        int last = Math.Max(1, (total + Size - 1) / Size);
        return new PageLinks(At(Page), At(1), Page > 1 ? At(Math.Min(Page - 1, last)) : null, Page < last ? At(Page + 1) : null, At(last));

        string At(int page)
        {
            var query = new QueryBuilder(request.Query.Where(q => q.Key is not ("page" or "pageSize")).SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? "")))
            {
                { "page", page.ToString(CultureInfo.InvariantCulture) },
                { "pageSize", Size.ToString(CultureInfo.InvariantCulture) },
            };
            return request.Path + query.ToQueryString();
        }
    }

    private static int? Number(IQueryCollection query, string name, int least, int most, int otherwise, ICollection<FieldProblem> problems)
    {
        string text = query[name].ToString();
        if (text.Length == 0)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int read) && read >= least && read <= most)
            return read;
        problems.Add(FieldProblem.OfQuery(name, $"expected a whole number from {least} to {most}"));
        return null;
    }
}
