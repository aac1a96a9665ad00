using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Venstertijden.Central.Features.Shared.Tags;

/// <summary>
/// <c>&lt;key&gt;a&lt;/key&gt;</c>: the key that does the same as the button it stands in. Hidden from screen readers, which
/// hear it from the button's <c>aria-keyshortcuts</c>.
/// </summary>
[HtmlTargetElement("key")]
public sealed class KeyTag : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "kbd";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "key");
        output.Attributes.SetAttribute("aria-hidden", "true");
    }
}
