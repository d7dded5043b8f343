#!/usr/bin/python3
"""Makes the fallback subset for characters that @fontsource-variable/noto-sans-sc lacks.

Wanted: every character of 通用规范汉字表 (Unihan kTGH, 8,105 characters) and the names and places
below that the bundled font has no glyph for. Source of glyphs: Noto Sans CJK SC (SIL OFL 1.1).

Needs Debian's python3-fonttools, python3-brotli, fonts-noto-cjk, unicode-data. Run from the project's root:
    /usr/bin/python3 build/rare-font.py
Writes renderer/shared/fonts/: rare-{regular,bold}.woff2 (pages), rare-regular.otf (printing's raster), rare.css.
"""
import bz2
import re
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

UNIHAN = Path('/usr/share/unicode/Unihan_OtherMappings.txt.bz2')
SOURCE = Path('/usr/share/fonts/opentype/noto')
BUNDLED = Path('node_modules/@fontsource-variable/noto-sans-sc/files')
OUT = Path('renderer/shared/fonts')
FAMILY = 'Sanwu Rare'
# Characters of names and places outside 通用规范汉字表 that are met in registers: variants that people insist on.
NAMES_AND_PLACES = '䶮㙍𠮷㐂㑇㛃㛹㝵㟃㠓㤘㥄㧐㧟㬎㬚㭎㮾㳇㳚㳠㴔㵐㺃㻬㽏䃅䃎䅟䌹䎃䓖䓛䓫䓬䗖䗪䗴䘵䜣䝙䠶䢺䢼䣘䥽䲠𡎚𠅤𠙶𡐓𡒊𤧛𤩽𦒍𨭎𩽾𩾌𬀩𬇙𬊤𬍛𬜬𬣙𬤊'


def wanted() -> set[int]:
    text = bz2.decompress(UNIHAN.read_bytes()).decode()
    found = {int(match, 16) for match in re.findall(r'^U\+([0-9A-F]+)\tkTGH\t', text, re.M)}
    return found | {ord(character) for character in NAMES_AND_PLACES}


def bundled() -> set[int]:
    have: set[int] = set()
    for file in BUNDLED.glob('*.woff2'):
        have.update(TTFont(file, lazy=True).getBestCmap())
    return have


def subset(file: str, characters: set[int], name: str, flavors: list[str | None]) -> set[int]:
    for flavor in flavors:
        collection = TTCollection(str(SOURCE / file))
        font = next(f for f in collection.fonts if f['name'].getDebugName(1).startswith('Noto Sans CJK SC'))
        have = characters & set(font.getBestCmap())
        options = Options(layout_features=[], hinting=False, desubroutinize=False, notdef_outline=True)
        options.flavor = flavor
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=have)
        subsetter.subset(font)
        for record in font['name'].names:
            if record.nameID in (1, 16):
                record.string = FAMILY
            elif record.nameID == 6:
                record.string = FAMILY.replace(' ', '')
            elif record.nameID in (3, 4):
                record.string = f'{FAMILY} {name}'
        font.flavor = flavor
        # A fixed date keeps the output the same for the same input.
        font['head'].created = font['head'].modified = 3_600_000_000
        font.recalcTimestamp = False
        font.save(OUT / f'rare-{name}.{flavor or "otf"}')
    return have


def ranges(points: set[int]) -> str:
    parts: list[list[int]] = []
    for point in sorted(points):
        if parts and parts[-1][1] == point - 1:
            parts[-1][1] = point
        else:
            parts.append([point, point])
    return ', '.join(f'U+{a:x}' if a == b else f'U+{a:x}-{b:x}' for a, b in parts)


def main() -> None:
    missing = wanted() - bundled()
    have = subset('NotoSansCJK-Regular.ttc', missing, 'regular', ['woff2', None])
    subset('NotoSansCJK-Bold.ttc', missing, 'bold', ['woff2'])
    faces = ''.join(
        f"""@font-face {{
  font-family: "{FAMILY}";
  font-weight: {weight};
  font-display: swap;
  src: url("./rare-{name}.woff2") format("woff2");
  unicode-range: {ranges(have)};
}}
"""
        for name, weight in (('regular', '100 549'), ('bold', '550 900'))
    )
    (OUT / 'rare.css').write_text('/* Written by build/rare-font.py. */\n' + faces)
    print(f'{len(have)} characters; no glyph for {"".join(map(chr, sorted(missing - have))) or "none"}')


main()
