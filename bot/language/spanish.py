"""What people say in Spanish, said in our own words; anything else is told in Spanish.

Questions become the line that asks the same here. Statements become English word by word where
every word that matters is in the table; they are then read as any other statement.
"""
# ruff: noqa: E501 - tables

from __future__ import annotations

import re
import unicodedata

_OF = r"(?:(?:con|de|del|la|el|los|las|lo|sobre|solicitud|peticion|caso|nuestra|nuestro|pedido) )*"
_QUESTIONS = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (rf"\b(?:podemos|se puede|ya podemos)\b.*\bdemandar\b(?: a \w+)?(?: (?:por|en|sobre) {_OF}(?P<x>.+))?", "ripe {x}"),
        (rf"\b(?:cuando|hasta cuando|cuanto tiempo)\b.*\bapelar\b\s*{_OF}(?P<x>.*)", "window {x}"),
        (rf"\bpor que\b.*?\b(?:vence|fecha|plazo|tarde|atrasad\w*|dia)\b\s*{_OF}(?P<x>.*)", "why {x}"),
        (r"\b(?:que (?:\w+ )?(?:esta|estan|hay|van)|que tenemos|cuales estan|quien(?:es)? (?:esta|estan)|lo|algo|que agencias (?:estan|van))\b.*\b(?:atrasad\w*|vencid\w*|retrasad\w*|tarde)\b", "overdue"),
        (r"\b(?:que|cuando|cual|algo)\b.*\b(?:vence\w*|plazos?|fechas?)\b.*\b(?:esta semana)\b", "due this week"),
        (r"\b(?:que|cuales|algo)\b.*\b(?:vence\w*|plazos?|fechas?)\b.*\b(?:este mes)\b", "due this month"),
        (r"\b(?:que|cuales|algo)\b.*\b(?:vence\w*|plazos?|fechas?)\b.*\b(?:proxima semana|semana que viene)\b", "due next week"),
        (rf"\b(?:cuando|que dia)\b.*\b(?:vence|respond\w*|contesta\w*|toca|debe\w*)\b(?: responder| contestar)?\s*{_OF}(?P<x>\S.*)", "why {x}"),
        (r"\b(?:que|cuales)\b.*\b(?:vence\w*|plazos?|fechas?)\b", "due"),
        (r"\bque (?:debemos|tenemos (?:que hacer|pendiente)|nos toca|hay pendiente)\b|\bpendientes? (?:de nosotros|nuestros?)\b", "owe"),
        (rf"\b(?:numero|folio) (?:de (?:seguimiento|caso|rastreo) )?{_OF}(?P<x>.+)", "number {x}"),
        (rf"\bcuanto (?:nos )?(?:cobra\w*|pide\w*|hay que pagar)\b\s*{_OF}(?P<x>.*)", "fees {x}"),
        (rf"\b(?:novedades|noticias|algo nuevo|que hay de nuevo)\b\s*{_OF}(?P<x>.*)", "news"),
        (rf"\b(?:estado|estatus|situacion) {_OF}(?P<x>.+)", "status {x}"),
        (rf"\b(?:como va|como van|como vamos|que pasa|que paso|donde esta|en que va|en que estado esta|que sabemos|que hay)\b {_OF}(?P<x>.+)", "status {x}"),
        (r"^(?:dame |muestrame |dime )?(?:el )?(?:estado|estatus|resumen)(?: (?:de todo|general))?$|\bcomo (?:va|esta) todo\b", "status"),
        (r"\b(?:busca|buscar|encuentra|buscame|encuentrame)\b (?:en los documentos )?(?P<x>.+)", "find {x}"),
        (r"^(?:ayuda|que puedes hacer|como funciona\w*)\b", "help"),
        (r"^(?:deshacer|deshaz(?:lo)?|quita eso)\b", "undo"),
    )
)  # fmt: skip
_STRONG = re.compile(
    r"\b(?:que|cual|cuales|cuando|donde|como|solicitud\w*|esta|estan|hay|porque|cuanto|quien|nos|carta"
    r"|agencia|ayer|hoy|respondi\w+|recibimos|enviamos|mandamos|vence\w*|vencid\w*|atrasad\w*|plazos?"
    r"|estado|cobra\w*|debemos|tenemos|lleg\w+|neg(?:o|aron)|pidi\w+|apel(?:amos|ar|acion)|gracias|busca\w*"
    r"|muestra\w*|dime|dame|dias|habiles|demand(?:a|ar|amos)|aun|todavia|semana|acus(?:o|aron|aron)"
    r"|recibo|paginas|numero|pendientes?|cerr(?:o|aron)|novedades|tribunal|parcialmente|quiere\w*|llam(?:e|amos|aron)|mand(?:o|aron)|envi(?:o|aron)|afirm(?:o|aron)|sobre|hablamos|hable|vamos|ningun\w*)\b"
)
_WEAK = re.compile(r"\b(?:de|la|el|los|las|lo|un|una|del|para|con|en|se|su|si|al|por|mas|no|y|a)\b")
_ACCENTS = re.compile(r"[áéíóúñ]", re.IGNORECASE)
_ENOUGH = 2  # words of Spanish, one of which must be no article
NOT_UNDERSTOOD = (
    "No entendí. Puedo decir el estado de una solicitud, qué vence, qué está atrasado, por qué, "
    "buscar en los documentos y anotar lo que pasó."
)
NOTHING_RECORDED = "No se registra nada todavía."
RECORD_THIS = "¿Registrar esto?"

# Statements: the longer saying before its parts.
_WORDS = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), said)
    for pattern, said in (
        (r"no vamos a apelar|decidimos no apelar|no apelaremos", "we are not going to appeal"),
        (r"no vamos a demandar|decidimos no demandar", "we are not going to sue"),
        (r"vamos a apelar|apelaremos", "we will appeal"), (r"vamos a demandar|demandaremos", "we will sue"),
        (r"(?:todavia|aun) no (?:nos )?(?:han|ha) (?:respondido|contestado)", "have not answered yet"),
        (r"no (?:nos )?(?:han|ha) (?:respondido|contestado|dicho nada)", "have not answered"),
        (r"todavia no|aun no", "not yet"),
        (r"(?:nos )?(?:acusaron|acuso) (?:de )?recibo(?: de)?", "acknowledged"),
        (r"(?:pidio|pidieron|tomo|tomaron|necesita|necesitan|se tomo|se tomaron) (\d+) dias (?:habiles )?(?:mas|adicionales)", r"took \1 more working days on"),
        (r"(?:extendio|extendieron|amplio|ampliaron|prorrogo|prorrogaron)(?: (?:el|su) (?:plazo|tiempo))?(?: (?:por|en))? (\d+) dias(?: habiles)?", r"extended by \1 working days"),
        (r"(?:extendio|extendieron|amplio|ampliaron|prorrogo|prorrogaron)(?: (?:el|su) (?:plazo|tiempo))?", "extended"),
        (r"(\d+) dias (?:habiles )?(?:mas|adicionales)", r"\1 more working days"),
        (r"(?:nos )?(?:pidio|pidieron|piden|pide) (?:que )?(?:aclar\w+|aclaracion(?:es)?|acot\w+|precis\w+)", "asked us to clarify"),
        (r"aclaramos|respondimos a la aclaracion|mandamos la aclaracion|enviamos la aclaracion", "we clarified"),
        (r"no (?:tiene|tienen|encontro|encontraron|hay|hallaron) (?:ningun )?(?:registros?|documentos?)", "no records found"),
        (r"(?:nego|negaron|denego|denegaron|rechazo|rechazaron) (?:parcialmente|en parte)", "denied in part"),
        (r"(?:exencion|dispensa) de (?:tarifas?|cuotas?|pago|costos?)", "fee waiver"),
        (r"(?:tramite|procesamiento|proceso) (?:urgente|expedito|acelerado)", "expedited processing"),
        (r"nego|negaron|denego|denegaron|rechazo|rechazaron", "denied"),
        (r"concedio|concedieron|aprobo|aprobaron|otorgo|otorgaron", "granted"),
        (r"(?:enviamos|mandamos|presentamos|metimos) (?:la|nuestra|una) apelacion", "we filed the appeal"),
        (r"apelamos", "we appealed"), (r"demandamos(?: a)?|presentamos (?:la )?demanda", "we sued"),
        (r"(?:recibimos|llegaron|nos llegaron|entrego|entregaron|mando|mandaron|envio|enviaron|solto|soltaron) (\d+) paginas", r"released \1 pages"),
        (r"(?:recibimos|llego|nos llego) la (?:carta de )?(?:negacion|negativa|denegacion)", "got the denial"),
        (r"(?:quiere|quieren|cobra|cobran|pide|piden) \$ ?(\d+)", r"wants $\1"),
        (r"pagamos", "we paid"), (r"cerraron|cerro", "closed the request"),
        (r"retiramos", "we withdrew"),
        (r"llame|llamamos|hable con|hablamos con", "called"),
        (r"(?:confirmo|confirmaron|afirmo|afirmaron)(?: la (?:negativa|apelacion))?", "affirmed the appeal"),
        (r"ayer", "yesterday"), (r"hoy|esta manana", "today"), (r"antier|anteayer", "the day before yesterday"),
        (r"(?:el )?lunes", "on monday"), (r"(?:el )?martes", "on tuesday"), (r"(?:el )?miercoles", "on wednesday"),
        (r"(?:el )?jueves", "on thursday"), (r"(?:el )?viernes", "on friday"),
        (r"carta (?:del|de fecha|con fecha(?: del?)?)", "letter of"), (r"antes del|hasta el|a mas tardar el", "by"),
        (r"apelacion", "appeal"), (r"solicitud|peticion", "request"), (r"carta", "letter"),
        (r"en total|completamente|por completo", "in full"), (r"tal vez|quiza|quizas|creo que", "maybe"),
        (r"si", "if"), (r"y", "and"), (r"pero", "but"), (r"en|de|del|la|el|los|las|lo|nos|para|por|sobre|con|que|a|al|su|nuestra|nuestro|una|un|se|ya", " "),
    )
)  # fmt: skip


_COUNTS = {
    "cinco": "5", "diez": "10", "quince": "15", "veinte": "20", "treinta": "30", "noventa": "90",
}  # fmt: skip


def plain(line: str) -> str:
    """Return the line in lower case without accents and marks."""
    bare = unicodedata.normalize("NFKD", line.casefold())
    return " ".join(
        re.sub(r"[¿?¡!.]", " ", "".join(c for c in bare if not unicodedata.combining(c))).split()
    )


def is_spanish(line: str) -> bool:
    """Say whether a line is in Spanish, as far as its words show."""
    text = plain(line)
    strong = len(set(_STRONG.findall(text)))
    weak = len(set(_WEAK.findall(text)) - {"a", "no", "y"})
    accents = bool(_ACCENTS.search(line))
    return "¿" in line or strong >= _ENOUGH or (strong == 1 and (weak >= 1 or accents))


def in_our_words(line: str) -> str:
    """Return the line that asks the same here; "" for what we do not know."""
    text = plain(line)
    for pattern, said in _QUESTIONS:
        if match := pattern.search(text):
            about = (match.groupdict().get("x") or "").strip(" ,")
            return said.format(x=about).strip()
    return ""


def in_english(line: str) -> str:
    """Return a statement word by word in English; what is in no table stays as it is."""
    bare = unicodedata.normalize("NFKD", line)
    text = "".join(c for c in bare if not unicodedata.combining(c))
    text = re.sub(r"[¿¡]", " ", text)
    text = re.sub(
        r"\b(\w+)(?= dias\b)", lambda match: _COUNTS.get(match[1].lower(), match[1]), text
    )
    for pattern, said in _WORDS:
        text = re.compile(pattern.pattern, re.IGNORECASE).sub(said, text)
    return " ".join(text.split())
