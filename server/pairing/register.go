package pairing

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/wire"
)

// Commands registers the topic of a pairing. What is done to one is done over HTTP.
func (s *Service) Commands(set *command.Set) {
	command.RegisterEvent[wire.PairingStep](set, Stepped)
	set.RegisterTopic(command.TopicKind{
		Prefix: prefix,
		MayRead: func(ctx context.Context, actor access.Actor, id string) error {
			pairing, err := command.TopicID(id)
			if err != nil {
				return err
			}
			return s.Policy.Check(ctx, actor, access.ReadPairing, access.Pairing(pairing))
		},
		Snapshot: func(ctx context.Context, actor access.Actor, id string) (any, int64, error) {
			pairing, err := command.TopicID(id)
			if err != nil {
				return nil, 0, err
			}
			page, err := s.Page(ctx, actor, wire.PairingRef{Pairing: pairing})
			return page, page.Seq, err
		},
		SnapshotType: reflect.TypeFor[wire.PairingPage](),
	})
}

// Operations registers the HTTP operations.
func (s *Service) Operations(api huma.API) {
	op := func(method, path, id, summary string) huma.Operation {
		return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, Tags: []string{"Pairings"}}
	}
	command.Operation(api, op(http.MethodGet, "/api/pairings", "list-pairings", "List the pairings of your school"),
		command.Same[command.None], s.Pairings)
	command.Operation(api, op(http.MethodGet, "/api/pairings/schools", "schools-to-pair", "Search the schools that a pairing can be proposed to"),
		command.Same[wire.SchoolQuery], s.Schools)
	command.Operation(api, op(http.MethodPost, "/api/pairings", "propose-pairing", "Propose a pairing to another school"),
		command.OfBody[wire.ProposePairing], s.Propose)
	command.Operation(api, op(http.MethodGet, "/api/pairings/{pairing}", "pairing-page", "Read a pairing: its steps, consents and classes"),
		command.Same[wire.PairingRef], s.Page)
	command.Operation(api, op(http.MethodGet, "/api/moderation/pairings", "staff-pairings", "List the pairings whose discussion you can ask to read"),
		command.Same[command.None], s.OfStaff)
	command.Operation(api, op(http.MethodPost, "/api/moderation/pairings/{pairing}/enter", "enter-pairing", "Read a pairing's discussion for an hour, with a reason"),
		func(in *struct {
			Pairing uuid.UUID `path:"pairing"`
			Body    reason
		}) wire.EnterPairing {
			return wire.EnterPairing{Pairing: in.Pairing, Reason: in.Body.Reason}
		}, s.Enter)
	command.Operation(api, op(http.MethodPost, "/api/pairings/{pairing}/accept", "accept-pairing", "Accept a pairing for a school"),
		func(in *struct {
			Pairing uuid.UUID `path:"pairing"`
			Body    struct {
				School *uuid.UUID `json:"school,omitempty" doc:"Your own where absent"`
			}
		}) wire.AcceptPairing {
			return wire.AcceptPairing{Pairing: in.Pairing, School: in.Body.School}
		}, s.Accept)
	command.Operation(api, op(http.MethodPost, "/api/pairings/{pairing}/withdraw", "withdraw-pairing", "End a pairing, or take its proposal back"),
		func(in *struct {
			Pairing uuid.UUID `path:"pairing"`
			Body    reason
		}) wire.WithdrawPairing {
			return wire.WithdrawPairing{Pairing: in.Pairing, Reason: in.Body.Reason}
		}, s.Withdraw)
	command.Operation(api, op(http.MethodPut, "/api/pairings/{pairing}/old-classes/{class}", "continue-class",
		"Say for your school that a class whose pairing ended goes on in this one; it does when both schools' teachers of it have said so"),
		command.Same[wire.ContinueClass], s.Continue)
	command.Operation(api, op(http.MethodDelete, "/api/pairings/{pairing}/old-classes/{class}", "decline-class",
		"Say for your school that a class does not go on in this pairing"),
		command.Same[wire.ContinueClass], s.Decline)
	s.consentOperations(api, op)
}

// reason is the body of what is only done with one.
type reason struct {
	Reason string `json:"reason" maxLength:"1000"`
}

func (s *Service) consentOperations(api huma.API, op func(method, path, id, summary string) huma.Operation) {
	command.Operation(api, op(http.MethodPut, "/api/pairings/{pairing}/consents/{purpose}", "give-consent", "Give your school's consent for a year"),
		command.Same[wire.PairingPurpose], s.GiveConsent)
	command.Operation(api, op(http.MethodPost, "/api/pairings/{pairing}/consents/{purpose}/withdraw", "withdraw-consent", "Withdraw your school's consent, at once"),
		func(in *struct {
			wire.PairingPurpose
			Body reason
		}) wire.WithdrawPairingConsent {
			return wire.WithdrawPairingConsent{PairingPurpose: in.PairingPurpose, Reason: in.Body.Reason}
		}, s.WithdrawConsent)
	command.Operation(api, op(http.MethodPost, "/api/classes/{class}/students/{person}/withdraw-consent", "withdraw-student-consent",
		"Withdraw the consent for one student: what they said is hidden at once"),
		func(in *struct {
			wire.StudentRef
			Body struct {
				Reason string `json:"reason" maxLength:"1000"`
				SaidBy string `json:"said_by,omitempty" enum:"guardian,student,school" doc:"Whose word it is"`
			}
		}) wire.WithdrawStudentConsent {
			return wire.WithdrawStudentConsent{StudentRef: in.StudentRef, Reason: in.Body.Reason, SaidBy: in.Body.SaidBy}
		}, s.WithdrawStudent)
	command.Operation(api, op(http.MethodPost, "/api/classes/{class}/students/{person}/give-consent", "give-student-consent",
		"Give the consent for one student again"),
		func(in *struct {
			wire.StudentRef
			Body struct {
				Show   bool   `json:"show,omitempty" doc:"Show again what the withdrawal hid"`
				SaidBy string `json:"said_by,omitempty" enum:"guardian,student,school" doc:"Whose word it is"`
			}
		}) wire.GiveStudentConsent {
			return wire.GiveStudentConsent{StudentRef: in.StudentRef, Show: in.Body.Show, SaidBy: in.Body.SaidBy}
		}, s.GiveStudent)
	s.studentConsentOperations(api, op)
}
