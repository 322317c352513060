"""Short answers in Spanish to the commonest questions: status, what is due or late, and why."""

from __future__ import annotations

from datetime import date

from bot.answers.values import Answer, DeadlineLine, DueAnswer, Notice, StatusAnswer, Why, WhyAnswer
from bot.answers.wording import body

MOST = 12
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
_LABELS = {
    "determination": "decisión de la agencia",
    "appeal": "nuestra apelación",
    "appeal-determination": "decisión sobre la apelación",
    "expedite-decision": "decisión sobre el trámite urgente",
    "reply": "nuestra respuesta a la agencia",
    "still-interested": "decir si seguimos interesados",
    "court-date": "fecha en el tribunal",
    "production": "entrega ordenada de documentos",
    "answer": "respuesta del gobierno a la demanda",
    "suit": "último día para demandar",
    "routing": "envío a la oficina correcta",
    "tracking-number": "número de seguimiento",
}
_TIMELINESS = {
    "on time": "a tiempo", "due soon": "vence pronto", "due today": "vence hoy",
    "overdue": "atrasada", "tolled": "plazo suspendido", "stopped": "cerrada",
    "unknown": "plazo desconocido", "tardy": "atrasada",
}  # fmt: skip


def day(value: date | None) -> str:
    """Return "18 de noviembre de 2026 (2026-11-18)"; "fecha desconocida" for none."""
    if value is None:
        return "fecha desconocida"
    return f"{value.day} de {_MONTHS[value.month - 1]} de {value.year} ({value.isoformat()})"


def short(answer: Answer) -> Answer:
    """Return the answer in short Spanish; one of another kind comes as it is."""
    if isinstance(answer, StatusAnswer):
        return _status(answer)
    if isinstance(answer, DueAnswer):
        return _due(answer)
    if isinstance(answer, WhyAnswer):
        return _why(answer)
    return answer


def _status(answer: StatusAnswer) -> Notice:
    lines = [
        f"{request.name} · {body(part.agency)}: {_standing(part.timeliness)}"
        + "".join(f"; {_line(one)}" for one in part.deadlines[:1])
        for request in answer.requests
        for part in request.components
    ]
    return Notice("Estado", _cut(lines) or ("Nada registrado.",), buttons=answer.buttons)


def _standing(timeliness: str) -> str:
    return _TIMELINESS.get(timeliness.replace("_", " "), timeliness)


def _due(answer: DueAnswer) -> Notice:
    title = {
        "due": "Lo que vence", "overdue": "Lo que está atrasado", "owe": "Lo que nos toca",
    }.get(answer.kind, "Plazos")  # fmt: skip
    lines = [f"{one.name} · {body(one.agency)}: {_line(one)}" for one in answer.items]
    return Notice(title, _cut(lines) or ("Nada.",), buttons=answer.buttons)


def _line(one: DeadlineLine) -> str:
    said = f"{_label(one.limit, one.label)}, {day(one.due)}"
    if one.days_left is None:
        return said
    single = abs(one.days_left) == 1
    days, left = ("día hábil", "queda") if single else ("días hábiles", "quedan")
    late = f"{-one.days_left} {days} de atraso"
    return f"{said}, {late if one.days_left < 0 else f'{left} {one.days_left} {days}'}"


def _label(limit: str, label: str) -> str:
    return _LABELS.get(limit, label)


def _why(answer: WhyAnswer) -> Notice:
    lines = [line for one in answer.deadlines[:3] for line in _reason(one)]
    return Notice("Por qué esa fecha", tuple(lines), buttons=answer.buttons)


def _reason(one: Why) -> list[str]:
    said = [f"{one.name} · {body(one.agency)}: {_label(one.limit, one.label)}, {day(one.due)}."]
    if one.start:
        said.append(f"El plazo corre desde el {day(one.start)}, contado desde el día siguiente.")
    if one.citation:
        said.append(f"Ley: {one.citation}. El cálculo completo está en inglés: why {one.name}.")
    return said


def _cut(lines: list[str]) -> tuple[str, ...]:
    more = len(lines) - MOST
    return (*lines[:MOST], *((f"… y {more} más: status",) if more > 0 else ()))
