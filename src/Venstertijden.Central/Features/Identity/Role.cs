namespace Venstertijden.Central.Features.Identity;

/// <summary>What a person is to the system. One account has one role: who needs two has two accounts.</summary>
public enum Role
{
    /// <summary>Enforcement officer (boa): judges flagged passages by name.</summary>
    Officer,

    /// <summary>An officer who also answers for the work: releases the brake on sanctions.</summary>
    SeniorOfficer,

    /// <summary>Looks after the vehicles of one firm.</summary>
    Firm,

    /// <summary>Keeps the cameras seeing, reading and delivering.</summary>
    Operator,

    /// <summary>Writes the rules down and sees what they do; a rule goes live only when two of them agree.</summary>
    PolicyStaff,

    /// <summary>Oversees how personal data is used (Wpg, AVG): reads what others did, changes nothing.</summary>
    Auditor,
}
