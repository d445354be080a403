package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
)

// person is somebody who does not exist. None has an e-mail address, so no letter ever goes to one.
type person struct {
	signIn, name   string
	role           access.Role
	language, zone string
	school         school
}

func (p person) id() uuid.UUID { return idOf("person", p.signIn) }

const ohio = "America/New_York"

var people = []person{
	{"ms-carver", "Ms. Carver", access.Teacher, "en", ohio, columbusSchool},
	{"maya", "Maya", access.Student, "en", ohio, columbusSchool},
	{"theo", "Theo", access.Student, "en", ohio, columbusSchool},
	{"june", "June", access.Student, "en", ohio, columbusSchool},

	{"chen", "陈老师", access.Teacher, "zh-Hans", beijing, hefeiSchool},
	{"xiaoyu", "小雨", access.Student, "zh-Hans", beijing, hefeiSchool},
	{"lele", "乐乐", access.Student, "zh-Hans", beijing, hefeiSchool},
	{"ahang", "阿航", access.Student, "zh-Hans", beijing, hefeiSchool},

	{"ruth", "Ruth", access.Citizen, "en", ohio, school{}},
	{"marcus", "Marcus", access.Citizen, "en", "America/Chicago", school{}},
	{"zhou", "老周", access.Citizen, "zh-Hans", beijing, school{}},
	{"yating", "雅婷", access.Citizen, "zh-Hant", "America/Los_Angeles", school{}},

	{"grace", "Grace", access.Coordinator, "en", ohio, columbusSchool},
	{"guan", "关主任", access.Coordinator, "zh-Hans", beijing, hefeiSchool},
	{"nora", "Nora", access.Moderator, "en", "America/Chicago", school{}},
	{"shen", "沈姐", access.Moderator, "zh-Hans", beijing, school{}},
	{"peiwen", "佩雯", access.Moderator, "zh-Hant", "Asia/Taipei", school{}},
}

// hashForNew hashes the password once, if anybody is missing: it is the same for all and known to all, so that a salt
// of each one's own would protect nothing.
func hashForNew(ctx context.Context, d Deps) (string, error) {
	ids := make([]uuid.UUID, len(people))
	for i, p := range people {
		ids[i] = p.id()
	}
	var there int
	if err := d.Pool.QueryRow(ctx, "select count(*) from person where id = any($1)", ids).Scan(&there); err != nil {
		return "", fmt.Errorf("looking for example accounts: %w", err)
	}
	if there == len(people) {
		return "", nil
	}
	hash, err := d.Hasher.Hash(ctx, Password)
	if err != nil {
		return "", fmt.Errorf("hashing the example password: %w", err)
	}
	return hash, nil
}

// A conflict of ids means: is there. One of sign-in names is somebody else's name, and an error.
const insertPerson = `insert into person (id, role, display_name, sign_in_name, password_hash, language, time_zone, school_id, verified_at, example, created_at)
values ($1, $2, $3, $4, nullif($5, ''), $6, $7, $8::uuid, case when $8 is not null then $9::timestamptz end, true, $9) on conflict (id) do nothing`

func addPeople(ctx context.Context, tx pgx.Tx, hash string, joined time.Time) error {
	b := &pgx.Batch{}
	for _, p := range people {
		var at *uuid.UUID
		if p.school != (school{}) {
			id := idOf("school", p.school.slug)
			at = &id
		}
		b.Queue(insertPerson, p.id(), p.role, p.name, p.signIn, hash, p.language, p.zone, at, joined)
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("adding example accounts: %w", err)
	}
	return nil
}
