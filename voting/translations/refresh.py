"""Refreshing the catalogues: python -m voting.translations.refresh

Messages are written in the code in Chinese; each folder beside this file holds a language they are translated into.
The command reads the messages out of voting/, templates/ and static/src/, as babel.cfg says, merges them into every
catalogue, drops those no longer used, compiles what is translated, and names what is still to be translated. Nothing is
guessed: a message whose Chinese changed is to be translated anew. Run it in the repository, and commit .po and .mo; the
build of the pages (static/catalogue.mjs) reads the .po.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
FOLDERS = ("templates", "voting", "static/src")
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "_l": None, "word": None}
WIDTH = 110  # characters of a line of a catalogue


def catalogues() -> list[Path]:
    """The catalogues that the repository holds, one for each language but Chinese."""
    return sorted(HERE.glob("*/LC_MESSAGES/messages.po"))


def extracted() -> Catalog:
    """Every message marked in the code and the templates, with the files it stands in; raises on a broken template."""
    with (REPOSITORY / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]  # babel leaves it untyped
    found = Catalog()
    for folder in FOLDERS:
        for name, _line, message, _comments, context in extract_from_dir(
            REPOSITORY / folder, methods, options, KEYWORDS
        ):
            place = f"{folder}/{Path(name).as_posix()}"
            found.add(message, locations=[(place, 0)], context=context)
    return found


def read(path: Path) -> Catalog:
    """The catalogue of a .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def merged(catalogue: Catalog, found: Catalog) -> Catalog:
    """The catalogue with exactly the messages found, keeping their translations and the header's dates."""
    created = catalogue.creation_date
    catalogue.update(found, no_fuzzy_matching=True)
    catalogue.creation_date = created
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """The .mo file of a catalogue; what is not translated is left out of it, and so read in Chinese."""
    binary = BytesIO()
    write_mo(binary, catalogue)
    return binary.getvalue()


def untranslated(catalogue: Catalog) -> list[Message]:
    """The messages that have no translation, not all its plural forms, or one marked fuzzy."""
    return [one for one in catalogue if one.id and (one.fuzzy or not _is_whole(one))]


def _is_whole(message: Message) -> bool:
    forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return all(forms)


def refresh(path: Path, found: Catalog) -> list[Message]:
    """Bring a .po file and the .mo beside it up to date; what is left to translate."""
    catalogue = merged(read(path), found)
    with path.open("wb") as file:
        write_po(file, catalogue, width=WIDTH, ignore_obsolete=True, include_lineno=False)
    path.with_suffix(".mo").write_bytes(compiled(catalogue))
    return untranslated(catalogue)


def main() -> int:
    """Refresh every catalogue and say what is left; 1 if anything is."""
    found, left = extracted(), 0
    for path in catalogues():
        missing = refresh(path, found)
        left += len(missing)
        print(f"{path.relative_to(REPOSITORY)}: {len(found)} messages, {len(missing)} to translate")
        for one in missing:
            print(f"  {one.locations[0][0]}: {one.id if isinstance(one.id, str) else one.id[0]}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
