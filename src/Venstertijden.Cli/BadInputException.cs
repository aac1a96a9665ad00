namespace Venstertijden.Cli;

/// <summary>What a user can mend: shown as one line on standard error, exit code 2, nothing half-written.</summary>
public sealed class BadInputException : Exception
{
    /// <summary>What the program ends with.</summary>
    public const int ExitCode = 2;

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
