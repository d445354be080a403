package school

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// maxBody bounds what these operations read, in bytes: the longest is a school's whole calendar.
const maxBody = 64 << 10

// Operations registers the HTTP operations.
func (s *Service) Operations(api huma.API) {
	s.ofSchools(api)
	s.ofRequests(api)
	s.ofPartners(api)
}

func op(method, path, id, summary string) huma.Operation {
	return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, Tags: []string{"Schools"}, MaxBodyBytes: maxBody}
}

func (s *Service) ofSchools(api huma.API) {
	command.Operation(api, op(http.MethodGet, "/api/schools", "list-schools", "List the schools"), command.Same[wire.SchoolsIn], s.Schools)
	command.Operation(api, op(http.MethodGet, "/api/my-school", "my-school", "Where you stand: your school, and what you asked for"),
		command.Same[command.None], s.MySchool)
	command.Operation(api, op(http.MethodGet, "/api/schools/{school}", "school-page", "Read a school's profile: names, terms, hours"),
		command.Same[wire.SchoolRef], s.School)
	command.Operation(api, op(http.MethodPatch, "/api/schools/{school}", "change-school", "Change parts of a school's profile"),
		func(in *struct {
			School uuid.UUID `path:"school"`
			Body   wire.ChangeSchool
		}) Change {
			return Change{in.School, in.Body}
		}, s.ChangeSchool)
	command.Operation(api, op(http.MethodGet, "/api/schools/{school}/staff", "school-staff", "List whom a school vouches for"),
		command.Same[wire.SchoolRef], s.Staff)
	command.Operation(api, op(http.MethodPost, "/api/schools/{school}/staff/{person}/withdraw", "withdraw-vouching", "No longer vouch for one of the staff"),
		func(in *struct {
			School uuid.UUID `path:"school"`
			Person uuid.UUID `path:"person"`
			Body   struct {
				Reason string `json:"reason" maxLength:"1000"`
			}
		}) wire.WithdrawVouching {
			return wire.WithdrawVouching{School: in.School, Person: in.Person, Reason: in.Body.Reason}
		}, s.Withdraw)
	command.Operation(api, op(http.MethodPost, "/api/schools/{school}/staff/{person}/appoint", "appoint-staff", "Make one of the staff a coordinator, or a teacher again"),
		func(in *struct {
			School uuid.UUID `path:"school"`
			Person uuid.UUID `path:"person"`
			Body   struct {
				Role string `json:"role" enum:"teacher,coordinator"`
			}
		}) wire.AppointStaff {
			return wire.AppointStaff{School: in.School, Person: in.Person, Role: in.Body.Role}
		}, s.Appoint)
	command.Operation(api, op(http.MethodPost, "/api/schools/{school}/ask-coordinator", "ask-for-coordinator", "Ask the administrators for a coordinator of your school"),
		command.Same[wire.SchoolRef], s.AskForCoordinator)
	command.Operation(api, op(http.MethodPost, "/api/schools/{school}/leave", "leave-school", "Leave your school: it no longer vouches for you"),
		command.Same[LeaveSchool], s.Leave)
	command.Operation(api, op(http.MethodPost, "/api/cities", "add-city", "Add a city to the list"), command.OfBody[wire.AddCity], s.AddCity)
}

func (s *Service) ofRequests(api huma.API) {
	command.Operation(api, op(http.MethodPost, "/api/teacher-requests", "ask-for-school", "Ask to be staff of a school"),
		command.OfBody[wire.AskForSchool], s.Ask)
	command.Operation(api, op(http.MethodGet, "/api/teacher-requests", "list-teacher-requests", "List everybody's open requests"),
		command.Same[command.None], s.AllRequests)
	command.Operation(api, op(http.MethodGet, "/api/schools/{school}/requests", "school-requests", "List the open requests for a school"),
		command.Same[wire.SchoolRef], s.Requests)
	command.Operation(api, op(http.MethodDelete, "/api/teacher-requests/{request}", "take-back-request", "Take an own request back"),
		command.Same[wire.TeacherRequestRef], s.TakeBack)
	command.Operation(api, op(http.MethodPost, "/api/teacher-requests/{request}/accept", "accept-teacher", "Vouch for the person who asked"),
		func(in *struct {
			Request uuid.UUID `path:"request"`
			Body    struct {
				Role string `json:"role" enum:"teacher,coordinator"`
			}
		}) wire.AcceptTeacher {
			return wire.AcceptTeacher{Request: in.Request, Role: in.Body.Role}
		}, s.Accept)
	command.Operation(api, op(http.MethodPost, "/api/teacher-requests/{request}/refuse", "refuse-teacher", "Refuse, with a reason"),
		func(in *struct {
			Request uuid.UUID `path:"request"`
			Body    struct {
				Reason string `json:"reason" maxLength:"1000"`
			}
		}) wire.RefuseTeacher {
			return wire.RefuseTeacher{Request: in.Request, Reason: in.Body.Reason}
		}, s.Refuse)
}

func (s *Service) ofPartners(api huma.API) {
	command.Operation(api, op(http.MethodGet, "/api/partner-searches", "list-partner-searches", "Find classes that look for a partner"),
		command.Same[wire.FindPartners], s.Searches)
	command.Operation(api, op(http.MethodPost, "/api/partner-searches", "create-partner-search", "Describe a class that looks for a partner"),
		command.OfBody[wire.PartnerSearchInput], s.Describe)
	command.Operation(api, op(http.MethodGet, "/api/partner-searches/{search}", "partner-search", "Read about a class that looks for a partner"),
		command.Same[wire.PartnerSearchRef], s.Search)
	command.Operation(api, op(http.MethodPut, "/api/partner-searches/{search}", "change-partner-search", "Change what a class looks for, or close it"),
		func(in *struct {
			Search uuid.UUID `path:"search"`
			Body   wire.PartnerSearchInput
		}) wire.ChangePartnerSearch {
			return wire.ChangePartnerSearch{Search: in.Search, PartnerSearchInput: in.Body}
		}, s.ChangeSearch)
	command.Operation(api, op(http.MethodGet, "/api/shared-hours", "shared-hours", "When two schools, or two classes, are free at once"),
		command.Same[wire.SharedHoursIn], s.SharedHours)
}
