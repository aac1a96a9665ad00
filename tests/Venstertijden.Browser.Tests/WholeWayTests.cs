using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpenCvSharp;
using Venstertijden.Edge.Reading;
using Venstertijden.Testing;

namespace Venstertijden.Browser.Tests;

/// <summary>The demo as its user meets it: from a rendered frame, over the broker, to an officer's decision in the browser.</summary>
[Category("slow")]
public partial class WholeWayTests
{
    private static readonly TimeSpan UntilReady = TimeSpan.FromSeconds(90);

    [Test]
    public async Task An_officer_signs_in_and_decides_a_case_that_came_from_a_rendered_frame()
    {
        await using var demo = await RunningDemo.StartAsync();
        await Eventually.Become(async () => (await Metrics.ReadAsync(demo.Http)).Of("vth_cases", "ready") >= 1, UntilReady);

        var desk = new OfficerDesk(await Chromium.NewPage(demo.Http.BaseAddress!));
        var account = SignIn().Match(demo.Process.Output);
        await desk.SignIn(account.Groups[1].Value, account.Groups[2].Value);
        await desk.OpenFirstCase();
        await desk.TypePlate(await ReadPictureAsync(desk.Page));
        await desk.Approve();

        await Eventually.Become(async () => (await Metrics.ReadAsync(demo.Http)).Of("vth_cases", "approved") == 1);
    }

    /// <summary>Stands in for the officer's eyes: reads the overview picture that the page shows.</summary>
    private static async Task<string> ReadPictureAsync(IPage page)
    {
        string address = await page.Locator("[data-stage-img]").GetAttributeAsync("src") ?? throw new InvalidOperationException("the case shows no overview");
        var picture = await page.APIRequest.GetAsync(address);
        using var image = Cv2.ImDecode(await picture.BodyAsync(), ImreadModes.Color);
        using var search = PlateSearch.Open(new ReadingOptions());
        var plates = search.Search(image).Plates;
        Assert.That(plates, Is.Not.Empty, "no plate was found in the overview");
        return plates[0].Reading!.Text;
    }

    [GeneratedRegex(@"^\s+(boa)\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex SignIn();
}
