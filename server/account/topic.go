package account

import (
	"context"
	"reflect"

	"tongchuang/server/access"
	"tongchuang/server/command"
	"tongchuang/server/notice"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// Asker is what the topic of a person asks of access.
type Asker interface {
	Check(ctx context.Context, actor access.Actor, action access.Action, object access.Object) error
}

// Header tells where a topic's log ends.
type Header interface {
	Head(ctx context.Context, name topic.Name) (int64, error)
}

// RegisterTopic registers the topic of a person: what only that person's own connections hear.
func RegisterTopic(set *command.Set, policy Asker, log Header) {
	command.RegisterEvent[wire.Empty](set, wire.AccessChanged)
	command.RegisterEvent[wire.Notice](set, notice.Created)
	set.RegisterTopic(command.TopicKind{
		Prefix: "person",
		MayRead: func(ctx context.Context, actor access.Actor, id string) error {
			person, err := command.TopicID(id)
			if err != nil {
				return err
			}
			return policy.Check(ctx, actor, access.OwnAffairs, access.Person(person))
		},
		Snapshot: func(ctx context.Context, _ access.Actor, id string) (any, int64, error) {
			head, err := log.Head(ctx, topic.Name("person:"+id))
			return wire.Empty{}, head, err
		},
		SnapshotType: reflect.TypeFor[wire.Empty](),
	})
}
