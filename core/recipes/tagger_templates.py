"""Sentences made from templates, for a tagger: the same beginnings with a person, a place, a firm or a plain word in front.

Wikigold's sentences come from an encyclopaedia: hardly one begins with a word that is a name in one sentence and none in another.
A slot in braces is filled by chance, and so has its tag. None of the words whose tag is asked in the project's pairs of sentences
(assets/data/tagging/pairs.tsv) is ever filled in, and no template has three words in a row with one of the sentences that are
tested on, so that what is right there was not learned by heart.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

from core.data import ASSETS
from core.recurrent.both_ways import PAIRS
from core.recurrent.tagging_files import Sentence, read

# Words that are names in one sentence and none, or names of another kind, in the next.
PEOPLE_TOO = """Lily Daisy Bill Grace Hope Faith Amber Jade Ruby Pearl Olive Ginger Violet Iris Heather Holly Ivy Jasmine
Basil Robin Drew Frank Grant Chase Pat Rob Sue Miles Dean Penny Dawn Summer April June Crystal Melody Victor Guy Art Gene Ray
Cliff Reed Jack Brook Glen Dale Brown Green White Black Stone Bush Rivers Banks Bridges Cook Baker Carpenter Fisher Hunter
Mason Miller Page Piper Porter Potter Taylor Turner Walker Weaver Young Long Wood Bell Knight King Bishop Pope Lamb Fox Wolf
Swan Finch Crane Bird Pike Marsh Field Hill Church Castle Winter Frost Snow Rich Noble Price Cash Pound Sharp Short Small
Little Storm Angel Joy Carol Eve Bob Ted Max Kitty Teddy Barbie Charlie Jenny Billy Polly Molly Tom Rocky Sandy Buddy""".split()
PLACES_TOO = """Lincoln Houston Jackson Madison Austin Dallas Denver Virginia Carolina Charlotte Paris Milan Kent Lancaster
York Hamilton Wellington Cleveland Carson Savannah Phoenix Brooklyn India Israel Chad Kenya Jamaica Columbus Lima Vienna
Verona Adelaide Melbourne Darwin Stafford Warwick Hastings Burton Preston Bolton Carlisle Durham Bristol London Alexandria
Sofia Valencia Santiago Salvador Diego Marino Cork Bath Split Nice Mobile Hull Deal Sandwich Wells Rugby Battle Poole""".split()
FIRMS_TOO = """Shell Visa Gap Target Subway Amazon Oracle Sun Sprint Delta Virgin Dove Puma Jaguar Caterpillar Blackberry Ford
Polo Mars Galaxy Tide Dash Bounty Boots Next Monsoon Iceland Fiat Total Crown Time Life Fortune People Slate Wired Meta
Alphabet Zoom Slack Stripe Square Block Snap Discord Opera Safari Match Indeed Champion Diesel Guess Lush Staples Best
Blizzard Pioneer""".split()
NAMED = "Street Road River Lake Bridge Station Park Falls Bay Hill Beach Island".split()
SHARED = {"person": PEOPLE_TOO, "place": PLACES_TOO, "firm": FIRMS_TOO}

WORDS = {
    "country": "Spain France Italy Brazil Japan Egypt Kenya Norway Sweden Poland Mexico Chile Peru India Iran Greece Austria "
    "Canada Cuba Ghana Nigeria Vietnam Thailand Hungary Ireland Scotland Portugal Denmark Finland Morocco".split(),
    "city": "Berlin Madrid Lisbon Oslo Cairo Vienna Boston Chicago Delhi Lagos Lima Naples Turin Geneva Munich Kyoto Seoul "
    "Manila Dublin Bergen Gdansk Porto Seville Utrecht Leipzig Toronto Quito Havana Dakar Tunis Odessa Riga".split(),
    "river": "Danube Rhine Thames Nile Seine Volga Ganges Mekong Elbe Loire".split(),
    "firm": "Siemens Toyota Nokia Samsung Intel Pfizer Renault Philips Sony Bosch Shell Unilever Adidas Nike Boeing Airbus "
    "Ericsson Hitachi Lufthansa Volvo Heineken Danone Novartis Pepsi Honda Fiat Michelin Bayer Cisco Dell".split(),
    "club": "Arsenal Everton Ajax Juventus Barcelona Valencia Celtic Porto Benfica Liverpool Fulham Watford Torino Lazio "
    "Sevilla Burnley Sunderland Middlesbrough Dortmund Schalke".split(),
    "people": "German French Italian Polish Swedish Turkish Russian Spanish Dutch Danish Greek Irish Chinese Japanese".split(),
    "job": "teacher doctor singer painter lawyer nurse farmer poet judge pilot writer chemist baker soldier minister".split(),
    "office": "president king queen governor mayor emperor general chairman captain coach leader bishop minister".split(),
    "thing": "bread soup milk cheese honey butter sugar salt pepper wine beer coffee fruit fish rice cream chocolate wool paper "
    "leather silk cotton rain snow gold silver wood glass music".split(),
    "goods": "boats bushes cakes pies leaves trees chairs hats coats boots books birds bags bottles boxes cards cups shirts "
    "shoes seeds stones roots petals pots nuts beans eggs rolls sticks rings games machines shops".split(),
    "stuff": "juice soup pie cake bread oil tea salad sauce seed wood bark water skin fat meat stew cream powder wine".split(),
    "season": "spring summer autumn winter".split(),
    "month": "January February March April June July August September October November December".split(),
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "year": [str(year) for year in range(1800, 2024)],
    "good": "great good poor famous young brave clever strict quiet rich gifted".split(),
    "verb": "Take Put Fill Clean Cut Turn Check Cross Draw Fold Cover Point Chase Rob Frank Drew Pat Grant Bill".split(),
    "doing": "Swimming Cooking Walking Dancing Singing Painting Writing Fishing Boxing Hunting Sailing Driving Farming".split(),
    "asking": "Can Do Did Could Would Shall Should Must Have Are".split(),
}

TEMPLATES = """
{whole} had been a {office} for many years .
{whole} came from {city} .
{whole} lives in {city} .
{whole} works in a school in {city} .
{whole} grew up near the {river} .
{whole} opened the window .
{whole} teaches music .
{whole} , a {job} from {country} , won the prize .
{whole} wrote the book in {year} .
{whole} played the part of the {office} .
{whole} and {whole} were married in {city} .
{whole} looked after the sick .
{last} was elected {office} in {year} .
{last} led his men across the mountains .
{last} won three races in {year} .
{last} scored twice in the second half .
{last} wrote to his wife every day .
{last} died in {city} at the age of ninety .
{last} had been a {good} {job} before the war .
{last} rode to {city} with two thousand men .
{last} refused to sign the letter .
{first} told her mother about it .
{first} lives next door .
{first} is taller than her brother .
{first} has three children .
{first} said that he would come on {day} .
He said that {whole} knew the way .
He said {whole} had paid .
We heard about {whole} , who lives upstairs .
I met {whole} , the {job} , on {day} .
They spoke of {last} , who had lost the election .
The story is about {last} , who became {office} .
She gave the keys to {whole} .
{place} has a mild climate .
{place} is the capital of {country} .
{place} has a harbour and two beaches .
{place} has three bridges over the {river} .
{place} is a small town near {city} .
{place} is known for its churches .
{place} is hot in the {season} .
{place} has a new airport .
{place} borders {country} and {country} .
{place} sells wool and timber to {country} .
{place} became part of {country} in {year} .
{place} is worth a visit .
He said that {place} was full of visitors .
We heard about {place} , where he was born .
They spoke of {place} , its streets and its markets .
The story is about {place} , a village in {country} .
I have lived in {place} for ten years .
The train from {place} to {city} was late .
{firm} announced a loss for the third year .
{firm} stock rose again .
{firm} makes engines in {country} .
{firm} sells its products in {country} .
{firm} will close its factory near {city} .
{firm} hired two hundred people last year .
{firm} reported higher profits .
{firm} bought the company in {year} .
{firm} customers can pay by card .
He said that {firm} had cut its prices .
They spoke of {firm} , which makes cars .
She works for {firm} in {city} .
{team} lost three to one on {day} .
{team} won the cup in {year} .
{team} beat {team} in the final .
{team} beat {team} two to nil .
{team} bought a striker from {country} .
{plain} {goods} are cheap this week .
{plain} {goods} are on the table .
{plain} {goods} are not for children .
{plain} {goods} came from the market .
{plain} {goods} lay on the ground .
{plain} {goods} make a good present .
{plain} {stuff} is good for you .
{plain} {stuff} tastes of nothing without salt .
{plain} {stuff} costs more every {season} .
{plain} {stuff} was all over my shirt .
{plain} and {thing} were sold there .
{Thing} is cheap in {country} .
{Thing} fell all night .
{Goods} are sold on {day} .
He said {plain} {goods} cost too much .
He said that {plain} {stuff} is good for the skin .
They spoke of {plain} {goods} and how to make them .
{verb} the door on the left .
{verb} the bottle with water .
{verb} the wrong answers in red .
{asking} you see the sea from here ?
{asking} you like {thing} ?
{asking} they have to leave ?
{doing} is good for the heart .
{doing} keeps you young .
{doing} makes me tired .
{month} is the coldest month of the year .
{month} was wet and cold .
In {month} we go to {place} .
{people} {goods} are sold everywhere .
The {people} {office} met {whole} in {city} .
{named} is two miles long .
She told him about {named} , which he had never seen .
We walked along {named} .
""".strip().split("\n")

TAGS = {"country": "LOC", "city": "LOC", "river": "LOC", "place": "LOC", "firm": "ORG", "team": "ORG", "people": "MISC"}
PART = re.compile(r"\{(\w+)\}|(\S+)")


@cache
def names() -> tuple[list[str], list[str]]:
    """First names and surnames, as they are written in a sentence; those of the pairs are left out."""
    asked, files = _asked(), ("first_names", "surnames")
    found = [(ASSETS / "data" / "names" / f"{name}.txt").read_text("utf-8").split("\n") for name in files]
    first, last = (
        [word.capitalize() for word in words if word.isalpha() and word.capitalize() not in asked] for words in found
    )
    return first, last


@cache
def _asked() -> frozenset[str]:
    """Words of the pairs that begin with a capital letter."""
    return frozenset(word for words, _ in read(PAIRS) for word in words if word[0].isupper())


def sentences(seed: int, count: int) -> list[Sentence]:
    """So many of them; the same for the same seed."""
    chance = Random(seed)
    return [sentence(chance) for _ in range(count)]


def sentence(random: Random) -> Sentence:
    """One sentence."""
    words: list[str] = []
    tags: list[str] = []
    for slot, word in PART.findall(random.choice(TEMPLATES)):
        parts, kind = _fill(slot, random) if slot else ([word], "")
        words += parts
        tags += [f"{'I' if i else 'B'}-{kind}" if kind else "O" for i in range(len(parts))]
    return words, tags


def _fill(slot: str, random: Random) -> tuple[list[str], str]:
    """What stands in a slot, and of which kind it is; "" for no name."""
    asked = _asked()

    def one(words: list[str]) -> str:
        return random.choice([word for word in words if word not in asked])

    def either(plain: list[str], *shared: str) -> str:
        """As often one that may be of another kind as one that is plain."""
        return one(plain) if random.random() < 0.5 else one(SHARED[random.choice(shared)])

    first, last = names()
    if slot == "whole":
        parts = [either(first, "person", "place"), random.choice(last)]
        return parts, "PER"
    if slot == "last":
        return [either(last, "person", "place")], "PER"
    if slot == "first":
        return [either(first, "person")], "PER"
    if slot == "place":
        return [either([*WORDS["city"], *WORDS["country"]], "place")], "LOC"
    if slot == "named":
        return [either(WORDS["city"], "person", "place"), one(NAMED)], "LOC"
    if slot == "firm":
        return [either(WORDS["firm"], "firm")], "ORG"
    if slot == "team":
        return [either(WORDS["club"], "place")], "ORG"
    if slot == "plain":
        return [either([word.capitalize() for word in (*WORDS["thing"], *WORDS["goods"])], "person", "firm")], ""
    if slot in ("Thing", "Goods"):
        return [one(WORDS[slot.lower()]).capitalize()], ""
    return [one(WORDS[slot])], TAGS.get(slot, "")
