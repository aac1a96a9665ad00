using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Shared.Tags;

/// <summary><c>needs="permission"</c> on any element: it is left out for whoever lacks the permission. The page itself refuses too.</summary>
[HtmlTargetElement("*", Attributes = "needs")]
public sealed class NeedsTag : TagHelper
{
    public string Needs { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    // After what other helpers add to the element (a form its token), so that nothing of it stays.
    public override int Order => int.MaxValue;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Person.Of(ViewContext.HttpContext.User)?.May(Needs) != true)
            output.SuppressOutput();
    }
}
