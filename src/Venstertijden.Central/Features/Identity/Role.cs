namespace Venstertijden.Central.Features.Identity;

/// <summary>What a person is to the system. One account has one role: who needs two has two accounts.</summary>
public enum Role
{
    /// <summary>Enforcement officer (boa): judges flagged passages by name.</summary>
    Officer,

    /// <summary>An officer who also answers for the work: releases the brake on sanctions.</summary>
    SeniorOfficer,

    /// <summary>Answers for one firm: looks after its vehicles and exemptions, and says who else may.</summary>
    FirmOwner,

    /// <summary>Looks after the vehicles and exemptions of one firm.</summary>
    FirmPlanner,

    /// <summary>Sees the vehicles and exemptions of one firm, changes nothing.</summary>
    FirmReader,

    /// <summary>Keeps the cameras seeing, reading and delivering.</summary>
    Operator,

    /// <summary>Writes the rules down and sees what they do; a rule goes live only when two of them agree.</summary>
    PolicyStaff,

    /// <summary>Oversees how personal data is used (Wpg, AVG): reads what others did, changes nothing.</summary>
    Auditor,
}
