using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Firms;

/// <summary>A firm's addresses; everything in this folder is for who manages his own firm's vehicles.</summary>
public static class FirmPages
{
    public static void AddFirmPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Firms", Permissions.ManageOwnVehicles);
}
