namespace Venstertijden.Cli;

/// <summary>What a user can mend: shown as one line on standard error, exit code 2, nothing half-written.</summary>
public sealed class BadInputException : Exception
{
    public BadInputException(string message)
        : base(message)
    {
    }

    public BadInputException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public BadInputException()
    {
    }
}
