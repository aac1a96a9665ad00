using System.Text.Json;
using System.Text.Json.Serialization;

namespace Venstertijden.Contracts;

/// <summary>Why central set a message aside. The kebab-case name is the label of the metric <c>vth_dead_letters_total</c>.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<DeadLetterReason>))]
public enum DeadLetterReason
{
    /// <summary>No JSON object in UTF-8.</summary>
    BadJson,

    /// <summary>A member is missing, of the wrong type or out of range.</summary>
    BadField,

    /// <summary>A schema that central does not know.</summary>
    UnknownSchema,

    /// <summary>No such camera is enrolled.</summary>
    UnknownCamera,

    /// <summary>The signature is missing or wrong, and no later message covers this one.</summary>
    BadSignature,

    /// <summary>Site or camera differ from the topic's.</summary>
    TopicMismatch,

    /// <summary>The number is taken by a message with another hash.</summary>
    SeqConflict,

    /// <summary>More than 24 h ahead of central's clock.</summary>
    FutureTime,

    /// <summary>Larger than central takes.</summary>
    TooLarge,
}

/// <summary>The wire names of <see cref="DeadLetterReason"/>.</summary>
public static class DeadLetterReasonNames
{
    /// <summary>Such as <c>bad-json</c>.</summary>
    public static string WireName(this DeadLetterReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
}
