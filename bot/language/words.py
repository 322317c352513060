"""Words that say nothing by themselves in a statement: function words, politeness, fillers."""

from __future__ import annotations

LIGHT = frozenset("""
a about actually additional administrative administratively after afternoon again against agency
all also am an and another answer answers any appeal appeals april are as asked asking asks at
august back bad bates be been before behalf being between both btw business but by calendar came
case claimed come comes court date dated day days dear december decided decision denied dept
determination determined did do docs document documents does done down dropped due each email
emailed emails evening every exemption exemptions extra fax february filed files finally foia folks
for formally from full fyi gave get gets getting give gives goes good got granted guys had has have
he heads heard hello her here hey hi his i in informed into is it it's its january judge july june
just know knows letter letters limit ltr made magistrate mail mailed makes march may me more
morning moved my need needed needs new news night note november now number october of off office
officially ok okay on one ones only or our out over page pages part partial pd per phone placed
please portal processing queue quick range re really received record records redactions regarding
released reply request requested requests responded response said same say saying says send sending
sends sent september she sincerely so some starting still subject supplemental take takes taking
team tell than thank thanks that that's the their them then there these they this those through til
till time to today told too took tracking treatment under until up update us very via vs want
wanted wants was we went were what which who whole whom with withheld working write writes wrote
yeah yes yesterday you your yours
""".split())  # fmt: skip  # noqa: SIM905
