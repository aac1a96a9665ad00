using System.Globalization;
using System.Resources;
using Venstertijden.Central.Features.Review;

namespace Venstertijden.Central.Features.Explaining;

/// <summary>Texts of accounts, in the language of the current culture: the command line explains without a web request.</summary>
public sealed class AccountTexts
{
    private static readonly ResourceManager Own = new(typeof(AccountTexts));
    private static readonly ResourceManager OfReview = new(typeof(ReviewTexts));

    /// <summary>A text of accounts.</summary>
    public static string Say(string key, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Own.GetString(key, CultureInfo.CurrentUICulture) ?? key, arguments);

    /// <summary>A word that officers know from the case page.</summary>
    public static string CaseWord(string key) => OfReview.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
