"""The people of the demo company: four teams over three layers. All of them are made up."""

from __future__ import annotations

from dataclasses import dataclass

BACKEND, WEB, DATA, OPS, LEAD = (
    *("backend-engineer", "frontend-engineer", "data-engineer", "devops-engineer"),
    "engineering-manager",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demo company. `email` is what stands before the @, `manager` that of their manager, `level` is
    "role/level".
    """

    email: str
    name: str
    level: str = ""
    manager: str = ""
    location: str = ""
    is_active: bool = True

    @property
    def address(self) -> str:
        return f"{self.email}@demo.example"


TOP = "siobhan.orourke"
_LEADS = (
    Person(TOP, "Siobhán O’Rourke", f"{LEAD}/director-of-engineering", location="Dublin"),
    Person("dilek.kaya", "Dilek Kaya", f"{LEAD}/engineering-manager", TOP, "Istanbul"),
    Person("tomasz.wisniewski", "Tomasz Wiśniewski", f"{LEAD}/engineering-manager", TOP, "Warsaw"),
    Person("adaeze.nwosu", "Adaeze Nwosu", f"{LEAD}/senior", TOP, "Lagos"),
    Person("mateus.oliveira", "Mateus Oliveira", f"{LEAD}/team-lead", TOP, "Lisbon"),
)
_TEAMS = {
    "dilek.kaya": (
        ("ana.moreira", "Ana Moreira", f"{BACKEND}/mid-level", "Lisbon"),
        ("jonas.lindqvist", "Jonas Lindqvist", f"{BACKEND}/senior", "Stockholm"),
        ("mai.nguyen", "Nguyễn Thị Mai", f"{BACKEND}/junior", "Hanoi"),
        ("kwame.boateng", "Kwame Boateng", f"{BACKEND}/mid-level", "Accra"),
        ("leila.rostami", "Leila Rostami", f"{BACKEND}/mid-level", "Berlin"),
        ("priya.raman", "Priya Raman", f"{BACKEND}/senior", "Chennai"),
        (
            "maximiliano.fernandez",
            "Maximiliano Alejandro Fernández de la Vega y Montenegro",
            f"{BACKEND}/senior",
            "Buenos Aires",
        ),
    ),
    "tomasz.wisniewski": (
        ("chloe.dubois", "Chloé Dubois", f"{WEB}/mid-level", "Lyon"),
        ("hiroshi.tanabe", "Hiroshi Tanabe", f"{WEB}/senior", "Osaka"),
        ("amina.yusuf", "Amina Yusuf", f"{WEB}/junior", "Nairobi"),
        ("lucas.prado", "Lucas Prado", f"{WEB}/mid-level", "Recife"),
        ("freja.sorensen", "Freja Sørensen", f"{WEB}/staff", "Copenhagen"),
        ("zeynep.arslan", "Zeynep Arslan", f"{WEB}/mid-level", "Izmir"),
    ),
    "adaeze.nwosu": (
        ("elena.popescu", "Elena Popescu", f"{DATA}/senior", "Cluj"),
        ("rahul.deshmukh", "Rahul Deshmukh", f"{DATA}/mid-level", "Pune"),
        ("meiling.chen", "Chen Mei-Ling", f"{DATA}/mid-level", "Taipei"),
        ("viktor.halek", "Viktor Hálek", f"{DATA}/junior", "Brno"),
        ("sofia.castillo", "Sofía Castillo", f"{DATA}/mid-level", "Bogotá"),
        ("noor.rahimi", "Noor Rahimi", "", "Rotterdam"),
        ("pekka.virtala", "Pekka Virtala", f"{DATA}/staff", "Tampere"),
    ),
    "mateus.oliveira": (
        ("grace.wanjiru", "Grace Wanjiru", f"{OPS}/senior", "Nairobi"),
        ("ahmed.elsayed", "Ahmed El-Sayed", f"{OPS}/mid-level", "Cairo"),
        ("ingrid.bergdal", "Ingrid Bergdal", f"{OPS}/junior", "Bergen"),
        ("olena.kovalchuk", "Olena Kovalchuk", f"{OPS}/mid-level", "Lviv"),
        ("matteo.galli", "Matteo Galli", f"{OPS}/mid-level", "Turin"),
        ("yuki.moriyama", "Yuki Moriyama", f"{OPS}/senior", "Sapporo"),
    ),
}
# Who stood on another level when they came, and was promoted since: promotion_stories.py tells how.
CAME_AS = {
    "hiroshi.tanabe": f"{WEB}/mid-level",
    "yuki.moriyama": f"{OPS}/mid-level",
    "grace.wanjiru": f"{OPS}/mid-level",
}
_LEFT = (Person("ivo.petrov", "Ivo Petrov", f"{BACKEND}/mid-level", "dilek.kaya", "Sofia", is_active=False),)

PEOPLE = (
    *_LEADS,
    *(
        Person(email, name, level, manager, location)
        for manager, team in _TEAMS.items()
        for email, name, level, location in team
    ),
    *_LEFT,
)
