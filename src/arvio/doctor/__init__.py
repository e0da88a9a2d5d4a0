"""Whether this machine and this project have what reports need: `arvio doctor`. It looks and mends nothing."""

from arvio.doctor.diagnosis import LOOK, OK, WRONG, Diagnosis
from arvio.doctor.doctor import diagnoses

__all__ = ["LOOK", "OK", "WRONG", "Diagnosis", "diagnoses"]
