using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Venstertijden.Central.Features.Register.Live;

/// <summary>Opens the way to the register itself.</summary>
public static class LiveFeature
{
    // Five data sets of a hundred vehicles are some hundred kilobytes.
    private const long MostBytes = 4 << 20;

    /// <summary>Registers the client: time-outs, two more tries, and a rest for a register that keeps failing.</summary>
    /// <exception cref="BadConfigException">The file with the token cannot be read.</exception>
    public static void AddLiveRegister(this IServiceCollection services, LiveOptions options)
    {
        string? token = options.TokenFile is { } file ? Token(file) : null;
        services.AddHttpClient<RdwLive>(client =>
            {
                client.BaseAddress = new Uri(options.Address.AbsoluteUri.TrimEnd('/') + "/");
                // Around the tries, and around the reading of an answer that drips in.
                client.Timeout = options.Timeout;
                client.MaxResponseContentBufferSize = MostBytes;
                client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
                client.DefaultRequestHeaders.UserAgent.ParseAdd("VenstertijdenHandhaving");
                if (token is not null)
                    client.DefaultRequestHeaders.Add("X-App-Token", token);
            })
            // An address holds a plate: no line of a log may.
            .RemoveAllLoggers()
            .AddResilienceHandler("rdw", pipeline => pipeline
                .AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = 2,
                    Delay = options.RetryAfter,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    // Who asks us to wait is not asked again: an officer is waiting too.
                    ShouldHandle = static tried => ValueTask.FromResult(HttpClientResiliencePredicates.IsTransient(tried.Outcome) && tried.Outcome.Result?.StatusCode != System.Net.HttpStatusCode.TooManyRequests),
                })
                // One question is fifteen tries at most: the second one in a row that fails brings rest.
                .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions { FailureRatio = 0.5, MinimumThroughput = 20, SamplingDuration = TimeSpan.FromSeconds(30), BreakDuration = options.Rest })
                .AddTimeout(options.Timeout / 3));
    }

    private static string Token(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadConfigException($"rdw.tokenFile {file}: expected a readable file that holds the token: {e.Message}", e);
        }
    }
}
