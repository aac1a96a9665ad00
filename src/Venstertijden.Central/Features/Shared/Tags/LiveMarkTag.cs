using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Venstertijden.Central.Features.Shared.Tags;

/// <summary>
/// <c>&lt;live-mark from="/cameras/stroom" /&gt;</c>: the page listens there, draws its parts marked <c>data-live-part</c> anew when
/// something changed, and says here when it last heard something. Shown only once a script has connected.
/// </summary>
[HtmlTargetElement("live-mark", Attributes = "from", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LiveMarkTag(IStringLocalizer<SharedTexts> texts) : TagHelper
{
    public string From { get; set; } = "";

    /// <summary>What the page shows already, as <see cref="LiveStream.Known"/> writes it.</summary>
    public string Known { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "live");
        output.Attributes.SetAttribute("data-live", From);
        output.Attributes.SetAttribute("data-known", Known);
        output.Attributes.SetAttribute("data-on", texts["live.on"].Value);
        output.Attributes.SetAttribute("data-heard", texts["live.heard"].Value);
        output.Attributes.SetAttribute("data-off", texts["live.off"].Value);
        output.Attributes.SetAttribute("hidden", "hidden");
        output.Content.SetHtmlContent("""<span class="live__dot" aria-hidden="true"></span><span class="live__word"></span>""");
    }
}
