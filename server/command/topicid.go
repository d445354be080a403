package command

import (
	"github.com/google/uuid"

	"tongchuang/server/problem"
)

// TopicID reads the id in a topic's name, in its one canonical form: not_found for anything else.
func TopicID(id string) (uuid.UUID, error) {
	u, err := uuid.Parse(id)
	if err != nil || u.String() != id {
		return u, problem.NotFound()
	}
	return u, nil
}
