import os

from genesys.client import Client, Paging

QUEUE = "/routing/queues/{}"


def load(queue, token=None):
    client = Client(token or os.environ["TOKEN"])
    yield client.get("/users/me")
    yield client.get(QUEUE.format(queue))
    yield client.get("/routing/queues/%s/members" % queue)
    yield client.call(path="/analytics/conversations/aggregates/query", method="POST", params={"interval": "P1D"})
    yield Paging(token, base="https://api.mypurecloud.de").all("/users")
