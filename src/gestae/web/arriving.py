"""Files that a form brings, given to be read."""

from pathlib import PurePath

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from gestae.desk.arrivals import Arrivals
from gestae.web.page import words


def arrivals(request: Request) -> Arrivals:
    found = request.app.state.arrivals
    assert isinstance(found, Arrivals)
    return found


def offered(request: Request, form: FormData) -> list[int]:
    """The numbers under which the files of the field ``files`` arrive; none where there is no file."""
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    documents = [(PurePath(str(f.filename).replace("\\", "/")).name or "without a name", f.file.read()) for f in files]
    return arrivals(request).offer(documents, words(form, "date") or None, words(form, "zone") or None)
