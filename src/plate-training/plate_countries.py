"""Plates of European countries by their own rules: layout, letters in use, ground, ink, bands and sizes in millimetres.

Layouts are written as in plate_patterns: L is a letter, 9 a digit, space or dash a gap, s a seal, sticker or coat of
arms. Shares follow what drives on Dutch roads only loosely: a reader that knows a country but never saw its plates is
worth little, so the seldom ones are drawn far more often than they come.
"""
from collections import namedtuple

ALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIV = "ABCDEFGHJKLMNPQRSTVWXYZ"          # France, Italy since 1994: no I, O, U (France keeps W for trade plates)
ITALIAN = "ABCDEFGHJKLMNPRSTVWXYZ"       # neither I, O, Q nor U
SPANISH = "BCDFGHJKLMNPRSTVWXYZ"         # no vowels, no Q
CYRILLIC = "ABCEHIKMOPTX"                # letters that Latin and Cyrillic share (Ukraine, Bulgaria, Belarus)
NORDIC = "ABCDEFGHJKLMNOPRSTUWXYZ"
BALTIC = "ABCDEFGHIJKLMNOPRSTUVXYZ"      # Lithuania writes no Q and W

Country = namedtuple("Country", "band share layouts letters grounds inks second_band two_lines widths")
# band: code in the blue band, "" for none; grounds, inks: names of plate_drawing with shares; second_band: share with a
# second band at the right end; two_lines: share of high plates; widths: of the one-line plate

WHITE, BLACK_INK = (("white", 1.0),), (("dark", 1.0),)


def _country(band, share, layouts, letters=ALL, grounds=WHITE, inks=BLACK_INK, second_band=0.0, two_lines=.1,
             widths=(520,)):
    return Country(band, share, layouts.split("|"), letters, grounds, inks, second_band, two_lines, widths)


COUNTRIES = (
    _country("D", 10, "LsL 9999|LsLL 999|LsLL 9999|LLsL 999|LLsLL 99|LLsLL 999|LLsLL 9999|LLLsL 99|LLLsLL 99|LLLsL 999|"
                      "LLLsLL 999|LLsL 999E|LsLL 99E|LLsLL 99H", widths=(520, 520, 460, 420)),
    _country("B", 7, "1-LLL-999|2-LLL-999|9-LLL-999|LLL-999|999-LLL|Q-LLL-999", inks=(("red", 1.0),), widths=(520, 520, 340)),
    _country("F", 8, "LL-999-LL|LL-999-LL|999 LL 99|9999 LL 99|999 LLL 99", SIV, grounds=(("white", .85), ("yellow", .15)),
             second_band=.9),
    _country("PL", 9, "LLs99999|LLs9999L|LLs999LL|LLs9L999|LLs99L99|LLLs9999|LLLs99LL|LLLsL999|LLLs9L99|LLLsL99L|LLLsLL99|"
                      "LLLs99999|LLLs999L"),
    _country("GB", 5, "LL99 LLL|LL99 LLL|L999 LLL|L99 LLL|LLL 999L|LLL 9999", grounds=(("white", .5), ("yellow", .5))),
    _country("RO", 8, "LL 99 LLL|LL 99 LLL|B 99 LLL|B 999 LLL|LL 999 LLL|LL 999999", inks=(("dark", .92), ("red", .08))),
    _country("BG", 6, "L 9999 LL|LL 9999 LL|LL 9999 L", CYRILLIC + "HYB"),
    _country("LT", 5, "LLLs999|LLs9999", BALTIC),
    _country("LV", 3, "LL-9999|LL-999|LL-99"),
    _country("EST", 3, "999 LLL|99 LLL"),
    _country("DK", 4, "LL 99 999", NORDIC, grounds=(("white", .7), ("yellow", .3)), two_lines=.2),
    _country("S", 4, "LLL 999|LLL 99L", NORDIC),
    _country("N", 3, "LL 99999", NORDIC),
    _country("FIN", 3, "LLL-999|LL-999|LLL-99", widths=(442, 520)),
    _country("E", 6, "9999 LLL|9999 LLL|LL-9999-LL|L-9999-LL", SPANISH),
    _country("P", 4, "99-99-LL|99-LL-99|LL-99-99|LL-99-LL", NORDIC + "IQV", widths=(520,)),
    _country("I", 6, "LL 999LL|LL 999LL|LL999 LL", ITALIAN, second_band=.9, widths=(520, 360)),
    _country("A", 4, "Ls999LL|LLs999L|LLs99LL|LLs999LL|Ls99999L|LLs9LLL", inks=BLACK_INK),
    _country("", 4, "LLs999999|LLs99999|LLs9999|LLs 999 999"),                      # Switzerland: no band
    _country("L", 3, "LL 9999|99999|9999", grounds=(("yellow", 1.0),)),
    _country("CZ", 6, "9L9 9999|9L9s9999|9LLs9999|9L s99 99|9LL 9999", NORDIC + "V"),
    _country("SK", 4, "LLs999LL|LL 999LL|LL-999LL"),
    _country("H", 5, "LLL-999|LLLs999|LLsLL-999|LL LL-999"),
    _country("SLO", 3, "LLsLL-999|LLs999-LL|LL L9-99L|LLs99-LLL"),
    _country("HR", 6, "LLs9999-L|LLs999-LL|LLs9999-LL|LLs999-L"),
    _country("SRB", 4, "LLs999-LL|LLs9999-LL|LLs 999 LL"),
    _country("BIH", 3, "L99-L-999|999-L-999", "AEJKMOT"),
    _country("MNE", 2, "LLsLL999|LL LL999"),
    _country("MK", 2, "LL 9999 LL|LLs9999LL"),
    _country("AL", 2, "LL 999 LL|LLs999LL"),
    _country("GR", 4, "LLL-9999|LLL 9999", "ABEZHIKMNOPTYX"),
    _country("UA", 6, "LL 9999 LL|LL9999LL", CYRILLIC),
    _country("MD", 3, "LLL 999|LL 999"),
    _country("BY", 3, "9999 LL-9", CYRILLIC),
    _country("RUS", 2, "L 999 LL 99|L 999 LL 999|L999LL99", "ABEKMHOPCTYX"),
    _country("TR", 4, "99 LLL 99|99 LL 999|99 L 9999|99 LLL 999|99 LL 9999", NORDIC + "IV"),
    _country("IRL", 3, "99-LL-9999|999-L-9999|999-L-99999|999-LL-999|99-L-9999"),
    _country("M", 1, "LLL 999"),
    _country("CY", 1, "LLL 999", "ABEHKLMNPTXYZ"),
    _country("IS", 1, "LLs999|LLs L99", NORDIC, inks=(("blue", 1.0),)),
)


def any_country(r):
    """One country, by its share."""
    return r.choices(COUNTRIES, [c.share for c in COUNTRIES])[0]
