using Venstertijden.Central.Data;
using Venstertijden.Central.Features.Cases;
using Venstertijden.Central.Features.Explaining;
using Venstertijden.Central.Features.Shared;
using static Venstertijden.Central.Features.Explaining.AccountTexts;

namespace Venstertijden.Cli.Explaining;

/// <summary>Writes an account as plain text: the same lines as the page.</summary>
internal static class AccountText
{
    private const int LabelWidth = 34;

    public static void Write(CaseAccount account, TextWriter output)
    {
        var then = account.Then;
        output.WriteLine(Say("case", account.View.Row.Number));
        output.WriteLine(then.Rows.First(r => r.Key == "sentence").Text);
        output.WriteLine();
        foreach (var (label, text) in CaseFacts.Of(account))
            Line(output, label, text);
        Heading(output, Say(account.AsJudged ? "known.judged" : "known.at", Written.Second(then.KnownAt)));
        if (then.KnownAt < account.View.Act.Message.SeenFrom)
            output.WriteLine(Say("before.passage"));
        foreach (var group in then.Rows.GroupBy(r => r.Group))
        {
            output.WriteLine();
            output.WriteLine(Say("group." + group.Key));
            foreach (var row in group)
                Line(output, row.Label, row.Text);
        }

        output.WriteLine();
        output.WriteLine(Say(account.ReplayIsTheSame ? "replay.same" : "replay.other"));
        Differences(account, output);
        Heading(output, Say("events"));
        foreach (var happened in account.View.Events)
            Line(output, Written.Second(happened.At), CaseFacts.Told(happened));
    }

    private static void Differences(CaseAccount account, TextWriter output)
    {
        Heading(output, $"{Say("differences")} ({Written.Second(account.Now.KnownAt)})");
        output.WriteLine(account.DifferenceInWords());
        foreach (var row in account.Compared.Where(r => r.Differs))
        {
            output.WriteLine();
            output.WriteLine($"{row.Label}");
            Line(output, "  " + Say("col.then"), row.Then ?? Say("absent"));
            Line(output, "  " + Say("col.now"), row.Now ?? Say("absent.now"));
        }
    }

    private static void Heading(TextWriter output, string text)
    {
        output.WriteLine();
        output.WriteLine(text);
        output.WriteLine(new string('-', Math.Min(text.Length, 78)));
    }

    private static void Line(TextWriter output, string label, string text) => output.WriteLine($"{label.PadRight(LabelWidth)}  {text}");
}
