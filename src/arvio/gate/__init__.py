"""The gate: no report goes out that gives a person away, alone or with whatever was published before.

What was published stands in the register, what is about to be in the facts of each run. The auditor
(`arvio.disclosure.auditing`) judges both together.
"""

from arvio.gate.gate import Ruling, foresee, gate_of, rule

__all__ = ["Ruling", "foresee", "gate_of", "rule"]
