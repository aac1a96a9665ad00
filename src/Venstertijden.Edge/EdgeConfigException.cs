namespace Venstertijden.Edge;

/// <summary>The edge cannot start as it is configured. The message is one line for the operator: file, key, what was expected.</summary>
public sealed class EdgeConfigException : Exception
{
    public EdgeConfigException(string message)
        : base(message)
    {
    }

    public EdgeConfigException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public EdgeConfigException()
    {
    }
}
