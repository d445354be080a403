package demo

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Summary tells what the example data hold and who can sign in.
type Summary struct {
	// Password is the same for all of Accounts.
	Password string
	Accounts []Account
	// Threads and Texts are all that belong to the example data; New is how many texts this run has added.
	Threads, Texts, New int
}

// Account is an example account.
type Account struct {
	SignIn   string // what to type
	Name     string
	Role     string
	School   string // both names; "" for who belongs to none
	Language string // of the interface
}

func summary(discussions []discussion, made int) Summary {
	s := Summary{Password: Password, New: made, Threads: len(discussions)}
	for _, d := range discussions {
		s.Texts += len(d.texts)
	}
	for _, p := range people {
		s.Accounts = append(s.Accounts, Account{p.signIn, p.name, string(p.role), p.school.String(), p.language})
	}
	return s
}

// Print writes who can sign in, for the terminal of whoever starts the server.
func (s Summary) Print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "Example accounts; the password of each is: %s\n", s.Password)
	// Names in Han are twice as wide as a tabwriter counts, so they come last.
	fmt.Fprintln(t, "  SIGN IN AS\tROLE\tLANGUAGE\tNAME, SCHOOL")
	for _, a := range s.Accounts {
		who := a.Name
		if a.School != "" {
			who += ", " + a.School
		}
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", a.SignIn, a.Role, a.Language, who)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the example accounts: %w", err)
	}
	return nil
}
