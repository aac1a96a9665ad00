namespace Venstertijden.Central.Features.Mail;

/// <summary>Mails as files (.eml) in a folder: for a demo, for tests, or for a program beside central that sends them. The same mail is one file.</summary>
public sealed class FolderMail(string folder, string from) : IMail
{
    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string path = Path.Combine(folder, $"{mail.Id}.eml"), part = path + ".part";
            using (var message = MailMessages.Of(mail, from))
                await message.WriteToAsync(part, ct);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MailException("the folder for mail cannot be written", e);
        }
    }
}
