"""Importers: each module reads one format of exercises and gives drafts; all of them are written the same way."""

from training.tasks.importing.draft import Draft, Skipped, TestFiles
from training.tasks.importing.writing import Imported, write_drafts, written_beside

__all__ = ["Draft", "Imported", "Skipped", "TestFiles", "write_drafts", "written_beside"]
