"""What an operator may set, by environment variables that begin with DOWNHILL_."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, AliasChoices, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"https?://[\w.-]+(:\d{1,5})?(/[\w.~-]+)*/?", re.ASCII)


def whole(address):
    """An address that paths can be put behind, with a slash at its end. ValueError unless it is one that everybody writes alike."""
    if address and not ADDRESS.fullmatch(address):
        raise ValueError(f"expected https://host/path/, got {address!r}")
    return f"{address.rstrip('/')}/" if address else ""


def folder(path):
    """A folder that is there. ValueError for anything else."""
    if not path.is_dir():
        raise ValueError(f"expected a folder, got {str(path)!r}")
    return path


class Settings(BaseSettings):
    """Where to listen, what to serve and how much of the machine to use. HOST and PORT are understood too."""

    model_config = SettingsConfigDict(env_prefix="DOWNHILL_", populate_by_name=True)

    host: str = Field("127.0.0.1", validation_alias=AliasChoices("DOWNHILL_HOST", "HOST"), description="where to listen")
    port: int = Field(8000, ge=0, le=65535, validation_alias=AliasChoices("DOWNHILL_PORT", "PORT"), description="0 takes a free one")
    address: Annotated[str, AfterValidator(whole)] = Field("", description="where the world finds this site: https://course.example/ch12/")
    chapters: Annotated[Path, AfterValidator(folder)] = Field(ROOT / "chapters", description="the text")
    templates: Annotated[Path, AfterValidator(folder)] = Field(ROOT / "templates", description="the page")
    static: Annotated[Path, AfterValidator(folder)] = Field(ROOT / "static", description="the canvas")
    films: Path = Field(ROOT / ".films", description="films made beforehand by python -m app.server.pantry")
    cache_bytes: int = Field(8_000_000, ge=0, description="finished frames kept in memory, all encodings together")
    waiting_runs: int = Field(16, ge=1, description="runs that may wait for the worker; beyond it 503")
    run_seconds: float = Field(60, gt=0, description="longest run; then its worker is replaced")
    readers: int = Field(1024, ge=1, description="frames sent at the same time; beyond it 503, while pages are still served")
    connections: int = Field(8192, ge=1, description="open connections; beyond it 503")
    head_bytes: int = Field(32 * 1024, ge=1024, description="longest head of a request; beyond it 431")
    request_seconds: float = Field(20, gt=0, description="time for the head of a request; then 408")
    stall_seconds: float = Field(30, gt=0, description="time for a reader to take what is sent; then the connection is cut")
    patience: float = Field(20, gt=0, description="seconds that a page waits for the press; then 503")
    insist_on_https: int = Field(0, ge=0, description="seconds of Strict-Transport-Security; only behind a proxy that speaks HTTPS")
    access_log: bool = Field(False, description="a line per request, without addresses of people, their programs or their queries")
    log: Literal["text", "json"] = Field("text", description="the form of log lines")
    metrics: bool = Field(False, description="whether /metrics tells Prometheus how the server is")


def told(invalid: ValidationError):
    """What is wrong with the environment, in one line."""
    return "; ".join(f"{name_of(error['loc'])}={str(error['input'])[:40]!r}: {error['msg']}" for error in invalid.errors())


def name_of(location):
    name = str(location[0]).upper()
    return name if name.startswith("DOWNHILL_") or name in ("HOST", "PORT") else f"DOWNHILL_{name}"
