"""Check the chapters: links, numbers, headings, scenes, translations; everything that is wrong, with file and line."""

import sys
from pathlib import Path


def arguments(parser):
    parser.add_argument("folder", nargs="?", type=Path, help="the chapters (else DOWNHILL_CHAPTERS, else those of this house)")


def run(chosen):
    from app.proof.films import Films
    from app.proof.findings import findings, of_course
    from app.proof.reader import pages
    from app.server.settings import Settings

    settings = Settings()
    folder = chosen.folder or settings.chapters
    if not (folder / "course.yml").is_file():
        sys.exit(f"downhill check: no course.yml in {folder}, expected a folder of chapters")
    listed = of_course(folder)
    found, counts = findings(pages(folder, Films(settings.films)) if not listed else [])
    for mistake in [*listed, *found]:
        print(mistake, file=sys.stderr)
    if listed or found:
        sys.exit(f"downhill check: {len(listed) + len(found)} findings")
    print("all is well: " + ", ".join(f"{count:,} {name}" for name, count in counts.items()))
