"""A blog whose feed has as many posts as a bench says, the newest first."""
import http.server
import threading

WORDS = "Some words of a post that a reader likes. " * 250
ITEM = "<item><title>Post {0}</title><link>https://blog.example/{0}</link><guid>{0}</guid><description>{1}</description></item>"
HEAD = "<rss version='2.0'><channel><title>Blog</title><link>https://blog.example/</link><description>b</description>"


class Blog:
    """Serves the feed on a port of its own; `posts` may change meanwhile."""

    def __init__(self):
        self.posts = 1
        blog = self

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                items = "".join(ITEM.format(post, WORDS) for post in range(blog.posts, 0, -1))
                body = (HEAD + items + "</channel></rss>").encode()
                self.send_response(200)
                self.send_header("content-type", "application/rss+xml")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{server.server_port}/feed"
