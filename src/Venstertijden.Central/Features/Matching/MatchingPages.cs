using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Matching;

/// <summary>Cases that change, and marked plates: for who may judge cases.</summary>
public static class MatchingPages
{
    public static void AddMatchingPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Matching", Permissions.JudgeCases);
}

/// <summary>Names the texts of these pages.</summary>
public sealed class MatchingTexts;
