"""Write the course as files, for any static host. What is there already and right is left alone."""

import logging
import os
import sys
from pathlib import Path

FILMS = "films beside those that pages name: usual (none), small (of scenes that have few; the default), all, or some scenes', WORD,WORD"

def arguments(parser):
    parser.add_argument("place", metavar="DIR", nargs="?", help="a new or empty folder, or one that was exported to before")
    parser.add_argument("--films", default="small", metavar="WHICH", help=FILMS)
    parser.add_argument("--scene", metavar="WORD", help="not the course but this scene alone, into one file that needs no network")
    parser.add_argument("--single-file", metavar="FILE.html", help="where to write that scene")
    parser.add_argument("--dask", metavar="ADDRESS", help="bake films on the workers of this Dask scheduler, as tcp://host:8786")


def run(chosen):
    from app.server.process import ONE_THREAD
    os.environ.update(ONE_THREAD)  # before numpy is imported: films have the bits that the server's have
    from app.export.bake import Elsewhere
    from app.export.site import Unanswered

    logging.basicConfig(format="%(levelname)s: %(message)s")
    if bool(chosen.scene) != bool(chosen.single_file) or bool(chosen.scene) == bool(chosen.place):
        sys.exit("downhill export: expected DIR, or --scene WORD --single-file FILE.html")
    try:
        alone(chosen) if chosen.scene else whole(chosen)
    except OSError as trouble:
        where = trouble.filename or chosen.place or chosen.single_file
        sys.exit(f"downhill export: {f'{trouble.strerror}: {where}' if trouble.strerror else trouble}")
    except (LookupError, Elsewhere, Unanswered, ImportError) as trouble:
        sys.exit(f"downhill export: {trouble}")


def whole(chosen):
    from app.export.site import export

    folder = export(chosen.place, chosen.films, chosen.dask)
    size = sum(file["size"] for file in folder.files.values())
    print(f"{len(folder.files)} files, {size / 1e6:.1f} MB, in {chosen.place}")


def alone(chosen):
    from app.export.file import write
    from app.export.single import single

    data = single(chosen.scene).encode()
    write(Path(chosen.single_file), data)
    print(f"{len(data) / 1e3:.0f} kB in {chosen.single_file}")
