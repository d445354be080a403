package main

import (
	"os"
	"testing"

	"tongchuang/server/web"
)

func TestTheClientsTypesAreMadeFromTheDescriptionOfTheseOperations(t *testing.T) {
	t.Parallel()
	want, err := web.Marshal(web.Describe(features()...))
	if err != nil {
		t.Fatal(err)
	}
	for range 5 { // its order does not depend on that of maps
		again, err := web.Marshal(web.Describe(features()...))
		if err != nil {
			t.Fatal(err)
		}
		if string(again) != string(want) {
			t.Fatal("the same API is described differently each time")
		}
	}
	have, err := os.ReadFile("../../client/src/lib/api/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != string(want) {
		t.Fatal("client/src/lib/api/openapi.json is stale: run `npm run types` in client/")
	}
}
