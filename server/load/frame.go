package load

import "encoding/binary"

// Opcodes of RFC 6455, section 5.2, that a client of this protocol meets.
const (
	opContinue = 0x0
	opText     = 0x1
	opClose    = 0x8
	opPing     = 0x9
	opPong     = 0xA
)

// frame is one frame from the server; payload points into the buffer that it was read from.
type frame struct {
	op      byte
	fin     bool
	payload []byte
}

// nextFrame takes a frame from the front of b. ok is false while b holds none that is whole.
func nextFrame(b []byte) (f frame, rest []byte, ok bool) {
	if len(b) < 2 {
		return f, b, false
	}
	n, head := int(b[1]&0x7f), 2
	switch n {
	case 126:
		if len(b) < 4 {
			return f, b, false
		}
		n, head = int(binary.BigEndian.Uint16(b[2:])), 4
	case 127:
		if len(b) < 10 {
			return f, b, false
		}
		n, head = int(binary.BigEndian.Uint64(b[2:])), 10
	}
	if n < 0 || len(b)-head < n {
		return f, b, false
	}
	return frame{op: b[0] & 0x0f, fin: b[0]&0x80 != 0, payload: b[head : head+n]}, b[head+n:], true
}

// appendFrame appends a client's frame. Its mask is zero, which leaves the payload as it is: masking protects old
// proxies from scripts in browsers, not this tool's peers from it.
func appendFrame(b []byte, op byte, payload []byte) []byte {
	b = append(b, 0x80|op)
	switch n := len(payload); {
	case n < 126:
		b = append(b, 0x80|byte(n))
	case n <= 0xffff:
		b = append(b, 0x80|126)
		b = binary.BigEndian.AppendUint16(b, uint16(n))
	default:
		b = append(b, 0x80|127)
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	b = append(b, 0, 0, 0, 0)
	return append(b, payload...)
}
