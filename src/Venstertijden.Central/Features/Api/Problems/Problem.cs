using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Venstertijden.Central.Data;

namespace Venstertijden.Central.Features.Api.Problems;

/// <summary>What is wrong with one part of a request.</summary>
/// <param name="Pointer">Where in the body, as RFC 6901 in a fragment: <c>#/plate</c>; null for what is not in the body.</param>
/// <param name="Parameter">Which query parameter or header; null for what is in the body.</param>
/// <param name="Detail">What was expected.</param>
public sealed record FieldProblem(string? Pointer, string? Parameter, string Detail)
{
    internal static FieldProblem OfBody(string field, string detail) => new($"#/{field}", null, detail);

    internal static FieldProblem OfQuery(string name, string detail) => new(null, name, detail);
}

/// <summary>Why a request was not carried out (RFC 9457).</summary>
/// <param name="Type"><c>about:blank</c>: <paramref name="Code"/> tells kinds apart.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What was expected, or what to do now.</param>
/// <param name="Code">For programs: a word that stays the same.</param>
/// <param name="Errors">Field by field, where fields are wrong.</param>
public sealed record Problem(
    string Type, string Title, int Status, string Detail, string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldProblem>? Errors)
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/problem+json";

    internal static Problem Of(int status, string code, string detail, IReadOnlyList<FieldProblem>? errors = null) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, code, errors);
}

/// <summary>Problems as answers.</summary>
internal static class ProblemAnswers
{
    public static IResult Answer(this Problem problem) => Results.Json(problem, StoredJson.Options, Problem.MediaType, problem.Status);

    public static IResult Of(int status, string code, string detail) => Problem.Of(status, code, detail).Answer();

    public static IResult BadFields(IReadOnlyList<FieldProblem> errors) =>
        Problem.Of(StatusCodes.Status400BadRequest, "bad-field", errors.Count == 1 ? errors[0].Detail : $"{errors.Count} parts of the request are not as expected", errors).Answer();

    /// <summary>Also for what is another firm's: that it exists is not told.</summary>
    public static IResult NotFound(string what) => Of(StatusCodes.Status404NotFound, "not-found", $"there is no such {what}, or it is not yours");
}
