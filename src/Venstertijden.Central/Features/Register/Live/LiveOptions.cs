namespace Venstertijden.Central.Features.Register.Live;

/// <summary><c>rdw</c> in central's YAML: the register itself, asked for one vehicle of a case by an officer. Without it nothing is asked.</summary>
/// <param name="Address"><c>rdw.address</c>: such as <c>https://opendata.rdw.nl</c>.</param>
/// <param name="TokenFile"><c>rdw.tokenFile</c>: a file that holds the application's token alone; null asks without one, which the register answers more slowly.</param>
public sealed record LiveOptions(Uri Address, string? TokenFile)
{
    /// <summary><c>rdw.timeoutSeconds</c>: an answer takes so long at most, tries and all. 1 to 60; default 10.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Waits so long before the second try, twice that before the third; longer where the register says so.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Not asked for so long when half of the latest answers failed.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(30);
}
