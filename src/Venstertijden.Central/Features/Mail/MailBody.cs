using System.Net;
using System.Text;
using Venstertijden.Central.Features.Shared;

namespace Venstertijden.Central.Features.Mail;

/// <summary>A mail's words as plain text and as HTML at once, in the language of the caller.</summary>
/// <param name="subject">Its subject.</param>
public sealed class MailBody(string subject)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _html = new StringBuilder("<!DOCTYPE html><html lang=\"").Append(Language.IsEnglish ? "en" : "nl").Append("\"><head><meta charset=\"utf-8\"><title>").Append(WebUtility.HtmlEncode(subject)).Append("</title></head><body>");

    /// <summary>As plain text.</summary>
    public string Text => _text.ToString();

    /// <summary>As HTML.</summary>
    public string Html => _html + "</body></html>";

    /// <summary>A paragraph; an address in it becomes a link.</summary>
    public void Paragraph(string words)
    {
        _text.Append(words).Append("\r\n\r\n");
        _html.Append("<p>").Append(Linked(words)).Append("</p>");
    }

    /// <summary>A heading with lines under it.</summary>
    public void Lines(string head, IEnumerable<string> lines)
    {
        _text.Append(head).Append("\r\n");
        _html.Append("<p><strong>").Append(WebUtility.HtmlEncode(head)).Append("</strong></p><ul>");
        foreach (string line in lines)
        {
            _text.Append("- ").Append(line).Append("\r\n");
            _html.Append("<li>").Append(WebUtility.HtmlEncode(line)).Append("</li>");
        }

        _html.Append("</ul>");
        _text.Append("\r\n");
    }

    private static string Linked(string words) => string.Join(' ', words.Split(' ').Select(word =>
        word.StartsWith("http", StringComparison.Ordinal) && Uri.IsWellFormedUriString(word, UriKind.Absolute) ? $"<a href=\"{WebUtility.HtmlEncode(word)}\">{WebUtility.HtmlEncode(word)}</a>" : WebUtility.HtmlEncode(word)));
}
