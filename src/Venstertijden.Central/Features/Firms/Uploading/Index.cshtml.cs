using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using NodaTime;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Firms.Uploading;

/// <summary>Which list do you want to add? A file or pasted text; it is shown row by row before anything is saved.</summary>
[RequestSizeLimit(MaxRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxRequest, ValueLengthLimit = MaxRequest)]
public sealed class IndexModel(UploadDesk desk, IClock clock, IStringLocalizer<FirmTexts> texts) : PageModel
{
    // Above our own limit, so that a file that is too large gets its own answer and not a broken connection.
    private const int MaxRequest = 64 * 1024 * 1024;

    [BindProperty(Name = "File")] public IFormFile? Sent { get; set; }
    [BindProperty] public string? Text { get; set; }

    public string? FileProblem { get; private set; }
    public string? TextProblem { get; private set; }
    public int Year => Written.LocalDateOf(clock.GetCurrentInstant()).Year;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        bool pasted = !string.IsNullOrWhiteSpace(Text);
        if (Sent is null && !pasted) return Refused(texts["upload.none"], pasted);
        var reading = Sent is null ? UploadReader.ReadText(Text!) : await ReadFile(Sent, ct);
        if (reading.Fault is { } fault) return Refused(texts["upload.fault." + fault, Written.Count(UploadReader.MostRows), UploadReader.MostBytes / 1024 / 1024], Sent is null);
        string preview = $"{FirmPages.Fleet}/upload/{await desk.Keep(FirmPages.FirmOf(User), Sent?.FileName ?? "", reading.Rows, ct)}";
        return ByScript ? new JsonResult(new { to = preview }) : Redirect(preview);
    }

    private static async Task<UploadReading> ReadFile(IFormFile file, CancellationToken ct)
    {
        if (file.Length > UploadReader.MostBytes) return UploadReading.Of(UploadFault.TooLarge);
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        return UploadReader.Read(content.ToArray());
    }

    // The script shows how far the file is, and asks for the answer alone.
    private bool ByScript => Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.Ordinal);

    private IActionResult Refused(string why, bool pasted)
    {
        if (ByScript) return new JsonResult(new { problem = why }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        if (pasted) TextProblem = why;
        else FileProblem = why;
        return Page();
    }
}
