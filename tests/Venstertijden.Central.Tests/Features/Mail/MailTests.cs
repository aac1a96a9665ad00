using MimeKit;
using NodaTime;
using Venstertijden.Central.Features.Mail;

namespace Venstertijden.Central.Tests.Features.Mail;

/// <summary>Mail leaves the house by a real line to a small mail server, or lies in a folder.</summary>
public class MailTests
{
    private static readonly OutgoingMail Letter = new(Guid.Parse("0195a000-0000-7000-8000-000000000001"), "planning@jansen.example", "Toegang eindigt", "Beste Jansen", "<p>Beste Jansen</p>", Instant.FromUtc(2026, 3, 2, 6, 0));
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("vth-mail-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_mail_goes_over_a_closed_line_with_text_and_html_under_its_own_number()
    {
        await using var server = new SmtpListener(tls: true);
        string trust = Path.Combine(_folder, "ca.pem");
        await File.WriteAllTextAsync(trust, server.Pem);
        await new SmtpMail(new SmtpAddress("localhost", server.Port, TrustFile: trust), "venstertijden@assen.example").Send(Letter, default);
        using var taken = await MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(server.Taken.Single())));
        Assert.That(server.WasClosed, Is.True);
        Assert.That((taken.MessageId, taken.Subject, taken.TextBody?.Trim(), taken.HtmlBody?.Trim()), Is.EqualTo(("0195a000000070008000000000000001@assen.example", "Toegang eindigt", "Beste Jansen", "<p>Beste Jansen</p>")));
    }

    [Test]
    public async Task Nothing_is_said_to_a_server_that_is_not_trusted_or_will_not_close_the_line()
    {
        await using var unknown = new SmtpListener(tls: true);
        await Assert.ThrowsAsync<MailException>(() => new SmtpMail(new SmtpAddress("localhost", unknown.Port), "a@assen.example").Send(Letter, default));
        await using var open = new SmtpListener(tls: false);
        await Assert.ThrowsAsync<MailException>(() => new SmtpMail(new SmtpAddress("localhost", open.Port), "a@assen.example").Send(Letter, default));
        Assert.That(unknown.Taken.Count + open.Taken.Count, Is.Zero);
    }

    [Test]
    public async Task A_refusal_and_a_server_that_is_away_are_told_without_the_address()
    {
        int port;
        await using (var server = new SmtpListener(tls: false) { Refused = Letter.To })
        {
            port = server.Port;
            var refused = await Assert.ThrowsAsync<MailException>(() => new SmtpMail(new SmtpAddress("127.0.0.1", port, SmtpSecurity.None), "a@assen.example").Send(Letter, default));
            Assert.That(refused!.Message, Does.Contain("550").And.Not.Contain("jansen"));
        }

        await Assert.ThrowsAsync<MailException>(() => new SmtpMail(new SmtpAddress("127.0.0.1", port, SmtpSecurity.None), "a@assen.example").Send(Letter, default));
    }

    [Test]
    public async Task The_same_mail_is_one_file_in_the_folder()
    {
        var mail = new FolderMail(Path.Combine(_folder, "mail"), "a@assen.example");
        await mail.Send(Letter, default);
        await mail.Send(Letter, default);
        Assert.That(Directory.GetFiles(Path.Combine(_folder, "mail")).Select(Path.GetFileName), Is.EqualTo(new[] { $"{Letter.Id}.eml" }));
    }

    [TestCase("planning@jansen.example", true)]
    [TestCase("planning", false)]
    [TestCase("a@b.example, c@d.example", false)]
    [TestCase("a@b.example\r\nBcc: c@d.example", false)]
    [TestCase("Jan <a@b.example>", false)]
    public void One_plain_address_is_an_address(string text, bool expected) => Assert.That(MailMessages.IsAddress(text), Is.EqualTo(expected));
}
