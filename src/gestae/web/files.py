"""The files a page needs: style sheets, script, typefaces. They lie inside the package, and are all there are."""

from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "woff2": "font/woff2", "txt": "text/plain"}


@cache
def _all() -> dict[str, bytes]:
    """By path below /static. The brief's own style sheet is the first half of the desk's."""
    found = {"brief.css": files("gestae.present").joinpath("style", "brief.css").read_bytes()}
    static = files("gestae.web").joinpath("static")
    for each in static.iterdir():
        if each.is_file():
            found[each.name] = each.read_bytes()
    for each in static.joinpath("fonts").iterdir():
        found[f"fonts/{each.name}"] = each.read_bytes()
    return found


def _give(request: Request) -> Response:
    name = str(request.path_params["name"])
    data = _all().get(name)
    if data is None:
        return Response(status_code=404)
    return Response(data, media_type=_TYPES[name.rpartition(".")[2]], headers={"Cache-Control": "max-age=86400"})


STATIC = (Route("/static/{name:path}", _give),)
