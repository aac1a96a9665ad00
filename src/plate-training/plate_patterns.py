"""What stands on plates: Dutch sidecodes, the layouts of other countries (plate_countries) and free patterns.

L is a letter, 9 a digit, space or dash a gap, s a seal, sticker or coat of arms; other characters stand for themselves.
"""
MODERN, OLDER = "BDFGHJKLNPRSTVXZ", "ABDEFGHJKLMNPRSTUVWXYZ"
DIGITS, LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SELDOM = "MMNWWHQOICGUVYAEKX"  # letters that Dutch plates show too little of
SLIM = "IIIIMNFWTLHE"          # an I beside these is easily taken for a stroke of its neighbour or the rim

SIDECODES = ["LL-99-99", "99-99-LL", "99-LL-99", "LL-99-LL", "LL-LL-99", "99-LL-LL", "99-LLL-9", "9-LLL-99",
             "LL-999-L", "L-999-LL", "LLL-99-L", "L-99-LLL", "9-LL-999", "999-LL-9"]
MOPEDS = ["D-999-LL", "DLL-99-L", "D-99-LLL", "F-999-LL", "FLL-99-L", "F-99-LLL"]
FIRST_RECENT = 6               # index of the first sidecode still seen daily
FOREIGN = ["L-LL 9999", "LsLL 999", "LLsLL 99", "LLLsLL 99", "LLsL 9999", "LLLsL 999", "LLsLL 9999", "LL-999-LL",
           "LL 999 LL", "L 99 LLL", "LL 99 LLL", "L 999 LLL", "LL 99 LLL", "9-LLL-999", "1-LLL-999", "LLL-999",
           "LL99 LLL", "LLL 99L", "9L9 9999", "9LLs99 99", "999 LL 99", "9999 LLL", "LL 9999 LL", "LLs999-LL",
           "LL 99999", "L 99999", "LLL 999", "LL 99 999", "LL 9999L", "L 999 LL", "LLL-9999", "99-LL-99", "LL-99-99",
           "999-LLL", "LLL 9999"]


def dutch_text(r):
    """A plate text with its dashes after a Dutch sidecode, the recent ones more often."""
    pattern = r.choice(SIDECODES[FIRST_RECENT:] if r.random() < .6 else SIDECODES)
    return _filled(pattern, MODERN if r.random() < .75 else OLDER, r)


def moped_text(r):
    """A plate text of a Dutch moped, with its dashes."""
    return _filled(r.choice(MOPEDS), MODERN if r.random() < .75 else OLDER, r)


def country_text(country, r):
    """A plate text with its gaps and seals after one country's rules."""
    slim = "I" in country.letters and r.random() < .25
    return _filled(r.choice(country.layouts), SLIM if slim else country.letters, r)


def free_text(r):
    """A plate text with its gaps and seals after no rule in particular: what no table foresees is read as well."""
    pattern = r.choice(FOREIGN) if r.random() < .82 else _any_pattern(r)
    letters = r.choices([LETTERS, SELDOM, SLIM], [.56, .28, .16])[0]
    text = _filled(pattern, letters, r)
    if r.random() < .2:  # an I at an end looks like the rim or the edge of the blue band
        text = "I" + text[1:] if r.random() < .5 else text[:-1] + "I"
    return text


def bare(text):
    """The characters a reader should find in a drawn text."""
    return "".join(c for c in text if c not in " -s")


def halves(text, dutch, r, cut=None):
    """A text as the two lines of a high plate; `cut` is how many groups stand on the upper one, if that is settled."""
    parts = [p for p in text.replace("s", " ").replace("-", " ").split(" ") if p]
    if len(parts) == 1:
        parts = [text[:len(text) // 2], text[len(text) // 2:]]
    if cut is None:
        cut = 2 if dutch and len(parts) == 3 and len(parts[0]) + len(parts[1]) < 6 else 1
    upper, lower = "-".join(parts[:cut]), ("-" if dutch else " ").join(parts[cut:])
    return (upper.replace("-", "s") if not dutch and r.random() < .5 else upper), lower


def _filled(pattern, letters, r):
    return "".join(r.choice(letters) if c == "L" else r.choice(DIGITS) if c == "9" else c for c in pattern)


def _any_pattern(r):
    pattern = "".join(r.choice("LL9") for _ in range(r.randint(4, 8)))
    for _ in range(r.randint(0, 2)):
        cut = r.randint(1, len(pattern) - 1)
        pattern = pattern[:cut] + r.choice([" ", "s", "-", " s", "s "]) + pattern[cut:]
    return pattern
