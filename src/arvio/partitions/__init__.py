"""Files that several organisations share, divided once by organisation, so that each reads its own rows only.

The parts lie below data/.cache/.shared, which git ignores and only its owner may read, since they hold cells as they
were found. What is here is light: it knows where a part lies and what its contents are by digest; how a file is divided
is in arvio.sources.partitioning, which runs in a process of its own.
"""

from arvio.partitions.finding import current, divided, own_part, part_digest
from arvio.partitions.partition import Part, Partition, Sharing, part_name

__all__ = ["Part", "Partition", "Sharing", "current", "divided", "own_part", "part_digest", "part_name"]
