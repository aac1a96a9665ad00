namespace Venstertijden.Central.Features.Register;

/// <summary>Facts of one vehicle that the register itself gave when it was asked, for a case: newer than the copy, until one comes whose data are newer still.</summary>
public static class LiveAnswer
{
    /// <summary>Stands where a version of a list has its name.</summary>
    public const string Source = "live";
}
