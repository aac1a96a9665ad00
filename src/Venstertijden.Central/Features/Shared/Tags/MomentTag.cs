using Microsoft.AspNetCore.Razor.TagHelpers;
using NodaTime;
using NodaTime.Text;

namespace Venstertijden.Central.Features.Shared.Tags;

/// <summary><c>&lt;moment at="..." /&gt;</c>: a time as people write it, with the exact instant for machines.</summary>
[HtmlTargetElement("moment", Attributes = "at", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MomentTag : TagHelper
{
    public Instant At { get; set; }

    /// <summary><c>second</c> (default), <c>minute</c>, <c>clock</c> (no date) or <c>date</c>.</summary>
    public string As { get; set; } = "second";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", InstantPattern.ExtendedIso.Format(At));
        output.Attributes.SetAttribute("class", "moment");
        output.Content.SetContent(As switch
        {
            "second" => Written.Second(At),
            "minute" => Written.Minute(At),
            "clock" => Written.ClockSecond(At),
            "date" => Written.Date(Written.LocalDateOf(At)),
            _ => throw new InvalidOperationException($"A moment is written as second, minute, clock or date, not '{As}'."),
        });
    }
}
