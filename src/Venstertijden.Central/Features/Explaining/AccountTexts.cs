using System.Globalization;
using System.Resources;
using Venstertijden.Central.Features.Policies;
using Venstertijden.Central.Features.Review;

namespace Venstertijden.Central.Features.Explaining;

/// <summary>Texts of accounts, in the language of the current culture: the command line explains without a web request.</summary>
public sealed class AccountTexts
{
    private static readonly ResourceManager Own = new(typeof(AccountTexts));
    private static readonly ResourceManager OfReview = new(typeof(ReviewTexts));
    private static readonly ResourceManager OfRules = new(typeof(PolicyTexts));

    /// <summary>A text of accounts.</summary>
    public static string Say(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Own.GetString(key, CultureInfo.CurrentUICulture) ?? key, arguments);

    /// <summary>A word of the rules, as their pages have it: of a reason, of a kind of exemption.</summary>
    public static string RuleWord(string key) => OfRules.GetString(key, CultureInfo.CurrentUICulture) ?? key;

    /// <summary>A word that officers know from the case page.</summary>
    public static string CaseWord(string key) => OfReview.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
