namespace Venstertijden.Central.Features.Register.Import;

/// <summary>What was given cannot be imported, and nothing was written: one line that says what was expected.</summary>
public sealed class ImportRefusedException : Exception
{
    /// <summary>Without a sentence.</summary>
    public ImportRefusedException()
    {
    }

    /// <summary>With the sentence that the user sees.</summary>
    public ImportRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>With the sentence that the user sees, and what was behind it.</summary>
    public ImportRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
