"""A server on this machine that speaks the chat completions of a model server, and answers as a test tells it to."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def claims(*told):
    """The words of a good answer."""
    return json.dumps({"claims": list(told)})


def envelope(words, finish="stop", **more):
    message = {"role": "assistant", "content": words, **more}
    return json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": finish}]}).encode()


class Answer:
    """Status, headers and bytes; ``said_length`` is what the Content-Length says; ``drip`` seconds pass before each byte."""

    def __init__(self, data=b"", status=200, headers=(), said_length=None, drip=0.0):
        self.data, self.status, self.headers, self.drip = data, status, dict(headers), drip
        self.said_length = len(data) if said_length is None else said_length


class ModelServer:
    """Answers each question by the next of ``answers``, the last one for ever; ``asked`` holds what it was sent."""

    def __init__(self, *answers):
        self.answers, self.asked, self.heads = list(answers), [], []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                server.heads.append(dict(self.headers))
                server.asked.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
                answer = server.answers[min(len(server.asked), len(server.answers)) - 1]
                if callable(answer):
                    answer = answer(server.asked[-1][1])
                if isinstance(answer, str):
                    answer = Answer(envelope(answer))
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(answer.said_length))
                self.end_headers()
                self.write(answer)

            def write(self, answer):
                try:
                    if not answer.drip:
                        self.wfile.write(answer.data)
                    for byte in answer.data if answer.drip else b"":
                        time.sleep(answer.drip)
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                except OSError:
                    pass  # whoever asked has gone
                self.close_connection = True

            def do_GET(self):
                server.asked.append((self.path, None))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()

    @property
    def questions(self):
        """What was put to the model as a user: the objects of before and text."""
        return [json.loads(body["messages"][1]["content"]) for _, body in self.asked if body]
