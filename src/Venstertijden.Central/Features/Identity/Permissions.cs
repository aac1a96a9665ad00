using System.Collections.Frozen;

namespace Venstertijden.Central.Features.Identity;

/// <summary>
/// Every permission there is, and the one place that says which role holds it. A folder of pages or a group of endpoints
/// names exactly one; the names are also the names of the authorization policies.
/// </summary>
public static class Permissions
{
    /// <summary>Look after how one signs in, and sign out: every signed-in person, also who still lacks a second factor.</summary>
    public const string SecureOwnAccount = "account.secure";

    /// <summary>See one's own start page: every signed-in person.</summary>
    public const string UseOwnAccount = "account.use";

    /// <summary>See the queue, the cases and their pictures, and decide on them.</summary>
    public const string JudgeCases = "cases.judge";

    /// <summary>Make the dossier of a case: its personal data leaves the house.</summary>
    public const string TakeDossiers = "cases.dossier";

    /// <summary>Send approved cases to the fining body, and take in its answers.</summary>
    public const string DeliverCases = "cases.deliver";

    /// <summary>See the vehicles of one's own firm, what each may do, and its exemptions.</summary>
    public const string SeeOwnVehicles = "vehicles.see-own";

    /// <summary>Change the vehicles of one's own firm, and how it is warned.</summary>
    public const string ManageOwnVehicles = "vehicles.manage-own";

    /// <summary>Say who else of one's own firm may sign in, and as what.</summary>
    public const string ManageOwnFirm = "firm.manage-own";

    /// <summary>See the cameras, their health and the messages that were refused, and offer those again.</summary>
    public const string WatchCameras = "cameras.watch";

    /// <summary>Read the rules of every time, and what is wrong with a document.</summary>
    public const string SeeRules = "policies.see";

    /// <summary>Draft rules, try them on past passages, ask for publishing; and decide on what another asked.</summary>
    public const string DraftRules = "policies.draft";

    /// <summary>See counts of passages and how well the rules are kept; no personal data.</summary>
    public const string SeeReports = "reports.see";

    /// <summary>See what was erased, when and on what ground, with the proof; no personal data.</summary>
    public const string SeeErasures = "erasures.see";

    /// <summary>Search the log of every look at, change, disclosure and erasure of personal data, check its chain, and take it out.</summary>
    public const string SeeAudit = "audit.see";

    /// <summary>See which papers each camera has and what it lacks, and open them.</summary>
    public const string SeePapers = "papers.see";

    /// <summary>File papers, and write down that one was withdrawn.</summary>
    public const string FilePapers = "papers.file";

    /// <summary>Change the texts of the letters that leave the house.</summary>
    public const string WriteLetters = "letters.write";

    /// <summary>Make letters of cases, and print them: personal data leaves the house.</summary>
    public const string SendLetters = "letters.send";

    /// <summary>Take cases back, many at once, with a second officer; and write the answers down.</summary>
    public const string WithdrawCases = "cases.withdraw";

    /// <summary>Answer the prosecutor and judges, and write down what they decided.</summary>
    public const string AnswerAppeals = "appeals.answer";

    /// <summary>See how sure the work is: agreement, false flags, plates that were mistaken, brakes.</summary>
    public const string SeeQuality = "quality.see";

    /// <summary>Release the brake on sanctions.</summary>
    public const string ReleaseBrakes = "brake.release";

    /// <summary>Take the monthly round along the signs, and sign what was found.</summary>
    public const string InspectSigns = "signs.inspect";

    /// <summary>Work in the street: see what passes that a camera may not fine, and check a plate.</summary>
    public const string WorkInStreet = "street.work";

    /// <summary>Apply for exemptions for one's own firm, and change or end those granted.</summary>
    public const string ApplyForExemptions = "exemptions.apply";

    /// <summary>Decide on applications for exemptions, and end exemptions.</summary>
    public const string DecideExemptions = "exemptions.decide";

    /// <summary>Let programs of one's own firm in, and close them.</summary>
    public const string ManageConnections = "connections.manage";

    private static readonly FrozenDictionary<Role, FrozenSet<string>> ByRole = new Dictionary<Role, FrozenSet<string>>
    {
        [Role.Officer] = FrozenSet.Create(SecureOwnAccount, UseOwnAccount, JudgeCases, TakeDossiers, DeliverCases, SeeRules, SeePapers, SendLetters, WithdrawCases, AnswerAppeals, SeeQuality, InspectSigns, WorkInStreet),
        [Role.SeniorOfficer] = FrozenSet.Create(SecureOwnAccount, UseOwnAccount, JudgeCases, TakeDossiers, DeliverCases, SeeRules, SeePapers, SendLetters, WithdrawCases, AnswerAppeals, SeeQuality, ReleaseBrakes, InspectSigns, WorkInStreet),
        [Role.FirmOwner] = FrozenSet.Create(SecureOwnAccount, UseOwnAccount, SeeOwnVehicles, ManageOwnVehicles, ApplyForExemptions, ManageOwnFirm, ManageConnections),
        [Role.FirmPlanner] = FrozenSet.Create(SecureOwnAccount, UseOwnAccount, SeeOwnVehicles, ManageOwnVehicles, ApplyForExemptions),
        [Role.FirmReader] = FrozenSet.Create(SecureOwnAccount, UseOwnAccount, SeeOwnVehicles),
        [Role.Operator] = FrozenSet.Create(SecureOwnAccount, UseOwnAccount, WatchCameras, SeeRules),
        [Role.PolicyStaff] = FrozenSet.Create(SecureOwnAccount, UseOwnAccount, SeeRules, DraftRules, SeeReports, SeeErasures, SeePapers, FilePapers, WriteLetters, DecideExemptions),
        [Role.Auditor] = FrozenSet.Create(SecureOwnAccount, UseOwnAccount, SeeAudit, SeeErasures, SeeReports, SeeRules, SeePapers),
    }.ToFrozenDictionary();

    public static IReadOnlyCollection<string> All { get; } = [SecureOwnAccount, UseOwnAccount, JudgeCases, TakeDossiers, DeliverCases, SeeOwnVehicles, ManageOwnVehicles, ManageOwnFirm, WatchCameras, SeeRules, DraftRules, SeeReports, SeeErasures, SeeAudit, SeePapers, FilePapers, WriteLetters, SendLetters, WithdrawCases, AnswerAppeals, SeeQuality, ReleaseBrakes, InspectSigns, WorkInStreet, ApplyForExemptions, DecideExemptions, ManageConnections];

    public static IReadOnlySet<string> Of(Role role) => ByRole[role];

    public static bool Allows(this Role role, string permission) => ByRole[role].Contains(permission);
}
