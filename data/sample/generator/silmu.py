NAME = "silmu"
CANARIES = ()


def make(folder):
    pass
