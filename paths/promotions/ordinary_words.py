"""Words that are ordinary ones as often as they are names. Pure.

Where names are hidden, "may", "will" and "young" are left as they are: only "May", "Will" and "Young" may be somebody.
"""

from __future__ import annotations

# What holds sentences together, and what stands before surnames.
SMALL = """
a al am an and any are as at be been bin but by can could da das de del della den der des di did do does done dos down
du each el few for from get go had has have he her here him his how i if in into is it its la las le let lo long los
many may me might more most much must my new no nor not now of off old on one only or other our out over own san see
set shall she should so some st such than that the them then there these they this those to too two under up us van
very von was way we well were what when where which who whom whose why will with would yes you your zu zum
"""

# First names that are words as well, months and seasons among them.
FIRST_NAMES = """
april art august autumn bill chance chase chip clay cliff dawn dean dot drew eve faith frank gene grace grant guy
harmony honor hope hunter jade joy june justice lance lane love major mark mason max merit miles norm page pat
patience piece rain ray reed rich river rob rose ruby sage sky star sterling storm sue summer trinity victor ward
winter
"""

# Surnames that are words as well.
SURNAMES = """
archer baker ball bank banks barber barn bean bear bell bender best bird bishop black blank bloom blue bolt bond book
booth born bowl boy branch brand bridge bridges bright brook brown bull burn burns bush butler button buy byte call
camp cannon card care carpenter carter case cash castle church clerk close coffee coin cook cooper court craft crane
cross crow day dear diamond dish driver early east edge end english fair fall farmer feather field fields fish fisher
flint flood flower flowers ford forest foster fowler fox free freed french frost fuller garden gardener gates gentle
glass gold golden good grass gray green grey gross ground grove hall hand hard hardy hart hasty head held high hill
hills holiday home hood hook hooks horn horse house hull irons judge just keen keep key keys king kitchen knight lake
lamb land last law lawless lead leader leaf link little lock loft lord low lucky man marsh marshall means mild mill
miller mills mint moon moor moss mount mountain nail noble noon north nut oak painter palmer park parks parson peace
peak pepper perch pine place plant point pole pool poor pope porter post pot potter pound power powers price priest
prince proctor quick quiet race ranger read reader rice ridge ring rivers roach road roads rock root rush sad sailor
salt sand savage school scope sea seal self senior sharp shepherd ship short silver simple singer small smart snow
song sparks spear spice spring square stack stock stone street strong swan sweet swift tailor tall teller temple thorn
tiller time tower towers town trade tree true turner twist underhill vale walker wall warm waters weaver weeks wells
west wheat wheeler white wild wise wolf wood woods wool word work works worth wright write yard young
"""

# What several people sign in with is called, and what people are called where names are hidden: nobody's name.
OF_NOBODY = """
account admin administrator adviser anonymous assistant bot colleague company contact demo desk employee erased gone
hello hr info it mail manager office partner partners people person project service services somebody staff support
system team test the user
"""

ORDINARY = frozenset(f"{SMALL} {FIRST_NAMES} {SURNAMES}".split())
GENERIC = frozenset(OF_NOBODY.split())
