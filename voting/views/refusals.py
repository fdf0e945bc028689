"""Answering refusals: each named exception becomes a status and a sentence, as a page or as JSON."""

from __future__ import annotations

import logging

from flask import Flask, Response, jsonify, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from voting import errors
from voting.audience import audience_of
from voting.errors import Refused
from voting.views.access import has_lost_log_in, to_log_in
from voting.views.words import told

STATUS = {
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.WrongState: 409,
    errors.BadInput: 400,
    errors.NeedsConsent: 409,
    errors.CardRefused: 403,
    errors.ClaimedElsewhere: 409,
    errors.BadSignature: 403,
    errors.CastOtherwise: 409,
    errors.RoundNotOpen: 409,
    errors.RoundClosed: 409,
}
PHONE_PATHS = ("/v", "/claim", "/cast", "/kiosk/card")
Answer = tuple[Response | str, int]


def answer_refusals(app: Flask) -> None:
    """Teach the app to answer every refusal and every fault with a sentence, and never with a trace."""

    @app.errorhandler(Refused)
    def refused(refusal: Refused) -> Answer:
        lines = tuple(map(told, getattr(refusal, "lines", ())))
        return _answer(told(refusal.message), STATUS.get(type(refusal), 400), refusal.code, lines)

    @app.errorhandler(CSRFError)
    def forged(_fault: CSRFError) -> Answer | AnyResponse:
        audience = audience_of(app, request.endpoint) if request.endpoint else ""
        if has_lost_log_in(audience):
            return to_log_in(audience)
        return _answer(_("页面已过期，没有保存。请返回上一页、刷新后再提交一次。"), 400, "expired")

    @app.errorhandler(HTTPException)
    def http(fault: HTTPException) -> Answer:
        code = fault.code or 500
        sentences = {
            404: _("没有这个页面。请检查地址，或回到首页。"),
            405: _("这个地址不能这样打开。请回到首页。"),
            413: _("文件太大，最多 16 MB。"),
        }
        return _answer(sentences.get(code, _("请求没有完成，请返回后重试。")), code, "http")

    @app.errorhandler(Exception)
    def broken(fault: Exception) -> Answer:
        # A trace could carry what a phone has sent; of those requests only the kind of fault is logged.
        if request.path.startswith(PHONE_PATHS):
            app.logger.error("a phone's request failed: %s", type(fault).__name__)
        else:
            logging.getLogger("voting").exception("a request failed")
        return _answer(
            _("系统出了故障，这一步没有完成。请再试一次；仍不行请重启服务，已保存的内容不会丢。"), 500, "fault"
        )


def _answer(message: str, status: int, code: str, lines: tuple[str, ...] = ()) -> Answer:
    if (
        request.path.startswith(PHONE_PATHS) and request.path != "/v"
    ) or request.accept_mimetypes.best == "application/json":
        return jsonify(error=code, message=message, lines=list(lines)), status
    return render_template("error.html", message=message, lines=lines, status=status), status
