using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Venstertijden.Central.Features.Api.Allowances;
using Venstertijden.Central.Features.Api.Vehicles;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Api.Documents;

/// <summary>
/// The description of the interface (OpenAPI), made from the endpoints and served beside them. The one in <c>docs/openapi.json</c> is the same: a test says so, and how
/// to renew it.
/// </summary>
internal static class ApiDocument
{
    private const string Name = "v1";
    private const string Scheme = "client";

    private const string About =
        "For software of firms that plan transport: vehicles, what they may do, exemptions and the rules of zones. A firm's owner makes a client under Instellingen, Koppelingen. "
        + "Times without a zone are local (Europe/Amsterdam). Names are English because the messages between cameras and centre, which this shares its words with, are; docs/glossary.md has the law's Dutch beside them. "
        + "Versions and what becomes of old ones: docs/api.md.";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, o =>
    {
        o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        o.ShouldInclude = description => description.RelativePath?.StartsWith(ApiFeature.Root[1..] + "/", StringComparison.Ordinal) == true;
        o.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? name.EndsWith("Json", StringComparison.Ordinal) ? name[..^4] : name : null;
        o.AddSchemaTransformer((schema, context, _) => Describe(schema, context.JsonTypeInfo.Type));
        o.AddOperationTransformer((operation, context, _) => Describe(operation, context));
        o.AddDocumentTransformer((document, _, _) => Describe(document));
    });

    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi(ApiFeature.Root + "/openapi.json").OpenBecause("Describes the interface; holds no data.").Add(endpoint =>
    {
        var inner = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context =>
        {
            // For tools that run in a browser.
            context.Response.Headers.AccessControlAllowOrigin = "*";
            context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            return inner(context);
        };
    });

    private static Task Describe(OpenApiSchema schema, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        string? format = plain == typeof(LocalDate) ? "date" : plain == typeof(Instant) ? "date-time" : plain == typeof(LocalDateTime) ? "local-date-time" : null;
        if (Required(type) is { } required)
            schema.Required = new HashSet<string> { required };
        if (format is not null)
            (schema.Type, schema.Format) = (JsonSchemaType.String | (plain == type ? 0 : JsonSchemaType.Null), format);
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAuthorizeData>().Select(a => a.Policy).FirstOrDefault(p => p is not null && ApiScopes.All.Contains(p)) is { } scope)
            (operation.Security ??= []).Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [scope] });
        foreach (var parameter in metadata.OfType<ApiParameter>())
            (operation.Parameters ??= []).Add(new OpenApiParameter { Name = parameter.Name, In = parameter.IsHeader ? ParameterLocation.Header : ParameterLocation.Query, Description = parameter.Description, Schema = new OpenApiSchema { Type = parameter.IsNumber ? JsonSchemaType.Integer : JsonSchemaType.String } });
        if (metadata.OfType<FormBody>().FirstOrDefault() is { } form)
            operation.RequestBody = form.Body();
        foreach (var response in (operation.Responses ?? []).Values.OfType<OpenApiResponse>())
            (response.Headers ??= new Dictionary<string, IOpenApiHeader>())["API-Version"] = new OpenApiHeader { Description = "Full version of the interface.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Venstertijden", Version = ApiFeature.Version, Description = About,
            Contact = new OpenApiContact { Name = "Beheer Venstertijden", Email = "venstertijden@gemeente.example", Url = new Uri("https://venstertijden.gemeente.example/open-data") },
            License = new OpenApiLicense { Name = "EUPL-1.2", Url = new Uri("https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12") },
        };
        document.Servers = [new OpenApiServer { Url = ApiFeature.Root }];
        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths)
            paths.Add(path[ApiFeature.Root.Length..], item);
        document.Paths = paths;
        ((document.Components ??= new OpenApiComponents()).SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>())[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Flows = new OpenApiOAuthFlows { ClientCredentials = new OpenApiOAuthFlow { TokenUrl = new Uri(ApiFeature.Root + "/oauth/token", UriKind.Relative), Scopes = ApiScopes.All.ToDictionary(s => s, Words) } },
        };
        return Task.CompletedTask;
    }

    private static string? Required(Type type) => type == typeof(NewVehicle) ? "plate" : type == typeof(AllowanceQuestion) ? "plates" : null;

    private static string Words(string scope) => scope switch
    {
        ApiScopes.ReadVehicles => "See the firm's vehicles and what they may do, and ask it of any plate.",
        ApiScopes.WriteVehicles => "Add, change and remove the firm's vehicles.",
        _ => "See the exemptions of the firm's vehicles.",
    };
}
