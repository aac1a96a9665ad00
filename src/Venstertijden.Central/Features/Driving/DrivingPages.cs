using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Driving;

/// <summary>The driver's page, and where a firm makes the link to it.</summary>
public static class DrivingPages
{
    /// <summary>In front of the secret.</summary>
    public const string Path = "/r";

    public static void AddDrivingPages(this PageConventionCollection pages)
    {
        pages.OpenPage("/Driving/Index", "A driver has no account: the secret in the address is the key, and it opens what one vehicle may do.");
        pages.AuthorizePage("/Driving/Link", Permissions.ManageOwnVehicles);
    }

    /// <summary>Where a firm looks after the link of a vehicle.</summary>
    public static string LinkOf(Guid vehicle) => $"{Firms.FirmPages.Fleet}/{vehicle}/chauffeur";
}

/// <summary>Names the texts of these pages; also in Polish.</summary>
public sealed class DrivingTexts;
