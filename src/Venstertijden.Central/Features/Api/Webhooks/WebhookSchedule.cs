using NodaTime;

namespace Venstertijden.Central.Features.Api.Webhooks;

/// <summary>When a delivery that was not taken is sent again.</summary>
public static class WebhookSchedule
{
    /// <summary>From what happened until it is given up, and from the first failure until a webhook is put out.</summary>
    public static readonly Duration Patience = Duration.FromHours(24);

    private static readonly Duration[] Waits =
    [
        Duration.FromSeconds(5), Duration.FromMinutes(5), Duration.FromMinutes(30), Duration.FromHours(2), Duration.FromHours(5), Duration.FromHours(8),
    ];

    /// <summary>The next attempt; null when it is given up.</summary>
    /// <param name="delivery">What, with <see cref="WebhookDelivery.Attempts"/> counted.</param>
    /// <param name="now">Of the failure.</param>
    public static Instant? Next(WebhookDelivery delivery, Instant now)
    {
        var next = now + Waits[Math.Min(delivery.Attempts, Waits.Length) - 1];
        var last = delivery.At + Patience;
        // The last attempt is at the very end.
        return next <= last ? next : now < last ? last : null;
    }
}
