"""Names behind labels of other languages and scripts."""

import pytest

from bot.privacy.mask import looks_like_people_list, mask
from tests.support.cases import each


@each(
    ("text", "left"),
    [
        ("Имя: Мария Иванова", "Имя: [name]"),
        ("ФИО: Иванова Мария Петровна, 1990", "ФИО: [name], 1990"),
        ("клиент Пётр Сидоренко сказал", "клиент [name] сказал"),
        ("Клиентка: Oksana Quorvath", "Клиентка: [name]"),
        ("Меня зовут Пётр", "Меня зовут [name]"),
        ("Ім'я: Олена Шевчук", "Ім'я: [name]"),
        ("ЗАТРИМАНИЙ - Шевчук Олег", "ЗАТРИМАНИЙ - [name]"),
        ("姓名：王小明", "姓名：[name]"),
        ("我叫王明。", "我叫[name]。"),
        ("이름: 김철수", "이름: [name]"),
        ("الاسم: محمد أحمد السيد", "الاسم: [name]"),
        ("Nome completo: Zuleide Quorvath", "Nome completo: [name]"),
        ("Détenu : Mamadou Quorvath", "Détenu : [name]"),
        ("Nom et prénom: Alpha Sow", "Nom et prénom: [name]"),
        ("Kliyan: Wilnor Exil", "Kliyan: [name]"),
        ("Non: Wilnor Exil", "Non: [name]"),
        ("Name/Nom/Non: Wisner Jean-Louis", "Name/Nom/Non: [name]"),
        ("Interviewee: Marisol Fuentes", "Interviewee: [name]"),
    ],
)
def test_a_label_in_any_language_names_somebody(text: str, left: str) -> None:
    assert mask(text, typed=True).text == left
    assert mask(left, typed=True).spans == ()


@pytest.mark.parametrize(
    "text",
    ["имя файла: отчёт.pdf", "клиентский отдел ICE", "ten: pages", "non-responsive: Two pages", "Student: see page 4"],
)  # fmt: skip
def test_labels_of_things_and_parts_of_words_name_nobody(text: str) -> None:
    assert mask(text, typed=True).text == text


_NAMES = ("Tobias Wrenhollow", "Marisol Fuentes", "Yonas Tekle", "Ada Okafor", "Wilmer Funes",
          "Binta Jallow", "Rustam Karimov", "Oksana Kovalenko", "Ximena Ayala")  # fmt: skip


@each(
    "head",
    ["Full name\tInterview date\tInterviewer", "ФИО\tДата\tСтатус", "姓名\t日期\t状态",
     "Прізвище та ім'я\tДата\tСтатус", "الاسم\tالتاريخ\tالحالة", "Non\tDat\tNòt", "Detento\tUnidade\tSituação",
     "Who\tWhen\tHow it went", "Class member\tLetter\tBy whom", "", "Guest\tMinutes\tBy"],
)  # fmt: skip
@each("style", ["plain", "small", "split"])
def test_whole_names_below_a_head_that_explains_nothing_are_a_list_of_people(
    head: str, style: str
) -> None:
    shown = [n.lower() if style == "small" else n for n in _NAMES]
    shown = [", ".join(reversed(n.split())) if style == "split" else n for n in shown]
    rows = [f"{one}\t{n}/3/2024\t{('Anne', 'B', 'no')[n % 3]}" for n, one in enumerate(shown, 1)]
    text = "\n".join([head, *rows] if head else rows)

    masked = mask(text)

    assert looks_like_people_list(text, masked)
    assert [one for one in shown if one in masked.text] == []


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(name.lower() for name in _NAMES),
        "\n".join(f"- {name.lower()}" for name in _NAMES),
        "\n".join(f"{n}. {name.upper()}" for n, name in enumerate(_NAMES, 1)),
        "\n".join(f"{name.split()[1]}\t{name.split()[0]}\tno" for name in _NAMES),
    ],
)
def test_names_a_line_are_a_list_of_people_however_they_are_typed(text: str) -> None:
    masked = mask(text)

    assert looks_like_people_list(text, masked)
    low = masked.text.lower()
    assert [word for name in _NAMES for word in name.lower().split() if word in low] == []


@pytest.mark.parametrize(
    "text",
    [
        "Senator\tParty\tState\nJulian Peck\tD\tOR\nAmos Reed\tR\tTX\nMarta Santos\tD\tCA",
        "Custodian\tSearched\tHits\nDaniel Reyes\tyes\t120\nMaria Santos\tyes\t43\nJohn Smith\tno\t0",
        "Judge\tCourtroom\tClerk\nDaniel Reyes\t3\tJohn Smith\nMaria Santos\t4\tAnn Lee\nPaul Ortiz\t7\tAnn Lee",
        "Task\tOwner\tDone\nDraft appeal\tDaniel Reyes\tyes\nCall OGIS\tMaria Santos\tno\nFile reply\tJohn Smith\tno",
        "search memo\nfee letter\nvaughn index\nfinal determination\nclosing letter",
    ],
)
def test_who_holds_an_office_or_does_the_work_stays_readable(text: str) -> None:
    masked = mask(text)

    assert masked.text == text
    assert not looks_like_people_list(text, masked)
