package app_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"tongchuang/server/apptest"
	"tongchuang/server/wire"
)

// Rule 15: a live session starts with the lobby on, private chat off, recording off. Lessons with picture and sound do
// not exist yet. What is live today is a class's room, and of it this test holds: nobody enters who is not a member, with
// a teacher's word behind it; nothing can be said in it to one person alone; nothing offers to record it. When lessons
// come, their own defaults belong here.
func TestRule15ALiveRoomHasADoorNoPrivateChatAndNoRecording(t *testing.T) {
	t.Parallel()
	r := newClassroom(t)
	outside := apptest.Hello(t, r.node, r.Outsider.Token)
	outside.Refused("subscribe", wire.Subscribe{Topic: r.ClassTopic}, "not_found")

	student := r.follow(r.node, r.Student)
	for _, topic := range []string{"person:" + r.StudentHefei.ID.String(), "person:" + r.Teacher.ID.String()} {
		student.Refused("subscribe", wire.Subscribe{Topic: topic}, "not_found")
		student.Refused("signal", wire.SendSignal{Topic: topic, Name: "typing"}, "subscription.none")
	}
	student.Refused("signal", map[string]any{"topic": r.ClassTopic, "name": "typing", "to": r.StudentHefei.ID}, "bad_request")
	student.Refused("post.create", map[string]any{"thread": r.Chat, "client_id": uuid.New(), "body": "psst", "to": r.StudentHefei.ID}, "bad_request")
	student.Refused("post.create", map[string]any{"thread": r.StudentHefei.ID, "client_id": uuid.New(), "body": "psst"}, "not_found")

	for name := range offers(t) {
		low := strings.ToLower(name)
		for _, word := range []string{"direct", "private", "whisper", "record", "message"} {
			if strings.Contains(low, word) && !strings.Contains(low, "consent") {
				t.Errorf("%q is offered: is that a private chat, or a recording?", name)
			}
		}
	}
}
