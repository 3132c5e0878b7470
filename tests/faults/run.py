#!/usr/bin/env python3
"""Disturbs the builder at its system calls: kill -9, failing calls, short writes.

    run.py --writer SITE_WRITER [--step N] [--modes kill,e28,...] [--range K-K] [--dir DIR] [--jobs N] [--cc gcc]

A site of about 100 pages goes from version A to version B; at the K-th system call of that build (counted over all threads) something happens.
After it the live site must be exactly A or exactly B, exit 0 must mean B, a build that failed must say why, and the next build must succeed and
leave nothing behind. The same for the first build, where the old site is no site. --step 1 takes every K; the default keeps it under a minute.
First the harness proves itself: on a writer that writes in place (--bad) it has to find mixed sites, else it fails.
"""
import argparse, collections, hashlib, itertools, os, pathlib, shutil, subprocess, sys, tempfile, threading, time

HERE = pathlib.Path(__file__).resolve().parent
MODES = {"kill": "SIGKILL", "e28": "ENOSPC", "e5": "EIO", "e24": "EMFILE", "e30": "EROFS", "e122": "EDQUOT", "e12": "ENOMEM", "e4": "EINTR", "short": "short write"}


def tree(folder):
    """Path -> SHA-256 of every file; None: no site. A link inside counts as what it is: wrong."""
    if not os.path.lexists(folder):
        return None
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            found[os.path.relpath(path, folder)] = "link" if os.path.islink(path) else hashlib.sha256(open(path, "rb").read()).hexdigest()
    return found


class Bench:
    """One site, in a folder of its own; `old` is what stands before the disturbed build of `new`."""

    def __init__(self, options, home, scenario, wanted):
        self.options, self.scenario, self.wanted = options, scenario, wanted
        self.home = pathlib.Path(home)
        self.out = self.home / "site" / "public"
        self.bad = ["--bad"] if scenario == "bad" else []
        self.new = "A" if scenario == "first" else "B"
        self.faults = []
        self.seen = collections.Counter()

    def write(self, version, wrapped=()):
        return subprocess.run([*wrapped, self.options.writer, str(self.out), version, *self.bad], capture_output=True, text=True, timeout=30)

    def reset(self):
        if self.scenario != "change":
            shutil.rmtree(self.home, ignore_errors=True)
            self.home.mkdir(parents=True)
        if self.scenario != "first":
            done = self.write("A")
            if done.returncode != 0 or tree(self.out) != self.wanted["A"]:
                self.faults.append(f"a plain build of A: exit {done.returncode}: {done.stderr.strip()}")

    def count(self):
        """System calls of an undisturbed build."""
        self.reset()
        return int(self.write(self.new, [self.options.killat, "1000000000", "kill"]).stderr.split("total=")[1])

    def point(self, k, mode):
        """False: past the end."""
        self.reset()
        done = self.write(self.new, [self.options.killat, str(k), mode])
        if done.returncode == 100:
            return False
        where = f"{self.scenario} {mode} {done.stderr.splitlines()[0] if done.stderr else k}"
        live = tree(self.out)
        old = None if self.scenario == "first" else self.wanted["A"]
        state = "old" if live == old else "new" if live == self.wanted[self.new] else "mixed"
        self.seen[state] += 1
        if state == "mixed":
            self.faults.append(f"{where}: neither the old nor the new site")
        if mode != "kill":
            if done.returncode == 0 and state != "new":
                self.faults.append(f"{where}: exit 0, but the site is {state}")
            if done.returncode == 3 and len(done.stderr.splitlines()) < 2 and mode not in ("e12",):
                self.faults.append(f"{where}: failed without a word")
        if self.scenario != "bad":
            self.recover(where)
        return True

    def recover(self, where):
        again = self.write(self.new)
        if again.returncode != 0 or tree(self.out) != self.wanted[self.new]:
            self.faults.append(f"{where}: the next build: exit {again.returncode}: {again.stderr.strip()}")
        left = [name for name in os.listdir(self.home / "site" / ".public.gongshi") if not (name in ("lock", "slot-a") or name.endswith((".manifest", ".basis")))]
        if left:
            self.faults.append(f"{where}: left behind: {left}")


def campaign(options, scenario, modes, step, wanted):
    """All points of a scenario, from several threads with a site each."""
    homes = [os.path.join(options.dir, f"{scenario}-{j}") for j in range(options.jobs)]
    benches = [Bench(options, home, scenario, wanted) for home in homes]
    for bench in benches:
        shutil.rmtree(bench.home, ignore_errors=True)
        bench.home.mkdir(parents=True)
    total = benches[0].count()
    # a few more than counted: threads wait more or less often; each mode begins elsewhere, so that steps do not hide the same calls
    begin, end = (int(k) for k in options.range.split("-")) if options.range else (1, total + 20)
    points = iter([(k, mode) for shift, mode in enumerate(modes) for k in range(begin + shift % step, end + 1, step)])
    lock, fired = threading.Lock(), collections.Counter()

    def work(bench):
        while True:
            with lock:
                k, mode = next(points, (0, ""))
            if not mode:
                return
            try:
                if bench.point(k, mode):
                    with lock:
                        fired[mode] += 1
            except Exception as failure:  # a hang, too
                bench.faults.append(f"{scenario} {mode} k={k}: {failure!r}")
                subprocess.run(["rm", "-rf", str(bench.home)])
                bench.home.mkdir(parents=True)

    crew = [threading.Thread(target=work, args=(bench,)) for bench in benches]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    faults = list(itertools.chain.from_iterable(bench.faults for bench in benches))
    seen = sum((bench.seen for bench in benches), collections.Counter())
    print(f"{scenario}: {total} calls a build, {sum(fired.values())} points ({', '.join(f'{MODES[m]} {fired[m]}' for m in modes)}): "
          f"old {seen['old']}, new {seen['new']}, mixed {seen['mixed']}, faults {len(faults)}", flush=True)
    if scenario != "bad":
        print("".join(f"  {fault}\n" for fault in faults[:40]), end="", flush=True)
    return faults, seen


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writer", required=True, help="the built site_writer")
    parser.add_argument("--step", type=int, default=12, help="every N-th call; 1: all (default 12)")
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--range", help="only calls K-K")
    parser.add_argument("--dir", help="where sites are written (default: memory, where there is /dev/shm)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--cc", default=os.environ.get("CC", "cc"))
    options = parser.parse_args()
    options.writer = os.path.abspath(options.writer)
    began = time.time()
    with tempfile.TemporaryDirectory(prefix="gongshi-faults-", dir=options.dir or ("/dev/shm" if os.access("/dev/shm", os.W_OK) else None)) as options.dir:
        options.killat = os.path.join(options.dir, "killat")
        subprocess.run([options.cc, "-O2", "-Wall", "-o", options.killat, str(HERE / "killat.c")], check=True)
        wanted = {}
        for version in "AB":
            text = subprocess.run([options.writer, "--list", version], check=True, capture_output=True, text=True).stdout
            wanted[version] = dict(line.split(" ") for line in text.splitlines())
        narrowed, options.range = options.range, None
        _, seen = campaign(options, "bad", ["kill", "e28"], max(options.step, 12), wanted)
        options.range = narrowed
        if seen["mixed"] == 0:
            print("the harness is blind: it finds nothing wrong with a writer in place")
            return 1
        faults = []
        for scenario in ("change", "first"):
            faults += campaign(options, scenario, options.modes.split(","), options.step, wanted)[0]
    print(f"{len(faults)} faults, {time.time() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
