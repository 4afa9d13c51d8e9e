from decimal import Decimal

from paths.shared.scales import Scale, hue


def test_a_scale_begins_at_its_lowest_value():
    scale = Scale.over([Decimal(70), Decimal(170)])
    assert scale.place(Decimal(70)) == "0%"
    assert scale.place(Decimal(175)) == "100%"


def test_one_value_still_has_a_place():
    scale = Scale.over([Decimal(70)])
    assert scale.place(Decimal(70)) == "0%"
    assert scale.width(Decimal(70), Decimal(70)) == "0.8%"


def test_no_values_no_scale():
    assert Scale.over([]) is None


def test_the_ramp_runs_from_its_first_hue_to_its_last():
    assert [hue(i, 5) for i in range(5)] == [1, 3, 5, 7, 9]
    assert hue(0, 1) == 1
    assert [hue(i, 12) for i in range(12)][::11] == [1, 9]
