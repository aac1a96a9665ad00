using Microsoft.Extensions.Options;
using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Contracts;

namespace Venstertijden.Central.Features.Identity;

/// <summary>
/// The site of a request: the municipality of this address. Everybody signed in is of it, since names are looked up within
/// it and every permission asks for it again (a cookie of another town's address opens nothing here).
/// </summary>
internal sealed class OwnSite(IOptions<WebOptions> web) : ISiteScope
{
    public SiteId Site => web.Value.Site;
}
