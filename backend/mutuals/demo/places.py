"""Where the demo's members live, study and come from, and what they do for pleasure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class City:
    """A city, how much of the network it holds, and the Faker locales its people's names follow."""

    name: str
    weight: float
    locales: tuple[str, ...]
    language: str
    schools: tuple[str, ...]


CITIES = (
    City(
        "London, United Kingdom",
        10,
        ("en_GB",) * 6 + ("en_IN", "yo_NG", "pl_PL", "en_IE"),
        "English",
        ("Bankside University London", "Royal Holborn University", "Greenwich Reach College"),
    ),
    City(
        "Berlin, Germany",
        8,
        ("de_AT",) * 6 + ("tr_TR", "pl_PL", "vi_VN"),
        "German",
        ("Spreewald University", "Tegel Lake University"),
    ),
    City(
        "New York, United States",
        8,
        ("en_US",) * 6 + ("es_MX", "zh_CN", "en_IN"),
        "English",
        ("Hudson Heights University", "Gowanus College"),
    ),
    City(
        "Bengaluru, India",
        7,
        ("en_IN",),
        "Hindi",
        ("Nandi Hills University", "Deccan Plateau University"),
    ),
    City(
        "San Francisco, United States",
        6,
        ("en_US",) * 4 + ("en_IN", "zh_CN", "es_MX"),
        "English",
        ("Golden Headlands University", "Sutro College"),
    ),
    City(
        "Lagos, Nigeria",
        6,
        ("yo_NG", "yo_NG", "ig_NG", "en_NG", "ha_NG"),
        "English",
        ("Lekki Coastal University", "Badagry Creek University"),
    ),
    City(
        "Toronto, Canada",
        5,
        ("en_US",) * 3 + ("en_GB", "zh_CN", "en_IN", "fr_FR"),
        "English",
        ("Lakeshore University", "Don Valley College"),
    ),
    City(
        "Paris, France",
        5,
        ("fr_FR",),
        "French",
        ("Université des Buttes", "Université du Vieux Canal"),
    ),
    City(
        "São Paulo, Brazil",
        5,
        ("pt_BR",),
        "Portuguese",
        ("Universidade do Planalto", "Faculdade da Serra"),
    ),
    City(
        "Lisbon, Portugal",
        4,
        ("pt_PT", "pt_PT", "pt_PT", "pt_BR"),
        "Portuguese",
        ("Universidade da Ribeira", "Universidade das Sete Colinas"),
    ),
    City(
        "Amsterdam, Netherlands",
        4,
        ("nl_NL",),
        "Dutch",
        ("Amstel Bend University", "Zuiderzee University"),
    ),
    City(
        "Nairobi, Kenya",
        4,
        ("en_KE",),
        "Swahili",
        ("Ngong Hills University", "Karura Forest University"),
    ),
    City(
        "Stockholm, Sweden",
        3,
        ("sv_SE",) * 5 + ("fi_FI",),
        "Swedish",
        ("Mälarstrand University",),
    ),
    City(
        "Warsaw, Poland",
        3,
        ("pl_PL",),
        "Polish",
        ("Mazovian Plain University",),
    ),
    City(
        "Mexico City, Mexico",
        3,
        ("es_MX",),
        "Spanish",
        ("Universidad del Ajusco",),
    ),
    City(
        "Singapore",
        3,
        ("zh_CN", "zh_CN", "en_IN", "id_ID"),
        "Mandarin",
        ("Straits University",),
    ),
    City(
        "Tokyo, Japan",
        3,
        ("ja_JP",),
        "Japanese",
        ("Sumida River University",),
    ),
)

INTERESTS = {
    "Trail running": "trail runner",
    "Baking": "baker",
    "Photography": "photographer",
    "Chess": "chess player",
    "Climbing": "climber",
    "Cycling": "cyclist",
    "Choir singing": "choir singer",
    "Gardening": "gardener",
    "Open source": "open-source contributor",
    "Mentoring": "mentor",
    "Beekeeping": "beekeeper",
    "Board games": "board game collector",
    "Volunteering": "volunteer",
    "Science fiction": "science fiction reader",
    "Sailing": "sailor",
    "Pottery": "potter",
    "Football": "football coach",
    "Public speaking": "toastmaster",
    "Birdwatching": "birdwatcher",
    "Jazz": "saxophonist",
    "Woodworking": "woodworker",
    "Open-water swimming": "open-water swimmer",
    "Travel writing": "travel writer",
    "Astronomy": "stargazer",
    "Knitting": "knitter",
    "Hiking": "hiker",
    "Salsa dancing": "salsa dancer",
    "Crosswords": "crossword setter",
    "Vinyl records": "record collector",
    "Urban sketching": "urban sketcher",
    "Coffee roasting": "coffee roaster",
    "Film history": "film club host",
}
"""Each interest, and what it makes of somebody."""
