using Venstertijden.Contracts;

namespace Venstertijden.Central.Data;

/// <summary>The municipality that the current work belongs to; every query sees its rows only.</summary>
public interface ISiteScope
{
    SiteId Site { get; }
}

/// <summary>A scope that is known beforehand.</summary>
public sealed record SiteScope(SiteId Site) : ISiteScope;

/// <summary>A row that belongs to one municipality. Filtered and stamped by <see cref="CentralDb"/>.</summary>
public interface ISiteRow
{
    SiteId Site { get; set; }
}

/// <summary>A row with a version number of our own (engines differ): two people cannot overwrite each other unseen.</summary>
public interface IVersioned
{
    long Version { get; set; }
}
