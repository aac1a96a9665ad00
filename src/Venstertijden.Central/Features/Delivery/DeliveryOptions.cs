namespace Venstertijden.Central.Features.Delivery;

/// <summary><c>delivery</c> in central's YAML: one of <c>folder</c> and <c>sftp</c>. Without it batches are fetched and answers brought by hand, on the page.</summary>
/// <param name="Folder"><c>delivery.folder</c>: a folder with <c>in</c> and <c>out</c>.</param>
/// <param name="Sftp"><c>delivery.sftp</c>.</param>
public sealed record DeliveryOptions(string? Folder, SftpAddress? Sftp)
{
    public ICaseExport Open() => Sftp is { } sftp ? new SftpExport(sftp) : new FolderExport(Folder!);
}
