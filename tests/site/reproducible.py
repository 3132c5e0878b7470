#!/usr/bin/env python3
"""Nothing but the content and the as-of date changes a byte of the site.

    reproducible.py --program GONGSHI

Time zone, locale, umask, order of the files in a folder, --jobs, the path of the root, the user, SOURCE_DATE_EPOCH, the times of the
sources: each is varied, for the preview and for the public site with the same ledger and salts. Workbooks count like every file.
"""
import calendar
import os
import pathlib
import random
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from sites import *

AS_OF = "2024-12-31"
NOON = str(calendar.timegm((2024, 12, 31, 4, 0, 0)))  # 12:00 in UTC+8
LATE = str(calendar.timegm((2024, 12, 30, 16, 0, 0)))  # 0:00 of the 31st in UTC+8, still the 30th in UTC


def shuffled(source, target, seed):
    """A copy whose files were made in another order, with other times."""
    rng = random.Random(seed)
    paths = files_of(source)
    rng.shuffle(paths)
    for path in paths:
        write(target / path, read(source / path))
        os.utime(target / path, (rng.randint(10**8, 10**9), rng.randint(10**8, 10**9)))
    return target


def main():
    options = arguments(__doc__).parse_args()
    program, verdict = Program(options.program), Verdict("reproducible")
    with workplace(options, "reproducible") as home:
        os.chmod(home, 0o755)
        plain = copy_root(REPOSITORY, home / "plain")
        shutil.rmtree(plain / "site/static", ignore_errors=True)
        shutil.copytree(REPOSITORY / "site/static", plain / "site/static")
        write(plain / "site/static/附件/大.bin", b"x" * 1_300_000)
        # two publications lie behind it, so that the public site has old, corrected and pending records
        program.good("publish", "--root", plain, "--as-of", "2024-06-30")
        program.good("publish", "--root", plain, "--as-of", AS_OF)
        shutil.rmtree(plain / "site/public")
        shutil.rmtree(plain / "site/.public.gongshi")
        source = copy_root(plain, home / "source", published=True)
        ledger = read(source / "content/ledger.ndjson")
        wanted = {}

        def compare(what, root, preview=True, public=True, user=(), **how):
            words = ["--root", root]
            as_of = () if how.pop("clock", None) else ("--as-of", AS_OF)
            jobs = how.pop("jobs", ())
            for command, part, asked in (("build", "preview", preview), ("publish", "public", public)):
                if not asked:
                    continue
                done = program(command, *words, *as_of, *(jobs if command == "build" else ()), wrapped=user, **how)
                if not verdict.expect(done.returncode == 0, f"{what}: {command}: exit {done.returncode}", done.stderr[-500:]):
                    continue
                found = tree(root / "site" / part)
                if part not in wanted:
                    wanted[part] = found
                elif differences(found, wanted[part]):
                    path = differences(found, wanted[part])[0].split(": ", 1)[1]
                    verdict.expect(False, f"{what}: {part}", f"{differences(found, wanted[part])[:5]} " + (
                        first_difference(root / "site" / part / path, plain / "site" / part / path) if path in found and path in wanted[part] else ""))
                else:
                    verdict.checks += 1
                if part == "public":
                    verdict.expect(read(root / "content/ledger.ndjson") == ledger, f"{what}: a publish with nothing new wrote to the ledger")

        def copy(name):
            return shuffled(source, home / name, name)

        compare("plain", plain)
        verdict.equal(json.loads(ledger.splitlines()[-1])["digest"], tree_digest(plain / "site/public"), "the last release's digest is that of the site")
        # the harness must see a difference of one byte
        broken = dict(wanted["preview"])
        broken["index.html"] = "0" * 64
        verdict.expect(differences(broken, wanted["preview"]) == ["differs: index.html"], "a flipped byte is seen")
        verdict.expect(any(p.endswith(".xlsx") for p in wanted["preview"]) and any(p.endswith(".xlsx") for p in wanted["public"]), "workbooks are among the files")

        for zone in ("UTC", "Asia/Shanghai", "Pacific/Apia", "America/St_Johns", "Pacific/Kiritimati"):
            compare(f"TZ={zone}", copy("tz-" + zone.replace("/", "-")), public=zone != "UTC", env={"TZ": zone})
        for locale in ("C.UTF-8", "zh_CN.UTF-8", "zh_TW.Big5", "tr_TR.UTF-8", "POSIX"):
            compare(f"LC_ALL={locale}", copy("lc-" + locale), public=locale.startswith("zh_CN"), env={"LC_ALL": locale, "LANG": locale, "LANGUAGE": locale[:2]})
        for mask in (0o000, 0o077, 0o027):
            compare(f"umask {mask:03o}", copy(f"umask-{mask:o}"), public=mask == 0o077, umask=mask)
        for jobs in (1, 2, 7):
            compare(f"--jobs {jobs}", copy(f"jobs-{jobs}"), public=False, jobs=("--jobs", jobs))
        compare("a long path with blanks and Chinese", copy("a b/" + "很长的路径" * 6 + "/根 (1)"))
        compare("SOURCE_DATE_EPOCH", copy("epoch"), clock=True, env={"SOURCE_DATE_EPOCH": NOON})
        compare("SOURCE_DATE_EPOCH at midnight in UTC+8", copy("epoch-late"), public=False, clock=True, env={"SOURCE_DATE_EPOCH": LATE, "TZ": "America/St_Johns"})
        compare("as_of of site.json", copy("as-of"), public=False, clock=True)
        compare("SOURCE_DATE_EPOCH beside --as-of", copy("epoch-2"), public=False, env={"SOURCE_DATE_EPOCH": "86400"})
        relative = copy("relative")
        done = program("build", "--as-of", AS_OF, cwd=relative)
        verdict.expect(done.returncode == 0, "a build in the folder itself", done.stderr)
        verdict.same(tree(relative / "site/preview"), wanted["preview"], "a build in the folder itself")
        if os.geteuid() == 0 and shutil.which("setpriv"):
            other = copy("user")
            subprocess.run(["chown", "-R", "65534:65534", str(other)], check=True)
            compare("user 65534", other, user=("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"))
        else:
            print("  not root: another user was not tried")
    return verdict.end(more=f", {program.runs} runs, {program.seconds:.0f} s in the program")


if __name__ == "__main__":
    sys.exit(main())
