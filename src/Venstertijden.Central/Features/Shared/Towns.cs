using System.Globalization;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Shared;

public static class Towns
{
    /// <summary>The name of the municipality behind a site: "assen" is Assen, "hoogeveen" Hoogeveen.</summary>
    public static string NameOf(SiteId site) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(site.Value.Replace('-', ' '));
}
