using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Venstertijden.Central.Features.Shared.Tags;

/// <summary>What a state means to the reader; decides icon and colour together, the word stands beside them.</summary>
public enum Tone
{
    Neutral,
    Info,
    Ok,
    Warning,
    Danger,
}

public static class Tones
{
    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Ok => "ok", Tone.Warning => "warning", Tone.Danger => "danger", Tone.Info => "info", _ => "neutral",
    };

    /// <summary>The same meaning in the names of the Utrecht status badge.</summary>
    internal static string Badge(this Tone tone) => tone switch
    {
        Tone.Ok => "safe", Tone.Warning => "warning", Tone.Danger => "danger", Tone.Info => "active", _ => "neutral",
    };

    /// <summary>The same meaning in the names of the Utrecht alert.</summary>
    internal static string Alert(this Tone tone) => tone switch
    {
        Tone.Ok => "ok", Tone.Warning => "warning", Tone.Danger => "error", _ => "info",
    };
}

/// <summary><c>&lt;status tone="Ok"&gt;ontvangt&lt;/status&gt;</c>: word, icon and colour.</summary>
[HtmlTargetElement("status")]
public sealed class StatusTag : TagHelper
{
    public Tone Tone { get; set; }

    /// <summary>Another drawing than the tone's own.</summary>
    public string? Icon { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"utrecht-status-badge utrecht-status-badge--{Tone.Badge()} status");
        output.PreContent.SetHtmlContent(IconTag.Svg(Icon ?? Tone.Icon()));
    }
}

/// <summary><c>&lt;notice tone="Warning"&gt;...&lt;/notice&gt;</c>: a message that stands out from the page.</summary>
[HtmlTargetElement("notice")]
public sealed class NoticeTag : TagHelper
{
    public Tone Tone { get; set; } = Tone.Info;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"utrecht-alert utrecht-alert--{Tone.Alert()} notice notice--{Tone.Alert()}");
        output.PreContent.SetHtmlContent(IconTag.Svg(Tone.Icon()) + """<div class="utrecht-alert__message">""");
        output.PostContent.SetHtmlContent("</div>");
    }
}
