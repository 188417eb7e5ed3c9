"""The little network of this chapter: small filters look everywhere, twice, and ten neurons weigh what they found."""

from app.engine.network import little as build
from app.engine.start import start_weights as start

__all__ = ["build", "start"]
