using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Ingest;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Proof;

/// <summary>Dossiers: for who may take a case out of the house. The key that checks them is for everybody.</summary>
public static class ProofPages
{
    public const string KeyPath = "/dossier/sleutel.pem";

    public static void AddProofPages(this PageConventionCollection pages) => pages.AuthorizeFolder("/Proof", Permissions.TakeDossiers);

    public static void MapProof(this IEndpointRouteBuilder app) =>
        app.MapGet(KeyPath, (CentralKey key) => Results.Text(key.PublicKeyPem + "\n", "application/x-pem-file")).OpenBecause("A public key: who has a dossier checks it without an account.");
}
