namespace Venstertijden.Central.Features.Applying;

/// <summary>The door to a virus scanner: every file from outside passes it before anybody opens it.</summary>
public interface IUploadScan
{
    /// <summary>False when something bad was found.</summary>
    /// <exception cref="IOException">The scanner does not answer: the file is not taken in.</exception>
    Task<bool> IsClean(byte[] content, CancellationToken ct);
}

/// <summary>No scanner: what was uploaded is only ever handed out as a download of its own type, never run or shown inside a page.</summary>
public sealed class NoScan : IUploadScan
{
    public Task<bool> IsClean(byte[] content, CancellationToken ct) => Task.FromResult(true);
}
