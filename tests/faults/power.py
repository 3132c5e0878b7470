#!/usr/bin/env python3
"""Cuts the power: copies the disk at a moment of a build, and looks at what a machine would find after it.  Needs root and a loop device.

    power.py --writer SITE_WRITER [--images N] [--dir DIR]

An ext4 in a file holds version A. A build of B is killed at a system call, or has just ended, and the file is copied at once: what only the page
cache of that ext4 knew is not in the copy. Mounted again (the journal is replayed), the site must be exactly A or exactly B, B after exit 0, and the
next build must succeed. First the harness proves itself: the writer in place, which syncs nothing, has to lose something.
"""
import argparse, collections, os, pathlib, shutil, subprocess, sys, tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from run import HERE, tree


def sh(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True)


class Disk:
    """A copy of an image, mounted as long as the block lasts."""

    def __init__(self, home, image, name):
        self.image, self.place = os.path.join(home, name + ".img"), os.path.join(home, name)
        if image:
            sh("cp", "--sparse=always", image, self.image)
        os.makedirs(self.place, exist_ok=True)

    def __enter__(self):
        sh("mount", "-o", "loop,commit=300", self.image, self.place)
        return os.path.join(self.place, "site", "public")

    def __exit__(self, *_):
        sh("umount", self.place)


def campaign(options, home, bad, images, wanted):
    """How many images were old, new or mixed; and what was wrong."""
    run = lambda out, version, *wrapped: subprocess.run([*wrapped, options.writer, out, version, *bad], capture_output=True, text=True)
    base = Disk(home, None, "base")
    sh("truncate", "-s", "48M", base.image)
    sh("mkfs.ext4", "-q", "-F", base.image)
    with base as out:
        run(out, "A")
    killat = os.path.join(home, "killat")
    with Disk(home, base.image, "work") as out:
        total = int(run(out, "B", killat, "1000000000", "kill").stderr.split("total=")[1])
    seen, faults = collections.Counter(), []
    for n in range(images):
        k = 1 + n * (total + total // 10) // images  # a tenth of them after the end
        work = Disk(home, base.image, "work")
        with work as out:
            done = run(out, "B", killat, str(k), "kill")
            ended = done.returncode == 100
            cut = Disk(home, work.image, "cut")
        with cut as out:
            live = tree(out)
            state = "old" if live == wanted["A"] else "new" if live == wanted["B"] else "mixed"
            seen[state] += 1
            if state == "mixed" or (ended and state != "new"):
                faults.append(f"k={k}{' (ended)' if ended else ''}: {state}")
            if not bad and (run(out, "B").returncode != 0 or tree(out) != wanted["B"]):
                faults.append(f"k={k}: the next build does not recover")
    print(f"{'in place' if bad else 'builder'}: {total} calls, {images} images: {dict(seen)}, faults {len(faults)}", flush=True)
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writer", required=True)
    parser.add_argument("--images", type=int, default=200)
    parser.add_argument("--dir", default="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    parser.add_argument("--cc", default=os.environ.get("CC", "cc"))
    options = parser.parse_args()
    options.writer = os.path.abspath(options.writer)
    if os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        print("needs root and mkfs.ext4")
        return 77
    with tempfile.TemporaryDirectory(prefix="gongshi-power-", dir=options.dir) as home:
        subprocess.run([options.cc, "-O2", "-Wall", "-o", os.path.join(home, "killat"), str(HERE / "killat.c")], check=True)
        wanted = {v: dict(line.split(" ") for line in sh(options.writer, "--list", v).stdout.splitlines()) for v in "AB"}
        if not campaign(options, home, ["--bad"], max(20, options.images // 10), wanted):
            print("the harness is blind: nothing was lost by a writer that syncs nothing")
            return 1
        faults = campaign(options, home, [], options.images, wanted)
    print("\n".join(faults[:40]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
