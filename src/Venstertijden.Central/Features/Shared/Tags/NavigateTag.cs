using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Shared.Tags;

/// <summary>
/// <c>&lt;navigate to="/cameras" permission="..."&gt;Camera's&lt;/navigate&gt;</c>: a link of the bar, left out for whoever may not go there.
/// </summary>
[HtmlTargetElement("navigate", Attributes = "to,permission")]
public sealed class NavigateTag : TagHelper
{
    public string To { get; set; } = "";

    /// <summary>Another beginning of addresses that belong to this link.</summary>
    public string? Also { get; set; }

    public string Icon { get; set; } = "";
    public string Permission { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Person.Of(ViewContext.HttpContext.User)?.May(Permission) != true)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "a";
        output.Attributes.SetAttribute("class", "bar__link");
        output.Attributes.SetAttribute("href", To);
        if (IsHere(To) || (Also is not null && IsHere(Also))) output.Attributes.SetAttribute("aria-current", "page");
        output.PreContent.SetHtmlContent(IconTag.Svg(Icon));
    }

    private bool IsHere(string address)
    {
        var path = ViewContext.HttpContext.Request.Path;
        return address == "/" ? path == "/" : path.StartsWithSegments(address, StringComparison.OrdinalIgnoreCase);
    }
}
