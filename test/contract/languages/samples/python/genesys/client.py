"""Requests to the platform, with the token and the base in one place."""
import requests

BASE = "https://api.mypurecloud.com"


class Client:
    version = "v2"

    def __init__(self, token, base=BASE):
        self.base = base
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer %s" % token

    def call(self, method, path, *, params=None):
        url = f"{self.base}/api/{self.version}{path}"
        answer = self.session.request(method, url, params=params)
        if answer.status_code == 429:
            raise RuntimeError("too many requests")
        return answer.json()

    def get(self, path):
        return self.call("GET", path)


class Paging(Client):
    def all(self, path, size=100):
        pages = []
        for page in [1, 2, 3]:
            pages += self.call("GET", path, params={"pageNumber": page, "pageSize": size})
        return pages
