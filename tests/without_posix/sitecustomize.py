"""Python loads this at its start where the folder is on PYTHONPATH: modules of arvio meet what Windows has.

What they import of the standard library lacks there what Windows lacks; the libraries go on as this system wants them.
And the disk refuses what Windows refuses to anybody: to move, replace or take away a file that a process of the command
holds open, to open a folder, and names with signs that Windows keeps to itself.
"""

import builtins
import contextlib
import errno
import functools
import importlib
import os
import shutil
import sys
import types
from importlib.machinery import PathFinder
from pathlib import Path

AROUND = os.environ.get("ARVIO_WITHOUT_POSIX", "")
"""The folder whose files are looked after; processes write their numbers beside it."""
MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
LACKING = {
    "os": """chown fchmod fork forkpty geteuid getegid getgid getloadavg getpgid getuid killpg lchown memfd_create
        mkfifo nice pread register_at_fork sched_getaffinity setsid statvfs sysconf uname O_CLOEXEC O_DIRECTORY
        O_NOFOLLOW O_NONBLOCK""",
    "signal": """SIGALRM SIGBUS SIGCHLD SIGHUP SIGKILL SIGQUIT SIGSTOP SIGSYS SIGTRAP SIGUSR1 SIGXCPU SIGXFSZ SIG_BLOCK
        SIG_SETMASK SIG_UNBLOCK alarm pthread_sigmask setitimer""",
    "socket": "AF_UNIX",
    "time": "tzset",
    "multiprocessing.context": "ForkContext ForkProcess ForkServerContext ForkServerProcess",
}
RESERVED = frozenset('<>:"|?*\\')
_import, _open, _kill = builtins.__import__, os.open, os.kill


class Lacking(types.ModuleType):
    """A module as Windows has it: without some names, and with others in their place."""

    def __init__(self, real, lacking, instead):
        super().__init__(real.__name__)
        vars(self).update(_real=real, _lacking=frozenset(lacking), _instead=instead)

    def __getattr__(self, name):
        if name in self._lacking:
            raise AttributeError(f"module {self._real.__name__!r} has no attribute {name!r} on Windows")
        return self._instead[name] if name in self._instead else getattr(self._real, name)

    def __setattr__(self, name, value):
        setattr(self._real, name, value)


def open_file(path, flags, mode=0o777, *, dir_fd=None):
    """os.open, which opens no folder on Windows."""
    if isinstance(path, (str, bytes, os.PathLike)) and os.path.isdir(path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
    return _open(path, flags, mode, dir_fd=dir_fd)


def kill(number, signal_number):
    """os.kill, which takes 0 for Ctrl-C on Windows, to all that have the number for their group."""
    if signal_number == 0:
        raise RuntimeError("os.kill with 0 is Ctrl-C on Windows")
    _kill(number, signal_number)


def start_methods():
    """The ways in which Windows starts processes."""
    return ["spawn"]


def context(method=None):
    """multiprocessing.get_context, which knows no other way there."""
    if method not in (None, "spawn"):
        raise ValueError(f"cannot find context for {method!r}")
    return importlib.import_module("multiprocessing").get_context("spawn")


def track():
    """The tracker of resources, which is started by what only POSIX has."""
    raise ModuleNotFoundError("No module named '_posixsubprocess'")


class Measured:
    """A process of psutil, which tells its greatest memory as on Windows."""

    def __new__(cls, *given):
        process = importlib.import_module("psutil").Process(*given)
        found = process.memory_info
        process.memory_info = lambda: types.SimpleNamespace(rss=found().rss, peak_wset=found().rss)
        return process


def library(name):
    """A library of C, of which Windows has its own."""
    return importlib.import_module("ctypes").CDLL(None if name == "ucrtbase" else name)


KERNEL32 = types.SimpleNamespace(GetUserDefaultUILanguage=lambda: 0x409)

INSTEAD = {
    "ctypes": {"windll": types.SimpleNamespace(kernel32=KERNEL32), "CDLL": library},
    "os": {"open": open_file, "kill": kill, "name": "nt"},
    "sys": {"platform": "win32"},
    "multiprocessing": {"get_all_start_methods": start_methods, "get_context": context},
    "multiprocessing.resource_tracker": {"ensure_running": track},
    "psutil": {"Process": Measured},
}


@functools.cache
def lacking(name):
    """A module as modules of arvio meet it."""
    real = sys.modules[name]
    known = name in LACKING or name in INSTEAD
    return Lacking(real, LACKING.get(name, "").split(), INSTEAD.get(name, {})) if known else real


def import_as_there(name, around=None, local=None, fromlist=(), level=0):
    """What `import` gives to a module of arvio."""
    if not level and name.partition(".")[0] in MODULES:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    found = _import(name, around, local, fromlist, level)
    if level or not isinstance(found, types.ModuleType) or found.__name__.startswith("arvio"):
        return found
    names = {one: f"{found.__name__}.{one}" for one in fromlist or ()}
    within = {one: lacking(path) for one, path in names.items() if path in LACKING or path in INSTEAD}
    return Lacking(found, (), within) if within else lacking(found.__name__)


class ThereFinder(PathFinder):
    """Finds the modules of arvio, which import as on Windows."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname.partition(".")[0] != "arvio":
            return None
        spec = super().find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None and hasattr(spec.loader, "exec_module"):
            spec.loader.exec_module = functools.partial(in_place_of_imports, spec.loader.exec_module)
        return spec


def in_place_of_imports(execute, module):
    """Execute a module whose imports are those of Windows."""
    module.__builtins__ = {**vars(builtins), "__import__": import_as_there}
    execute(module)


def refused(event, arguments):
    """What Python tells before it does something (PEP 578): refused is what Windows would refuse to arvio."""
    if event in ("os.remove", "os.rename", "os.rmdir"):
        places = arguments[:2] if event == "os.rename" else arguments[:1]
        for place in map(_place, places):
            if place and is_held(place) and _asks_arvio():
                raise PermissionError(errno.EACCES, "it is open in a process, which Windows does not allow", place)
    if event in ("open", "os.mkdir", "os.rename"):
        place = _place(arguments[1] if event == "os.rename" else arguments[0])
        if place and RESERVED & set(place.removeprefix(AROUND)):
            raise OSError(errno.EINVAL, "a name that Windows does not allow", place)


def _place(given):
    """The whole path, where it lies in the folder that is looked after; else nothing."""
    if not isinstance(given, (str, bytes, os.PathLike)):
        return ""
    place = os.path.abspath(os.fsdecode(given))
    return place if place.startswith(AROUND + os.sep) else ""


def is_held(place):
    """Whether a process of the command holds a file open, or one below a folder."""
    held = [one for number in os.listdir(f"{AROUND}.processes") for one in _held_by(number)]
    return any(one == place or one.startswith(place + os.sep) for one in held)


def _held_by(number):
    for folder in (f"/proc/{number}/fd", f"/proc/{number}/map_files"):  # nothing is opened, which arvio would note
        with contextlib.suppress(OSError):
            for one in os.listdir(folder):
                with contextlib.suppress(OSError):
                    yield os.readlink(f"{folder}/{one}")


def _asks_arvio():
    """Whether it was a module of arvio that asked for it; libraries take the way of this system."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_globals.get("__name__") in ("pathlib", "shutil", "contextlib", __name__):
        frame = frame.f_back
    return frame is not None and str(frame.f_globals.get("__name__")).startswith("arvio")


if AROUND:
    shutil._use_fd_functions = False  # how POSIX takes folders away, without whole paths
    os.makedirs(f"{AROUND}.processes", exist_ok=True)
    Path(f"{AROUND}.processes", str(os.getpid())).touch()
    sys.meta_path.insert(0, ThereFinder)
    sys.addaudithook(refused)
