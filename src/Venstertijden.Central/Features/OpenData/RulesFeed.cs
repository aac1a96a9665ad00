using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using NodaTime;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Policy.Documents;
using Venstertijden.Policy.OpenData;

namespace Venstertijden.Central.Features.OpenData;

/// <summary>The rules of this municipality as open data. Only documents that judge are in it: a draft or another town's rules cannot get here.</summary>
public sealed class RulesFeed(LivePolicies live, IOptions<WebOptions> web, IClock clock)
{
    private readonly Lock _one = new();
    private Snapshot? _last;

    /// <summary>The feed of this moment. Made again only when a document came or the year turned.</summary>
    public Snapshot Now
    {
        get
        {
            var at = clock.GetCurrentInstant();
            ImmutableArray<PolicyDocument> documents = [.. live.Current.Documents.Where(d => d.Site == web.Value.Site.Value && d.RecordedAt <= at)];
            string seen = $"{Policy.Windows.DutchTime.Local(at).Year} {string.Join(' ', documents.Select(d => d.Version))}";
            lock (_one)
                return _last is { } last && last.Seen == seen ? last : _last = Of(documents, at, seen);
        }
    }

    private Snapshot Of(ImmutableArray<PolicyDocument> documents, Instant at, string seen)
    {
        var policies = CurbPolicies.Of(new PolicySet(documents), at);
        var changed = documents.IsEmpty ? Instant.FromUnixTimeSeconds(0) : documents.Max(d => d.RecordedAt);
        var (author, licence) = ($"Gemeente {Towns.NameOf(web.Value.Site)}", web.Value.OpenDataLicence);
        return new Snapshot(seen, policies, changed, some => Body.Of(CurbJson.Policies(some, changed, author, licence)), one => Body.Of(CurbJson.One(one, changed, author, licence)));
    }

    /// <summary>What is published.</summary>
    /// <param name="Seen">What it was made of.</param>
    /// <param name="Policies">All policies.</param>
    /// <param name="Changed">When the newest of the documents was recorded.</param>
    /// <param name="Write">The answer with some of them.</param>
    /// <param name="WriteOne">The answer with one.</param>
    public sealed record Snapshot(string Seen, ImmutableArray<CurbPolicy> Policies, Instant Changed, Func<IEnumerable<CurbPolicy>, Body> Write, Func<CurbPolicy, Body> WriteOne)
    {
        /// <summary>The answer with all.</summary>
        public Body All { get; } = Write(Policies);
    }

    /// <summary>Bytes with the tag by which a client asks whether they changed.</summary>
    public sealed record Body(byte[] Json, EntityTagHeaderValue Tag)
    {
        internal static Body Of(byte[] json) => new(json, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..32]}\""));
    }
}
