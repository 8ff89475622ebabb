"""The lines of business: who works in them, and how their companies are called."""

from dataclasses import dataclass

from mutuals.demo.tracks import listed


@dataclass(frozen=True)
class Industry:
    """A line of business: who works in it, and how its companies are called, the oldest first."""

    name: str
    weight: float
    tracks: dict[str, float]
    companies: tuple[str, ...]
    suffixes: tuple[str, ...]


_OFFICE = {"sales": 0.08, "marketing": 0.08, "people": 0.05, "finance": 0.05, "operations": 0.06}

INDUSTRIES = (
    Industry(
        "Software",
        10,
        {"software": 0.42, "product": 0.11, "design": 0.09, "data": 0.10, **_OFFICE},
        listed(
            "Fernwick Systems, Papercrane, Tin Kettle Software, Quietloop, Hexwood, Otterbase, "
            "Marrowbone Games"
        ),
        ("Software", "Labs", "Systems", "Cloud"),
    ),
    Industry(
        "Financial Services",
        7,
        {"investing": 0.3, "risk": 0.22, "software": 0.15, "data": 0.08, **_OFFICE},
        listed("Saltmere Bank, Rookhaven Capital, Penny Orchard, Varga & Lindqvist, Thriftwell"),
        ("Capital", "Bank", "Payments", "Asset Management"),
    ),
    Industry(
        "Healthcare",
        8,
        {"nursing": 0.42, "medicine": 0.3, "people": 0.06, "finance": 0.05, "operations": 0.1},
        listed(
            "Saint Brannoc Hospital, Larkfield Clinics, Three Rivers Children's Hospital, "
            "Mossvale Health"
        ),
        ("Hospital", "Clinics", "Health"),
    ),
    Industry(
        "Biotechnology",
        5,
        {"research": 0.45, "clinical trials": 0.22, "data": 0.1, **_OFFICE},
        listed("Corvane Laboratories, Helicase & Co, Sundew Biosciences, Abyssal Bio"),
        ("Biosciences", "Therapeutics", "Genomics"),
    ),
    Industry(
        "Renewable Energy",
        6,
        {"energy": 0.42, "project development": 0.24, "data": 0.05, **_OFFICE},
        listed("Highmoor Hydro, Tern & Tide Power, Solstead Energy, Kilowatt Commons"),
        ("Energy", "Solar", "Wind", "Grid"),
    ),
    Industry(
        "Media",
        5,
        {"editorial": 0.4, "film": 0.25, "design": 0.08, "marketing": 0.1, "finance": 0.04},
        listed("The Evening Lantern, Longshore Pictures, Marginalia Press, Radio Parallax"),
        ("Press", "Pictures", "Media"),
    ),
    Industry(
        "Education",
        5,
        {"teaching": 0.55, "software": 0.1, "product": 0.05, **_OFFICE},
        listed("Wendover Schools Trust, Chalk & Compass, Openbench Academy, Slow Lessons"),
        ("Academy", "Learning", "Schools Trust"),
    ),
    Industry(
        "Architecture and Construction",
        5,
        {"architecture": 0.4, "construction": 0.38, "operations": 0.08, "finance": 0.05},
        listed("Brackenridge Civil, Okonjo Reyes Architects, Plumbline Builders, Atelier Norda"),
        ("Architects", "Builders", "Structures"),
    ),
    Industry(
        "Logistics",
        5,
        {"supply chain": 0.5, "software": 0.1, "data": 0.06, **_OFFICE},
        listed("Harrow & Quay Shipping, Wayfarer Freight Lines, Cargobee, Coldharbour Logistics"),
        ("Freight", "Logistics", "Shipping"),
    ),
    Industry(
        "Consulting",
        5,
        {"consulting": 0.65, "data": 0.1, "people": 0.06, "finance": 0.05, "marketing": 0.04},
        listed("Halloran Pike, Second Draft Advisory, Mbeki Strand Partners, Quorum North"),
        ("Advisory", "Partners", "Strategy"),
    ),
    Industry(
        "Law",
        3,
        {"law": 0.78, "people": 0.05, "finance": 0.06, "operations": 0.06},
        listed("Ashgrove Menon LLP, Duarte Falk LLP, Pembridge Chambers"),
        ("Chambers", "LLP", "Legal"),
    ),
    Industry(
        "Food and Hospitality",
        5,
        {"kitchen": 0.42, "hotels": 0.36, "marketing": 0.06, "finance": 0.05, "operations": 0.06},
        listed("The Heron Hotels, Salt & Sorrel, Little Tangerine, Juniper Yard Bakeries"),
        ("Hotels", "Kitchens", "Bakeries"),
    ),
    Industry(
        "Nonprofit",
        4,
        {"programmes": 0.6, "marketing": 0.1, "people": 0.06, "finance": 0.08, "data": 0.05},
        listed("Open Wells, Fair Winds Foundation, Second Library, Common Thread Trust"),
        ("Foundation", "Trust", "Alliance"),
    ),
)

NAME_STARTS = listed(
    "Alder, Bram, Copper, Ember, Fern, Fox, Hazel, Heron, Iron, Kettle, Lark, Marl, Moss, Otter, "
    "Quill, Raven, Rook, Salt, Sorrel, Swift, Tern, Thistle, Tin, Wren"
)
NAME_ENDS = listed(
    "brook, croft, field, ford, gate, haven, hollow, hurst, light, mark, mere, moor, point, ridge, "
    "stone, vale, ward, water, wick, yard"
)
