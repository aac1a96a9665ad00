using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Explaining;

/// <summary>Why a verdict, and what was known then: for who may judge cases.</summary>
public static class ExplainPages
{
    public static void AddExplainPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Explaining", Permissions.JudgeCases);
}
