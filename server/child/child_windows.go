package child

import (
	"os"
	"os/exec"
	"syscall"
)

// bind cannot promise death here: the owner ends leftovers at its next start.
func bind(cmd *exec.Cmd, _ os.Signal) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.CreationFlags |= syscall.CREATE_NEW_PROCESS_GROUP
}
