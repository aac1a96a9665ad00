using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Venstertijden.Central.Features.Shared.Tags;

/// <summary><c>&lt;icon name="ok" /&gt;</c>: beside a word, never instead of one, so it is hidden from screen readers.</summary>
[HtmlTargetElement("icon", Attributes = "name", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTag : TagHelper
{
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Svg(Name));
    }

    internal static string Svg(string name) =>
        $"""<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{Icons.Drawing(name)}</svg>""";
}
