package pairing

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tongchuang/server/command"
	"tongchuang/server/wire"
)

func (s *Service) studentConsentOperations(api huma.API, op func(method, path, id, summary string) huma.Operation) {
	command.Operation(api, op(http.MethodGet, "/api/classes/{class}/consents", "class-consents", "Read what was said for each student of a class, by purpose"),
		command.Same[wire.ClassRef], s.ClassConsents)
	command.Operation(api, op(http.MethodGet, "/api/schools/{school}/consents", "school-consents", "Read in which classes your school has students, and what was said for them"),
		command.Same[wire.SchoolRef], s.SchoolConsents)
	command.Operation(api, op(http.MethodPut, "/api/classes/{class}/students/{person}/consents/{purpose}", "give-student-purpose",
		"Record, or renew, a consent for one student, for a year"),
		func(in *struct {
			wire.StudentPurpose
			Body struct {
				SaidBy string `json:"said_by" enum:"guardian,student,school" doc:"Whose word it is"`
			}
		}) wire.GiveStudentPurpose {
			return wire.GiveStudentPurpose{StudentPurpose: in.StudentPurpose, SaidBy: in.Body.SaidBy}
		}, s.GiveStudentPurpose)
	command.Operation(api, op(http.MethodPost, "/api/classes/{class}/students/{person}/consents/{purpose}/withdraw", "withdraw-student-purpose",
		"Withdraw a consent for one student, at once"),
		func(in *struct {
			wire.StudentPurpose
			Body struct {
				SaidBy string `json:"said_by" enum:"guardian,student,school" doc:"Whose word it is"`
				Reason string `json:"reason,omitempty" maxLength:"1000"`
			}
		}) wire.WithdrawStudentPurpose {
			return wire.WithdrawStudentPurpose{StudentPurpose: in.StudentPurpose, SaidBy: in.Body.SaidBy, Reason: in.Body.Reason}
		}, s.WithdrawStudentPurpose)
}
