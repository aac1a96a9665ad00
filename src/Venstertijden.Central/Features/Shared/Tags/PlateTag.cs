using Microsoft.AspNetCore.Razor.TagHelpers;
using Venstertijden.Policy.Plates;

namespace Venstertijden.Central.Features.Shared.Tags;

/// <summary><c>&lt;plate of="..." /&gt;</c>: a plate drawn as a plate, with its dashes and the band of its country.</summary>
[HtmlTargetElement("plate", Attributes = "of", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PlateTag : TagHelper
{
    public PlateText Of { get; set; }
    public bool Large { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "plate" + (Large ? " plate--large" : "") + (Of.Country.IsForeign ? " plate--foreign" : ""));
        output.Content.SetHtmlContent("""<span class="plate__band" aria-hidden="true">""");
        output.Content.Append(Of.Country.Text);
        output.Content.AppendHtml("""</span><span class="plate__text">""");
        output.Content.Append(Of.Shown);
        output.Content.AppendHtml("</span>");
    }
}
