using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Venstertijden.Central.Features.Shared;

/// <summary>
/// The web root lies beside the program that hosts the pages, in a build as in a published folder, whatever folder it was
/// started from.
/// </summary>
public static class StaticFiles
{
    public const string Utrecht = "lib/utrecht/utrecht.css";

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Also the source of the versions that the tag helpers add (<c>?v=hash</c>).</summary>
    public static void UseOwnWebRoot(this IWebHostEnvironment environment)
    {
        Directory.CreateDirectory(Folder);
        environment.WebRootPath = Folder;
        environment.WebRootFileProvider = new Unwatched(new PhysicalFileProvider(Folder));
    }

    public static IApplicationBuilder UseOwnStaticFiles(this IApplicationBuilder app) => app.UseStaticFiles(new StaticFileOptions
    {
        ContentTypeProvider = new FileExtensionContentTypeProvider(),
        OnPrepareResponse = file =>
        {
            var headers = file.Context.Response.Headers;
            headers.Remove("Pragma");
            headers.CacheControl = file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        },
    });

    /// <summary>These files change with the program only. The system has few watches to give (128 for a user, all programs together): none is taken.</summary>
    private sealed class Unwatched(IFileProvider files) : IFileProvider
    {
        public IDirectoryContents GetDirectoryContents(string subpath) => files.GetDirectoryContents(subpath);

        public IFileInfo GetFileInfo(string subpath) => files.GetFileInfo(subpath);

        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }
}
