package load

import (
	"bytes"
	"os"
	"strconv"
	"strings"
)

// ticks is USER_HZ, in which /proc counts time: 100 on every architecture that Go runs on.
const ticks = 100

// cpu gives the seconds of processor time that the processes have used, with those of their children that still run
// (Postgres has one for each connection).
func cpu(pids []int, children bool) float64 {
	var sum float64
	for _, pid := range pids {
		sum += cpuOf(strconv.Itoa(pid))
		if !children {
			continue
		}
		kids, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/task/" + strconv.Itoa(pid) + "/children")
		for _, kid := range strings.Fields(string(kids)) {
			sum += cpuOf(kid)
		}
	}
	return sum
}

// cpuOf reads utime and stime, proc(5).
func cpuOf(pid string) float64 {
	b, err := os.ReadFile("/proc/" + pid + "/stat")
	i := bytes.LastIndexByte(b, ')')
	if err != nil || i < 0 {
		return 0
	}
	fields := strings.Fields(string(b[i+1:]))
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) / ticks
}

// memory gives the resident memory of the processes in bytes.
func memory(pids []int) int64 {
	var sum int64
	for _, pid := range pids {
		b, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
		for line := range strings.Lines(string(b)) {
			if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
				kb, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
				sum += kb << 10
			}
		}
	}
	return sum
}
