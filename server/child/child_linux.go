package child

import (
	"os"
	"os/exec"
	"syscall"
)

func bind(cmd *exec.Cmd, death os.Signal) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
	if s, ok := death.(syscall.Signal); ok {
		cmd.SysProcAttr.Pdeathsig = s
	}
}
