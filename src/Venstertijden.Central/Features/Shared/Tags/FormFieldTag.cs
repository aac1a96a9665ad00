using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Venstertijden.Central.Features.Shared.Tags;

/// <summary>
/// <c>&lt;form-field name="Plate" label="Kenteken" error="..."&gt;&lt;input .../&gt;&lt;/form-field&gt;</c>: label, hint and error
/// around one input, as the Utrecht form field; the input gets the id, name and descriptions that tie them together.
/// </summary>
[HtmlTargetElement("form-field", Attributes = "name,label")]
public sealed class FormFieldTag : TagHelper
{
    public string Name { get; set; } = "";
    public string Label { get; set; } = "";
    // Razor hands an attribute that is null over as empty text.
    public string? Hint { get; set => field = string.IsNullOrEmpty(value) ? null : value; }
    public string? Error { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    internal string DescribedBy => string.Join(' ', new[] { Hint is null ? null : $"{Name}-hint", Error is null ? null : $"{Name}-error" }.OfType<string>());

    public override void Init(TagHelperContext context) => context.Items[typeof(FormFieldTag)] = this;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "utrecht-form-field utrecht-form-field--distanced" + (Error is null ? "" : " utrecht-form-field--invalid"));
        var before = output.PreContent;
        before.AppendHtml($"""<label class="utrecht-form-label utrecht-form-field__label" for="{Name}">""").Append(Label).AppendHtml("</label>");
        if (Hint is not null)
            before.AppendHtml($"""<p class="utrecht-form-field-description utrecht-form-field__description hint" id="{Name}-hint">""").Append(Hint).AppendHtml("</p>");
        if (Error is not null)
            before.AppendHtml($"""<p class="utrecht-form-field-error-message utrecht-form-field__error-message field-error" id="{Name}-error">""")
                .AppendHtml(IconTag.Svg("danger")).Append(Error).AppendHtml("</p>");
    }
}

/// <summary>The one control inside a <c>form-field</c>.</summary>
[HtmlTargetElement("input", ParentTag = "form-field")]
[HtmlTargetElement("textarea", ParentTag = "form-field")]
[HtmlTargetElement("select", ParentTag = "form-field")]
public sealed class FormControlTag : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = (FormFieldTag)context.Items[typeof(FormFieldTag)];
        string kind = output.TagName == "input" ? "textbox" : output.TagName;
        output.Attributes.SetAttribute("id", field.Name);
        output.Attributes.SetAttribute("name", field.Name);
        output.Attributes.SetAttribute("class", $"utrecht-{kind} utrecht-{kind}--html-{output.TagName} {(field.Error is null ? "" : $"utrecht-{kind}--invalid")}".Trim());
        if (field.DescribedBy.Length > 0) output.Attributes.SetAttribute("aria-describedby", field.DescribedBy);
        if (field.Error is not null) output.Attributes.SetAttribute("aria-invalid", "true");
    }
}
