"""Words that stand for one text of one record, and the days on which the public may read them."""
import dataclasses
import itertools
import re

# Canaries, and a number and a date that only secret fields hold; as `opened.folded` has them.
PATTERN = r"zq\d{4}k|(?<![0-9a-f])7340127(?![0-9a-f])|2019-03-07"
# Words of closed vocabularies, numbers and dates of secret fields, and what another root has instead.
FIGURES = {"7340127": "7340128", "2019-03-07": "2019-03-08", '"trade_secret"': '"privacy"'}
ALWAYS = 99


@dataclasses.dataclass
class Canary:
    """Of the field `path` of the record `who` of a type. `since` ≤ phase < `until`: the phases in which it is public. `must`: it has to be
    found then, or the test would see nothing."""
    word: str
    type: str
    who: str
    path: str
    since: int
    until: int
    must: bool

    @property
    def place(self):
        return f"{self.type} ({self.who}) {self.path}"

    def public(self, phase):
        return self.since <= phase < self.until

    def lawful(self, phase, place):
        """Whether the public may read it there. After its time: addresses stay, and the ledger says for good which department published."""
        if self.public(phase) or phase < self.until or self.type != "result":
            return self.public(phase)
        page = f"objects/{self.word}.html"
        return place in {"object_code": [page, f"the name {page}"], "department": ["data/ledger.ndjson"]}.get(self.path, [])


class Canaries:
    def __init__(self):
        self.by_word, self.numbers = {}, itertools.count(1000)

    def new(self, kind, who, path, since=0, until=ALWAYS, must=True):
        word = f"ZQ{next(self.numbers)}K"
        self.by_word[word.lower()] = Canary(word, kind, who, path, since, until, must)
        return word

    def never(self, kind, who, path):
        return self.new(kind, who, path, ALWAYS, ALWAYS)

    def figure(self, word, kind, who, path):
        """A number or a date that is never public."""
        self.by_word[word] = Canary(word, kind, who, path, ALWAYS, ALWAYS, False)
        return word

    def of(self, word):
        return self.by_word[word.lower()]

    def told(self, verdict, found, lawful, what):
        """`found`: word → places. Each must be lawful there."""
        wrong = [f"{word} {self.by_word[word].place if word in self.by_word else '?'} in {place}" for word, places in sorted(found.items()) for place in places
                 if word not in self.by_word or not lawful(self.by_word[word], place)]
        verdict.expect(not wrong, f"{what}: what must stay secret is told", str(wrong[:8]))

    def look(self, verdict, found, phase, what):
        """A site: no word that may not be read yet, or any more; and all that are to be read."""
        self.told(verdict, found, lambda canary, place: canary.lawful(phase, place), what)
        missed = [c.place for w, c in self.by_word.items() if c.must and c.public(phase) and w not in found]
        verdict.expect(not missed, f"{what}: what is public is not found", str(missed[:8]))


def other_words(text, canaries, kept):
    """The text with other words for all but the kept ones. Their order is turned round, so that a list that they sort shows it."""
    def other(match):
        word = match[0]
        return word if word.lower() in kept or word.lower() not in canaries.by_word else f"ZQ{9999 - int(word[2:6]):04}K"
    text = re.sub(r"zq\d{4}k", other, text, flags=re.IGNORECASE)
    for figure, instead in FIGURES.items():
        text = text.replace(figure, instead)
    return text
