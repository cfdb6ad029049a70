// Package genesys sends requests to the platform, with the token and the base in one place.
package genesys

import "net/http"

const base = "https://api.mypurecloud.com/api/v2"

type Client struct {
	token string
	http  *http.Client
}

func New(token string) *Client {
	return &Client{token: token, http: &http.Client{}}
}

func (c *Client) Call(method, path string) (*http.Response, error) {
	req, err := http.NewRequest(method, base+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	return c.http.Do(req)
}

func (c *Client) Get(path string) (*http.Response, error) {
	return c.Call("GET", path)
}
