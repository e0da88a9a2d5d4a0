NAME = "harjula"
CANARIES = ()


def make(folder):
    pass
