using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using Venstertijden.Central.Features.Annulments;
using Venstertijden.Central.Features.Api;
using Venstertijden.Central.Features.Api.Problems;
using Venstertijden.Central.Features.Appeals;
using Venstertijden.Central.Features.Applying;
using Venstertijden.Central.Features.Audit;
using Venstertijden.Central.Features.Cameras;
using Venstertijden.Central.Features.Delivery;
using Venstertijden.Central.Features.Driving;
using Venstertijden.Central.Features.Entry;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Firms;
using Venstertijden.Central.Features.Identity;
using Venstertijden.Central.Features.Inspecting;
using Venstertijden.Central.Features.InStreet;
using Venstertijden.Central.Features.Letters;
using Venstertijden.Central.Features.Matching;
using Venstertijden.Central.Features.Members;
using Venstertijden.Central.Features.OpenData;
using Venstertijden.Central.Features.OwnCase;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Proof;
using Venstertijden.Central.Features.Quality;
using Venstertijden.Central.Features.Readiness;
using Venstertijden.Central.Features.Reports;
using Venstertijden.Central.Features.Retention;
using Venstertijden.Central.Features.Review;
using Venstertijden.Central.Features.Search;
using Venstertijden.Central.Features.Shared;
using Venstertijden.Central.Features.Start;
using Venstertijden.Central.Features.Supplying;

namespace Venstertijden.Central;

/// <summary>The pages of central, for whichever program hosts them.</summary>
public static class WebComposition
{
    public static WebApplicationBuilder AddWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.Environment.UseOwnWebRoot();
        services.AddOptions<WebOptions>()
            .Validate(o => o.Site.Value.Length > 0, "WebOptions.Site: expected the municipality whose people sign in, such as 'assen'.")
            .ValidateOnStart();
        services.AddLocalization();
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "vth-formulier";
            o.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddIdentityFeature();
        services.AddOwnCaseSession();
        services.AddEntry();
        services.AddApi();
        services.AddMembers();
        services.AddScoped<Needs>().AddScoped<ReadinessWords>();
        services.AddRazorPages(o =>
            {
                o.RootDirectory = "/Features";
                o.Conventions.OpenPage("/Shared/Error", "Says what went wrong, also to whoever has not signed in; shows no data.");
                o.Conventions.AddIdentityPages();
                o.Conventions.AuthorizeFolder("/Start", Permissions.UseOwnAccount);
                o.Conventions.AddReviewPages();
                o.Conventions.AddExplainPages();
                o.Conventions.AddMatchingPages();
                o.Conventions.AddFirmPages();
                o.Conventions.AddMemberPages();
                o.Conventions.AddCameraPages();
                o.Conventions.AddPolicyPages();
                o.Conventions.AddReportPages();
                o.Conventions.AddOpenDataPages();
                o.Conventions.AddEntryPages();
                o.Conventions.AddApiPages();
                o.Conventions.AddProofPages();
                o.Conventions.AddRetentionPages();
                o.Conventions.AddReadinessPages();
                o.Conventions.AddSupplyPages();
                o.Conventions.AddSearchPages();
                o.Conventions.AddLetterPages();
                o.Conventions.AddAnnulmentPages();
                o.Conventions.AddAppealPages();
                o.Conventions.AddApplyingPages();
                o.Conventions.AddQualityPages();
                o.Conventions.AddOwnCasePages();
                o.Conventions.AddDrivingPages();
                o.Conventions.AddDeliveryPages();
                o.Conventions.AddAuditPages();
                o.Conventions.AddInspectingPages();
                o.Conventions.AddStreetPages();
            })
            .AddDataAnnotationsLocalization()
            // Named outright: the program that hosts these pages is another assembly, and differs.
            .ConfigureApplicationPartManager(parts =>
            {
                var own = typeof(WebComposition).Assembly;
                parts.ApplicationParts.Clear();
                foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(own).GetApplicationParts(own))
                    parts.ApplicationParts.Add(part);
            });
        return builder;
    }

    public static WebApplication MapWeb(this WebApplication app)
    {
        app.UseTrustedProxies(app.Services.GetRequiredService<IOptions<WebOptions>>().Value.Proxies);
        app.UseSecurityHeaders();
        app.UseLanguage();
        app.UseExceptionHandler("/fout/500");
        app.UseStatusCodePagesWithReExecute("/fout/{0}");
        app.UseApiErrors();
        app.UseOwnStaticFiles();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapRazorPages();
        app.MapReview();
        BusinessSignIn.Map(app);
        app.MapFirms();
        app.MapCameras();
        app.MapPolicies();
        app.MapReports();
        app.MapOpenData();
        app.MapEntry();
        app.MapApi();
        app.MapProof();
        app.MapRetention();
        app.MapReadiness();
        app.MapSupply();
        app.MapQuality();
        app.MapSearch();
        app.MapLetters();
        app.MapAnnulments();
        app.MapAppeals();
        app.MapApplying();
        app.MapOwnCase();
        app.MapDelivery();
        app.MapAudit();
        app.MapInspecting();
        app.MapStreet();
        app.MapFallback(() => Results.NotFound()).OpenBecause("Says only that an address does not exist.");
        return app;
    }
}
