"""What an operator may set, by environment variables that begin with DOWNHILL_."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"https?://[\w.-]+(:\d{1,5})?(/[\w.~-]+)*/?", re.ASCII)


def whole(address):
    """An address that paths can be put behind, with a slash at its end. ValueError unless it is one that everybody writes alike."""
    if address and not ADDRESS.fullmatch(address):
        raise ValueError(f"expected https://host/path/, got {address!r}")
    return f"{address.rstrip('/')}/" if address else ""


class Settings(BaseSettings):
    """Where to listen, what to serve and how much of the machine to use. HOST and PORT are understood too."""

    model_config = SettingsConfigDict(env_prefix="DOWNHILL_", populate_by_name=True)

    host: str = Field("127.0.0.1", validation_alias=AliasChoices("DOWNHILL_HOST", "HOST"))
    port: int = Field(8000, ge=0, le=65535, validation_alias=AliasChoices("DOWNHILL_PORT", "PORT"))
    access_log: bool = False
    address: Annotated[str, AfterValidator(whole)] = Field("", description="where the world finds this site: https://course.example/ch12/")
    chapters: Path = ROOT / "chapters"
    templates: Path = ROOT / "templates"
    static: Path = ROOT / "static"
    films: Path = Field(ROOT / ".films", description="films made beforehand by python -m app.server.pantry")
    cache_bytes: int = Field(16_000_000, ge=0, description="finished frames kept in memory, all encodings together")
    waiting_runs: int = Field(16, ge=1, description="runs that may wait for the worker; beyond it 503")
    readers: int = Field(512, ge=1, description="frames sent at the same time; beyond it 503")
    patience: float = Field(20, gt=0, description="seconds that a page waits for the press")
