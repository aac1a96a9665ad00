namespace Venstertijden.Central.Features.Members;

/// <summary>Names the texts about who of a firm has an account.</summary>
public sealed class MemberTexts;
