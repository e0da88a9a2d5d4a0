"""What Windows lacks is asked of by no module when it is imported: tried here, with all of that hidden.

It is no run on Windows: it finds what would end every command at once there, and nothing that fails only when it is
called.
"""

import subprocess
import sys

import pytest

IMPORTS = """
import importlib, os, pkgutil, signal, sys
import arvio

MODULES = "fcntl grp posix pty pwd resource syslog termios tty".split()
OF_OS = '''chown fchmod fork forkpty geteuid getegid getgid getloadavg getpgid getuid killpg lchown memfd_create mkfifo
    nice pread register_at_fork sched_getaffinity setsid statvfs sysconf uname O_DIRECTORY O_NOFOLLOW
    O_NONBLOCK'''.split()
OF_SIGNAL = '''SIGALRM SIGCHLD SIGHUP SIGKILL SIGQUIT SIGSTOP SIGUSR1 SIGXCPU SIGXFSZ alarm pthread_sigmask
    setitimer'''.split()

names = [one.name for one in pkgutil.walk_packages(arvio.__path__, "arvio.") if not one.name.endswith("__main__")]
names = names[:1] if PLANTED else names
for name in names:  # the libraries, which take the way of this system
    importlib.import_module(name)
for name in [one for one in sys.modules if one.partition(".")[0] == "arvio"]:
    del sys.modules[name]
sys.modules.update(dict.fromkeys(MODULES))
for module, lacking in ((os, OF_OS), (signal, OF_SIGNAL)):
    for name in lacking:
        vars(module).pop(name, None)
sys.platform = "win32"
if PLANTED:
    exec(PLANTED)
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def imported(planted: str = "") -> subprocess.CompletedProcess:
    """What came of importing each module where what Windows lacks is hidden, after something of our own."""
    program = f"PLANTED = {planted!r}\n{IMPORTS}"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


def test_every_module_is_imported_where_what_windows_lacks_is_hidden():
    ended = imported()
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 500


@pytest.mark.parametrize("planted", ["import fcntl", "from signal import SIGKILL", "os.geteuid()"])
def test_a_module_that_asks_for_it_would_be_found(planted):
    ended = imported(planted)
    assert ended.returncode == 1
    assert "Error" in ended.stderr
