"""The commonest questions in Spanish, said in our own words; anything else is told in Spanish."""
# ruff: noqa: E501 - a table

from __future__ import annotations

import re
import unicodedata

_QUESTIONS = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"\bpor que\b.*?\b(?:vence|fecha|plazo|tarde|atrasad\w*)\b\s*(?:de |del |la |el )*(?P<x>.*)", "why {x}"),
        (r"\b(?:que (?:solicitudes )?(?:esta|estan|hay)|cuales estan|quien esta|lo)\b.*\b(?:atrasad\w*|vencid\w*|retrasad\w*)\b", "overdue"),
        (r"\b(?:que|cuando|cual)\b.*\b(?:vence\w*|plazos?|fechas?)\b.*\b(?:esta semana)\b", "due this week"),
        (r"\b(?:que|cuales)\b.*\b(?:vence\w*|plazos?|fechas?)\b", "due"),
        (r"\bque (?:debemos|tenemos que hacer|nos toca)\b", "owe"),
        (r"\b(?:estado|estatus|situacion) (?:de la |de los |de las |del |de |sobre )*(?:solicitud (?:de |del |de la |sobre )*)?(?P<x>.+)", "status {x}"),
        (r"\b(?:como va|como van|que pasa con|donde esta|en que va|en que estado esta)\b (?:la |el |las |los |lo )*(?:solicitud (?:de |del |de la |sobre )*)?(?P<x>.+)", "status {x}"),
        (r"\b(?:busca|buscar|encuentra|buscame)\b (?P<x>.+)", "find {x}"),
        (r"^(?:ayuda|que puedes hacer)\b", "help"),
    )
)  # fmt: skip
_SPANISH = re.compile(
    r"\b(?:que|cual|cuando|donde|como|solicitud\w*|esta|estan|hay|por que|cuanto|quien|nos|los|las"
    r"|una|del|carta|agencia|ayer|hoy|respondio|recibimos|enviamos)\b"
)
_ENOUGH = 2  # words of Spanish
NOT_UNDERSTOOD = (
    "No entendí. Puedo decir el estado de una solicitud, qué vence, qué está atrasado, por qué, "
    "y buscar en los documentos."
)


def plain(line: str) -> str:
    """Return the line in lower case without accents and marks."""
    bare = unicodedata.normalize("NFKD", line.casefold())
    return " ".join(
        re.sub(r"[¿?¡!.]", " ", "".join(c for c in bare if not unicodedata.combining(c))).split()
    )


def is_spanish(line: str) -> bool:
    """Say whether a line is in Spanish, as far as its words show."""
    return "¿" in line or len(set(_SPANISH.findall(plain(line)))) >= _ENOUGH


def in_our_words(line: str) -> str:
    """Return the line that asks the same here; "" for what we do not know."""
    text = plain(line)
    for pattern, said in _QUESTIONS:
        if match := pattern.search(text):
            about = (match.groupdict().get("x") or "").strip()
            return said.format(x=about).strip()
    return ""
