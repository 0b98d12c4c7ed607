"""A simulated market: owners, their places, what is said there, and what is true of it.

Owners have one to nine places in four forms (Telegram, WhatsApp, scraped tables, posts of Facebook), numbers, accounts
and names of their own. Decoys: forwarded and copied advertisements of competitors, payment agents that serve many
owners, public helplines, warnings of "fake" numbers, developers' numbers, buyers' questions, records of victims, chat.
All is invented. The wordings were written for this file, apart from `rules/`; words in common are those that no seller
does without.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

AGENTS, HELPLINES, DEVELOPERS = 3, 2, 2
AGENT_SHARE = 0.3
"""Share of owners who are paid through an agent too."""

FORMS = ("telegram", "whatsapp", "scrape", "facebook")

PRODUCTS = {
    "sim_owner": (["SIM owner ka mukammal record", "kisi SIM ki details", "Sim Data (name)", "سم کا ریکارڈ"], 100, 900),
    "cdr": (["CDR (3 months)", "call history list", "poori call detail", "کال ریکارڈ"], 3000, 15000),
    "location": (["live location of any no.", "mobile location", "لوکیشن"], 1000, 6000),
    "family_tree": (["Family Tree nadra", "family ka record", "فیملی ٹری"], 800, 4000),
    "cnic_copy": (["CNIC copy dono side", "ID card picture", "شناختی کارڈ کی کاپی"], 300, 2000),
    "vehicle": (["gari ki detail by number plate", "vehicle record"], 300, 1500),
}  # fmt: skip
"""What a seller calls a thing, and the least and most that it costs."""

PRICES = ("Rs {}", "Rs.{}/-", "{} rupees", "{} PKR", "PKR {}", "{}/-", "{} روپے", "Rs: {}")
OPENINGS = (
    "Assalam o alaikum dosto aaj ki nayi rate list hazir hai",
    "Good news for all members our work has started again from today",
    "تمام دوستوں کو خوش آمدید نئی لسٹ حاضر ہے",
    "100% trusted and old team serving since years with thousands of happy clients",
    "Ramzan offer sirf aaj raat tak jaldi karein baad mein rate barh jayenge",
    "Hum se behtar aur sasta koi nahi karega aazma kar dekh lein",
    "No advance lies, clean work, result within half an hour InshaAllah",
)
REACHES = (
    "Order karne k liye WhatsApp {}",
    "Rabta: {}",
    "Contact {} (24 hours)",
    "WhatsApp only {}",
    "رابطہ نمبر {}",
    "Inbox ya call {}",
)
PAYS = ("Payment {} {}", "Advance bhejein {}: {}", "{} account {}", "{} no. {}")
WALLETS = {"jazzcash": "JazzCash", "easypaisa": "Easypaisa", "sadapay": "SadaPay", "nayapay": "NayaPay"}
CHATTER = (
    "Jummah Mubarak sab ko", "bhai online ho?", "kal subah baat karte hain", "match kis ne dekha", "kaam ho gaya",
    "ok", "group ka icon change kar do", "aaj light nahi thi is liye late reply", "haha sahi kaha",
)  # fmt: skip
QUESTIONS = (
    "{} ka record chahiye",
    "bhai {} check kar do",
    "need owner of {}",
    "{} ki location nikal do plz",
)
WARNINGS = (
    "Khabardar! {} fake number hai, hamara nahi. SIM data ke liye asli number yehi",
    "Beware {} is a copycat using our SIM data name",
)
PUBLIC = ("Fraud ho to FIA helpline {} par call karein, order safe karein", "SIM data misuse? complaint cell {} pta")
SITES = ("Website by DevHouse {} (SIM check portal)", "SIM data portal, designed by Code Hut {}")
NAMES = ("Sana Tariq", "Bilal Ahmed", "Usman Shah", "Ayesha Noor", "Kashif Mehmood", "Hina Javed", "Imran Dogar")


@dataclass
class Owner:
    """A seller: what he is reached by and paid to, and what he sells for how much."""

    number: int
    mobiles: list[str]
    accounts: list[tuple[str, str]]
    handle: str
    prices: dict[str, int]
    style: random.Random
    agent: tuple[str, str] | None = None


@dataclass
class Place:
    """One place, with what is true of it."""

    name: str
    form: str
    owner: Owner
    messages: list[tuple[str, str, str | None]] = field(default_factory=list)
    points: set[str] = field(default_factory=set)
    offers: set[tuple[str, str]] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    """Numbers that are no seller's contact point here: victims', buyers', public ones, those warned of."""


def mobile(rng: random.Random) -> str:
    """Return an invented number of a range in use."""
    return f"03{rng.choice('01234')}{rng.choice('012345')}{rng.randrange(10**7):07}"


def written(number: str, rng: random.Random) -> str:
    """Return a number in one of the ways in which people write it."""
    head, tail = number[:4], number[4:]
    abroad = (f"+92 {head[1:]} {tail}", f"+92{number[1:]}")
    return rng.choice((number, f"{head}-{tail}", f"{head} {tail}", f"{head}-{tail[:3]}-{tail[3:]}", *abroad))


def owners(places: int, rng: random.Random) -> Iterator[Owner]:
    """Yield owners until their places are enough, the agents among them shared."""
    agents = [(rng.choice([*WALLETS]), mobile(rng)) for _ in range(AGENTS)]
    for number in range(places):
        style = random.Random(rng.random())  # noqa: S311 - a simulation
        wallets = style.sample([*WALLETS], style.choice((0, 1, 1, 2)))
        sold = style.sample([*PRODUCTS.items()], style.choice((2, 3, 4)))
        name = f"{style.choice(('data', 'info', 'trace', 'lookup'))}_{style.choice(('pk', 'king', 'hub', 'wala'))}"
        yield Owner(
            number,
            [mobile(rng) for _ in range(style.choice((1, 1, 2)))],
            [(wallet, mobile(rng)) for wallet in wallets],
            f"{name}{rng.randrange(10**5)}",
            {thing: style.randrange(low // 50, high // 50) * 50 for thing, (_, low, high) in sold},
            style,
            rng.choice(agents) if style.random() < AGENT_SHARE else None,
        )


def advertisement(owner: Owner, rng: random.Random, place: Place | None = None) -> str:
    """Return an advertisement, and note in the place what it truly offers."""
    lines = [owner.style.choice(OPENINGS)] if rng.random() < 0.6 else []
    for name in rng.sample([*owner.prices], rng.randint(1, len(owner.prices))):
        amount = owner.prices[name]
        price = rng.choice(PRICES).format(f"{amount:,}" if rng.random() < 0.3 else amount)
        if amount >= 1000 and amount % 500 == 0 and rng.random() < 0.2:
            price = f"{amount / 1000:g}k"
        lines.append(f"{rng.choice(PRODUCTS[name][0])} {rng.choice(('-', ':', '=', '👉', 'sirf'))} {price}")
        if place:
            place.offers.add((name, str(amount)))
    number = rng.choice(owner.mobiles)
    link = rng.random() < 0.3
    lines.append(f"https://wa.me/92{number[1:]}" if link else rng.choice(REACHES).format(written(number, rng)))
    points = [f"number:{number}"]
    if owner.accounts and rng.random() < 0.7:
        wallet, account = rng.choice(owner.accounts)
        lines.append(rng.choice(PAYS).format(WALLETS[wallet], written(account, rng)))
        points.append(f"number:{account}")
    if owner.agent and rng.random() < 0.6:
        wallet, account = owner.agent
        lines.append(rng.choice(PAYS).format(WALLETS[wallet], written(account, rng)))
        points.append(f"number:{account}")
    if rng.random() < 0.4:
        lines.append(rng.choice(("Telegram @{}", "Channel t.me/{}", "join https://t.me/{}")).format(owner.handle))
        points.append(f"name:{owner.handle}")
    if place:
        place.points.update(points)
    return "\n".join(lines)


def record(rng: random.Random, place: Place) -> str:
    """Return a victim's record."""
    number = mobile(rng)
    place.others.add(f"number:{number}")
    cnic = f"{rng.choice(('35202', '42101', '61101'))}-{rng.randrange(10**7):07}-{rng.randrange(1, 10)}"
    name, house = rng.choice(NAMES), rng.randrange(1, 900)
    return f"Name: {name}\nMobile: {written(number, rng)}\nCNIC: {cnic}\nAddress: House {house}, Lahore"


def fill(place: Place, everyone: list[Owner], public: list[str], rng: random.Random) -> None:
    """Put messages into a place: its owner's, and what stands between them."""
    owner, me = place.owner, f"Owner {place.owner.number}"
    for _ in range(rng.randint(4, 14)):
        place.messages.append((me, advertisement(owner, rng, place), None))
    for _ in range(rng.randint(0, 8)):
        place.messages.append((me, record(rng, place), None))
    for _ in range(rng.randint(2, 12)):
        place.messages.append((rng.choice(("Ali", "Zara", me)), rng.choice(CHATTER), None))
    rivals = [each for each in everyone if each is not owner]
    if rng.random() < 0.35 and place.form == "telegram":
        rival = rng.choice(rivals)
        place.messages += [(me, advertisement(rival, rng), f"Owner {rival.number}") for _ in range(rng.randint(1, 4))]
    if rng.random() < 0.25:
        place.messages.append((me, advertisement(rng.choice(rivals), rng), None))
    for _ in range(rng.choice((0, 0, 1, 3))):
        number = mobile(rng)
        place.others.add(f"number:{number}")
        place.messages.append(("Buyer", rng.choice(QUESTIONS).format(written(number, rng)), None))
    if rng.random() < 0.2:
        fake = rng.choice(rng.choice(rivals).mobiles)
        place.messages.append((me, rng.choice(WARNINGS).format(written(fake, rng)), None))
    if rng.random() < 0.3:
        place.messages.append((me, rng.choice((*PUBLIC, *SITES)).format(rng.choice(public)), None))
    rng.shuffle(place.messages)


def market(many: int, seed: int) -> list[Place]:
    """Return places with their owners, messages and truth."""
    rng = random.Random(seed)  # noqa: S311 - a simulation
    places: list[Place] = []
    everyone: list[Owner] = []
    for owner in owners(many, rng):
        everyone.append(owner)
        for _ in range(min(many - len(places), rng.choice((1, 1, 1, 2, 2, 3, 4, 6, 9)))):
            form = rng.choice(FORMS)
            places.append(Place(f"{len(places):03}_{form}", form, owner))
        if len(places) >= many:
            break
    public = [mobile(rng) for _ in range(HELPLINES + DEVELOPERS)]
    for place in places:
        fill(place, everyone, public, rng)
    return places
