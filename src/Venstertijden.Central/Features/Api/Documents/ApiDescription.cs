using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Venstertijden.Central.Features.Api.Problems;

namespace Venstertijden.Central.Features.Api.Documents;

/// <summary>A parameter that an endpoint reads by itself.</summary>
internal sealed record ApiParameter(string Name, string Description, bool IsHeader, bool IsNumber);

/// <summary>A body of form fields, by what each means.</summary>
internal sealed record FormBody(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> Required)
{
    public OpenApiRequestBody Body() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/x-www-form-urlencoded"] = new()
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Required = new HashSet<string>(Required), Properties = Fields.ToDictionary(f => f.Key, f => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String, Description = f.Value }) },
            },
        },
    };
}

/// <summary>What the description of an endpoint cannot read from its code.</summary>
internal static class ApiDescription
{
    /// <summary>Names the statuses with which it may refuse; each answer is a problem.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoint, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata([.. statuses.Select(s => (object)new ProducesResponseTypeMetadata(s, typeof(Problem), [Problem.MediaType]))]);

    /// <summary>It answers in parts.</summary>
    public static TBuilder InParts<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(
            new ApiParameter("page", "Number of the part, from 1.", false, true), new ApiParameter("pageSize", $"How many in a part: 1 to {ApiPaging.MostSize}, {ApiPaging.DefaultSize} when left out.", false, true));
}
