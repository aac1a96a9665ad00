using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Venstertijden.Central.Features.Identity;

namespace Venstertijden.Central.Features.Shared.Tags;

/// <summary>
/// <c>&lt;navigate to="/cameras" permission="..."&gt;Camera's&lt;/navigate&gt;</c>: a link of the bar, left out for whoever may not go there.
/// </summary>
[HtmlTargetElement("navigate", Attributes = "to,permission", ParentTag = "navigation")]
public sealed class NavigateTag : TagHelper
{
    public string To { get; set; } = "";

    /// <summary>Another beginning of addresses that belong to this link.</summary>
    public string? Also { get; set; }

    public string Icon { get; set; } = "";
    public string Permission { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        // The links are drawn by the bar, which knows how many there are.
        var words = await output.GetChildContentAsync();
        output.SuppressOutput();
        if (Person.Of(ViewContext.HttpContext.User)?.May(Permission) == true)
            ((NavigationTag)context.Items[typeof(NavigationTag)]).Links.Add(new NavigationLink(To, Icon, words.GetContent(), IsHere(To) || (Also is not null && IsHere(Also))));
    }

    private bool IsHere(string address)
    {
        var path = ViewContext.HttpContext.Request.Path;
        return address == "/" ? path == "/" : path.StartsWithSegments(address, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>One link of the bar, as somebody may follow it.</summary>
internal sealed record NavigationLink(string To, string Icon, string Words, bool IsHere)
{
    public string Html => $"""<a class="bar__link" href="{To}"{(IsHere ? " aria-current=\"page\"" : "")}>{IconTag.Svg(Icon)}{Words}</a>""";
}

/// <summary>
/// <c>&lt;navigation more="Meer"&gt;</c>: the links of the bar, the most used first. Where somebody may follow more than stand on one line of a small
/// laptop, the last ones lie under a fold, which opens without a script.
/// </summary>
[HtmlTargetElement("navigation", Attributes = "more")]
public sealed class NavigationTag : TagHelper
{
    /// <summary>As many stand on one line of 1280 pixels, beside name and role.</summary>
    private const int MostOnOneLine = 6;

    public string More { get; set; } = "";

    internal List<NavigationLink> Links { get; } = [];

    public override void Init(TagHelperContext context) => context.Items[typeof(NavigationTag)] = this;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        output.TagName = null;
        bool all = Links.Count <= MostOnOneLine;
        var shown = all ? Links : Links[..(MostOnOneLine - 1)];
        var folded = all ? [] : Links[(MostOnOneLine - 1)..];
        output.Content.SetHtmlContent(string.Concat(shown.Select(l => l.Html)));
        if (folded.Count == 0)
            return;
        output.Content.AppendHtml($"""<details class="bar__more"><summary class="bar__link"{(folded.Exists(l => l.IsHere) ? " aria-current=\"true\"" : "")}>""").Append(More)
            .AppendHtml($"{IconTag.Svg("more")}</summary><div class=\"bar__menu\">{string.Concat(folded.Select(l => l.Html))}</div></details>");
    }
}
