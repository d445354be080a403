package memory_test

import (
	"testing"

	"go.uber.org/goleak"

	"tongchuang/server/bus/bustest"
	"tongchuang/server/bus/memory"
	"tongchuang/server/hub"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestTheBusInMemoryIsABus(t *testing.T) {
	t.Parallel()
	bustest.Run(t, func(*testing.T) bustest.Join {
		exchange := new(memory.Exchange)
		return func(receive func(string, []byte)) hub.Bus { return exchange.Node(receive) }
	})
}
