package socket

import (
	"fmt"
	"time"

	"github.com/gorilla/websocket"
)

// Closing says why a connection ends. The code tells the client whether to come back; docs/protocol.md lists them.
type Closing struct {
	Code   int
	Reason string // at most 123 bytes
}

// The closings. 1xxx are RFC 6455's and IANA's; 4xxx are this protocol's.
var (
	closeProtocol        = Closing{4000, "protocol error"}
	closeUnauthenticated = Closing{4001, "signed out"}
	closeSlow            = Closing{4002, "too slow"}
	closeFlood           = Closing{4003, "too many messages"}
	closeNoHello         = Closing{4008, "no hello"}
	closeSilent          = Closing{4010, "no heartbeat"}
	closeTryLater        = Closing{websocket.CloseTryAgainLater, "try again"}
	closeBinary          = Closing{websocket.CloseUnsupportedData, "text frames only"}
	closeTooLarge        = Closing{websocket.CloseMessageTooBig, "frame too large"}
	closeNormal          = Closing{Code: websocket.CloseNormalClosure}
)

// closeRestart asks the client to come back after the given time.
func closeRestart(after time.Duration) Closing {
	return Closing{websocket.CloseServiceRestart, fmt.Sprintf(`{"retry_after":%d}`, after.Milliseconds())}
}

func (c Closing) frame() []byte { return websocket.FormatCloseMessage(c.Code, c.Reason) }
