using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Quality;

/// <summary>Quality: for officers; releasing a brake is a senior officer's.</summary>
public static class QualityPages
{
    public static void AddQualityPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Quality", Permissions.SeeQuality);
}

/// <summary>Names the texts of this page.</summary>
public sealed class QualityTexts;
