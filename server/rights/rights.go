// Package rights gives people, guardians and schools what is theirs: export, correction, deletion; and what is deleted by
// itself when its time is over. The methods of Service are safe for concurrent use and ask access themselves; what a
// guardian does is allowed by the token of a link alone.
package rights

import (
	"context"
	"net/http"
	"net/url"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/problem"
	"tongchuang/server/rights/rightsdb"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Policy is what this package asks of access.
type Policy interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
}

// Posts is what becomes of what somebody wrote. All of it may be repeated.
type Posts interface {
	DeletePostsOf(ctx context.Context, person uuid.UUID) error
	ForgetAuthor(ctx context.Context, person uuid.UUID) error
	HidePostsIn(ctx context.Context, class, person uuid.UUID) error
}

// Names says how people may be called. Safe for concurrent use.
type Names interface {
	// Name tells whether a student, or else somebody without an office, may be called so, where those names are taken.
	Name(name string, student bool, taken []string) bool
}

// Deps is what a Service stands on.
type Deps struct {
	Names     Names // nil: as they like
	Pool      *pgxpool.Pool
	Log       *topic.Log
	Policy    Policy
	Posts     Posts
	PublicURL *url.URL
	Limits    Limits
	Ledger    string // file outside of the database that remembers what was erased; "" for none
}

// Service offers the feature.
type Service struct {
	Deps
	db      *rightsdb.Queries
	exports chan struct{} // one for each export that is being made
}

// maxExports bounds the exports that are made at once on a node: each takes a connection of the pool.
const maxExports = 2

// New makes a Service.
func New(d Deps) *Service {
	if d.Limits == nil {
		d.Limits = DefaultLimits()
	}
	return &Service{Deps: d, db: rightsdb.New(d.Pool), exports: make(chan struct{}, maxExports)}
}

// ReasonNeeded: who asks for somebody else's data, or refuses a request, says why.
func ReasonNeeded() *problem.Error {
	return problem.Invalid(problem.Wrong("reason", "required"))
}

// LinkEnded: a guardian's link that is unknown, expired or ended; the three are not told apart.
func LinkEnded() *problem.Error { return problem.New(http.StatusGone, "rights.link_ended") }

// TooManyExports about one person within an hour, or at once.
func TooManyExports(after int) *problem.Error {
	return problem.New(http.StatusTooManyRequests, "rights.too_many_exports").After(after)
}

// Decided: somebody else was faster.
func Decided() *problem.Error { return problem.New(http.StatusConflict, "rights.decided") }

// OwnRequest: what somebody asks for about another is decided by somebody else.
func OwnRequest() *problem.Error { return problem.New(http.StatusForbidden, "rights.own_request") }

// TooManyRequests about one person are open.
func TooManyRequests() *problem.Error {
	return problem.New(http.StatusTooManyRequests, "rights.too_many_requests")
}

// LastAdministrator cannot be deleted.
func LastAdministrator() *problem.Error {
	return problem.New(http.StatusConflict, "account.last_administrator")
}

// Commands registers nothing: what is asked for here can wait for HTTP.
func (s *Service) Commands(*command.Set) {}

const maxBody = 16 << 10

func operation(id, method, path, summary string) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"rights"}, MaxBodyBytes: maxBody}
}

// Operations registers the HTTP operations.
func (s *Service) Operations(api huma.API) {
	command.Operation(api, operation("retention", http.MethodGet, "/api/retention", "What is kept how long"), command.Same[command.None], s.Retention)
	command.Operation(api, operation("rights", http.MethodGet, "/api/rights", "What was asked for, and what can be"), command.Same[command.None], s.Rights)
	command.Operation(api, operation("ask-rights", http.MethodPost, "/api/rights/requests", "Ask for a correction or a deletion"),
		command.OfBody[wire.AskRights], s.Ask)
	command.Operation(api, operation("decide-rights", http.MethodPost, "/api/rights/requests/{request}/decide", "Grant or refuse what was asked for"),
		func(in *decideInput) deciding { return deciding{in.Request, in.Body} }, s.Decide)
	command.Operation(api, operation("affected-people", http.MethodGet, "/api/rights/affected", "Whom a breach between two moments affects"),
		command.Same[wire.AffectedIn], s.Affected)

	command.Operation(api, operation("guardian-links", http.MethodGet, "/api/people/{person}/guardian-links", "The guardians' links of a student"),
		command.Same[ofPerson], s.GuardianLinks)
	command.Operation(api, operation("make-guardian-link", http.MethodPost, "/api/people/{person}/guardian-links", "Make a guardian's link; it is shown once"),
		command.Same[ofPerson], s.MakeGuardianLink)
	command.Operation(api, operation("end-guardian-link", http.MethodDelete, "/api/guardian-links/{link}", "End a guardian's link"),
		command.Same[ofLink], s.EndGuardianLink)

	command.Operation(api, operation("guardian-open", http.MethodPost, "/api/guardian", "What a guardian's link shows"), command.OfBody[wire.GuardianToken], s.GuardianOpen)
	command.Operation(api, operation("guardian-ask", http.MethodPost, "/api/guardian/requests", "Ask for a correction or a deletion as a guardian"),
		command.OfBody[wire.GuardianAsk], s.GuardianAsk)
	command.Operation(api, operation("guardian-withdraw", http.MethodPost, "/api/guardian/withdraw", "Withdraw consent for the student, in all classes"),
		command.OfBody[wire.GuardianToken], s.GuardianWithdraw)

	download(api, operation("export-person", http.MethodPost, "/api/people/{person}/export", "Everything about somebody, as a ZIP file"), s.exportPerson)
	download(api, operation("guardian-export", http.MethodPost, "/api/guardian/export", "Everything about a guardian's student, as a ZIP file"), s.exportForGuardian)
}

type ofPerson struct {
	Person uuid.UUID `path:"person"`
}

type ofLink struct {
	Link uuid.UUID `path:"link"`
}

type decideInput struct {
	Request uuid.UUID `path:"request"`
	Body    wire.DecideRights
}

type deciding struct {
	request uuid.UUID
	wire.DecideRights
}
