using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Venstertijden.Policy.Plates;

/// <summary>
/// Country of a plate: ISO 3166-1 alpha-2 (and XK, which plates carry). The default value is the Netherlands: most plates are,
/// and the CSV and the wire leave it out.
/// </summary>
public readonly record struct CountryCode
{
    private static readonly FrozenSet<string> Known = (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH " +
        "CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN " +
        "GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI " +
        "LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM " +
        "PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD " +
        "TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly string? _text;

    private CountryCode(string text) => _text = text == "NL" ? null : text;

    /// <summary>The Netherlands.</summary>
    public static CountryCode Netherlands => default;

    /// <summary>Two upper-case letters.</summary>
    public string Text => _text ?? "NL";

    /// <summary>True for every country but the Netherlands.</summary>
    public bool IsForeign => _text is not null;

    /// <summary>Reads two upper-case letters; empty is the Netherlands.</summary>
    /// <returns>False when the text is no assigned ISO 3166-1 alpha-2 code (the United Kingdom is GB).</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out CountryCode country)
    {
        country = default;
        if (string.IsNullOrEmpty(text))
            return text is not null;
        if (!Known.Contains(text))
            return false;
        country = new CountryCode(text);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
