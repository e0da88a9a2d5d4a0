"""Letting data of persons go: those who withdrew their consent, and all that was kept when it is needed no longer."""

from arvio.retention.forgetting import Forgotten, Lying, forget
from arvio.retention.purging import Purged, purge, would_purge

__all__ = ["Forgotten", "Lying", "Purged", "forget", "purge", "would_purge"]
