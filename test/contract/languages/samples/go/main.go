package main

import (
	"fmt"
	"os"

	"example.com/wallboard/genesys"
)

type board struct {
	client *genesys.Client
	names  []string
}

func (b board) load(queue string) error {
	if _, err := b.client.Get("/users/me"); err != nil {
		return err
	}
	_, err := b.client.Get(fmt.Sprintf("/routing/queues/%s", queue))
	for _, path := range []string{"/users", "/routing/queues"} {
		b.client.Get(path)
	}
	return err
}

func main() {
	client := genesys.New(os.Getenv("TOKEN"))
	b := board{client: client}
	b.load("one")
	client.Call("POST", "/analytics/conversations/aggregates/query")
}
