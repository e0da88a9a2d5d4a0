NAME = "voimaa"
CANARIES = ()


def make(folder):
    pass
