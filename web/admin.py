"""The administrator's pages: send files to be read, watch the reading, remove and restore positions, correct facts.

They exist only where a secret is set. Every form carries the session's token; what a form did is told on the page that
follows, by a key in its address.
"""

from flask import Blueprint, Flask, Response, current_app, g, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, Forbidden
from werkzeug.wrappers import Response as BaseResponse

from ajsearch.administration import Administration
from ajsearch.asking import make_correction
from ajsearch.errors import LockedError, UsageError
from ajsearch.facts import FactKind
from ajsearch.intake import now
from ajsearch.jobs import JobKind
from ajsearch.stated import stated
from web.admin_session import COOKIE, Session, Sessions, comes_from_elsewhere
from web.admin_texts import Done, register_texts
from web.api import service

blueprint = Blueprint("admin", __name__, url_prefix="/admin")

SESSION = "admin_session"
OPEN_TO_ALL = frozenset({"admin.login", "admin.enter"})
BACK_TO_REVIEW = "review"


class FormRefused(BadRequest):
    """A form that is not of our own pages, or of a session that has ended."""

    description = "The form is too old or was not sent from its own page: open the page again."


def register(app: Flask, administration: Administration | None, secret: str) -> None:
    """Add the pages to the application where there is a secret; the others learn that there is no administrator."""
    app.jinja_env.globals.update(admin_token=lambda: None, admin_pages=False)
    if administration is None or not secret:
        return
    app.extensions["administration"] = administration
    app.extensions["sessions"] = sessions = Sessions(secret)
    app.jinja_env.globals.update(admin_token=_token, admin_pages=True)
    register_texts(app)
    app.register_blueprint(blueprint)

    @app.before_request
    def recognise() -> None:
        if COOKIE in request.cookies or request.blueprint == blueprint.name:
            setattr(g, SESSION, sessions.read(request))

    @app.after_request
    def prolong(response: Response) -> Response:
        session: Session | None = g.get(SESSION)
        if session is not None:
            sessions.write(response, session, secure=request.is_secure or _is_served_by_tls())
        if COOKIE in request.cookies or request.blueprint == blueprint.name:
            response.headers["Cache-Control"] = "no-store"
        return response


@blueprint.before_request
def guard() -> BaseResponse | None:
    """Let nobody in but the administrator, and no form but our own."""
    session: Session | None = g.get(SESSION)
    if request.method == "POST":
        if comes_from_elsewhere(request):
            raise FormRefused
        if request.endpoint not in OPEN_TO_ALL and not (session and session.admitted):
            raise Forbidden
        if request.endpoint == "admin.upload":
            request.max_content_length = _administration().upload_bytes
        if not _sessions().is_ours(request, session):
            raise FormRefused
    elif request.endpoint not in OPEN_TO_ALL and not (session and session.admitted):
        return redirect(url_for("admin.login"), 303)
    return None


@blueprint.get("/login")
def login() -> str | BaseResponse:
    """Ask for the secret."""
    if _token():
        return redirect(url_for("admin.overview"), 303)
    return _login_page()


@blueprint.post("/login")
def enter() -> tuple[str, int, dict[str, str]] | tuple[str, int] | BaseResponse:
    """Admit who knows the secret; whoever fails too often has to wait."""
    sessions, attempts = _sessions(), _administration().attempts
    who = sessions.known_as(request.remote_addr or "")
    wait = attempts.claim(who)
    if wait:
        return _login_page(wait=wait), 429, {"Retry-After": str(wait)}
    if not sessions.is_right(request.form.get("secret", "")):
        return _login_page(wrong=True), 403
    attempts.forgive(who)
    setattr(g, SESSION, sessions.begin(admitted=True))
    return redirect(url_for("admin.overview"), 303)


@blueprint.post("/logout")
def leave() -> BaseResponse:
    """End the session in this browser."""
    setattr(g, SESSION, None)
    response = redirect(url_for("pages.search"), 303)
    response.delete_cookie(COOKIE, path="/", samesite="Strict", httponly=True)
    return response


@blueprint.get("/")
def overview() -> str:
    """What is being read, what can be sent, what was removed."""
    return _overview_page()


@blueprint.get("/progress")
def progress() -> str:
    """The part of the page that tells how the reading goes on."""
    return render_template("admin/_job.html", job=_administration().job())


@blueprint.post("/upload")
def upload() -> str | tuple[str, int] | BaseResponse:
    """Keep the sent files and begin to read them; while others are being read, they wait."""
    sent = [one for one in request.files.getlist("files") if one.filename]
    if not sent:
        return _told(Done.NO_FILES)
    for one in sent:
        _administration().keep(one.filename or "", one.stream)
    try:
        _administration().read(JobKind.NEW)
    except LockedError:
        return _told(Done.WAITING)
    return _told(Done.SENT)


@blueprint.post("/read")
def read() -> BaseResponse:
    """Read what is new among the sent files, or all files once more."""
    kind = JobKind.AGAIN if request.form.get("kind") == JobKind.AGAIN else JobKind.NEW
    _administration().read(kind)
    return _told(Done.READING)


@blueprint.post("/stop")
def stop() -> BaseResponse:
    """Stop the reading; what was read is kept."""
    _administration().stop()
    return _told(Done.STOPPING)


@blueprint.get("/positions/<position_id>")
def position(position_id: str) -> str:
    """A position's facts to be put right, and what else may be done with it."""
    return _position_page(position_id)


@blueprint.post("/positions/<position_id>/facts")
def correct(position_id: str) -> tuple[str, int] | BaseResponse:
    """Add, change or take away a fact."""
    form = request.form
    try:
        kind = FactKind(form.get("kind", ""))
        made = make_correction(
            kind,
            None if kind is FactKind.CLEARANCE else form.get("value", ""),
            target=form.get("target"),
            level=form.get("level") or None,
            required=bool(form.get("required")),
            remove="remove" in form,
            quote=form.get("quote", "").strip(),
            target_quote=form.get("target_quote", ""),
            made_at=now(),
        )
    except (ValueError, UsageError) as error:
        return _position_page(position_id, problem=str(error)), 400
    _administration().correct(position_id, made)
    return redirect(url_for("admin.position", position_id=position_id, done=Done.CORRECTED), 303)


@blueprint.post("/positions/<position_id>/reread")
def reread(position_id: str) -> BaseResponse:
    """Read a position's files once more."""
    service().position(position_id)
    _administration().read(JobKind.AGAIN, [position_id])
    return _told(Done.READING)


@blueprint.post("/positions/<position_id>/remove")
def remove(position_id: str) -> BaseResponse:
    """Take a position out; it can be restored."""
    _administration().remove(position_id)
    return _told(Done.REMOVED)


@blueprint.post("/removed/<content>/restore")
def restore(content: str) -> BaseResponse:
    """Put a removed position back."""
    position_id = _administration().restore(content)
    return redirect(url_for("admin.position", position_id=position_id, done=Done.RESTORED), 303)


@blueprint.post("/removed/<content>/erase")
def erase(content: str) -> BaseResponse:
    """Keep nothing of a removed position."""
    _administration().erase(content)
    return _told(Done.ERASED)


@blueprint.post("/corrections/<int:number>/undo")
def undo(number: int) -> BaseResponse:
    """Take a correction back."""
    taken = _administration().undo(number)
    return redirect(url_for("admin.position", position_id=taken.position, done=Done.UNDONE), 303)


@blueprint.post("/dismiss")
def dismiss() -> BaseResponse:
    """Say that a sentence on the page of review states no requirement."""
    try:
        kind = FactKind(request.form.get("kind", ""))
    except ValueError:
        raise UsageError("Which kind of requirement does the sentence not state?") from None
    _administration().dismiss(request.form.get("position", ""), kind, request.form.get("sentence", ""))
    return redirect(url_for("pages.review", offset=request.form.get("offset") or None), 303)


def _login_page(*, wrong: bool = False, wait: int = 0) -> str:
    if g.get(SESSION) is None:
        setattr(g, SESSION, _sessions().begin(admitted=False))
    token = _sessions().token(g.get(SESSION))
    return render_template("admin/login.html", token=token, wrong=wrong, wait_minutes=-(-wait // 60))


def _overview_page() -> str:
    administration = _administration()
    return render_template(
        "admin/overview.html",
        job=administration.job(),
        removed=administration.removed(),
        upload_mb=administration.upload_bytes // 1_000_000,
        done=_done(),
    )


def _position_page(position_id: str, problem: str | None = None) -> str:
    found = service().position(position_id)
    add = request.args.get("add", "")
    return render_template(
        "admin/position.html",
        position=found,
        facts=stated(found),
        corrections=_administration().corrections_of(position_id),
        kinds=list(FactKind),
        add=FactKind(add) if add in {*FactKind} else None,
        quote=request.args.get("quote", ""),
        done=_done(),
        problem_message=problem,
    )


def _told(done: Done) -> BaseResponse:
    return redirect(url_for("admin.overview", done=done), 303)


def _done() -> Done | None:
    name = request.args.get("done", "")
    return Done(name) if name in {*Done} else None


def _token() -> str | None:
    """The token of the administrator's forms, None for everybody else."""
    session: Session | None = g.get(SESSION)
    return _sessions().token(session) if session and session.admitted else None


def _is_served_by_tls() -> bool:
    return bool(current_app.config.get("SERVED_BY_TLS"))


def _administration() -> Administration:
    found: Administration = current_app.extensions["administration"]
    return found


def _sessions() -> Sessions:
    found: Sessions = current_app.extensions["sessions"]
    return found
