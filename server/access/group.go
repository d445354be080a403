package access

import (
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/problem"
)

// Question is asked of a group: may the actor do it to this thread?
type Question struct {
	Actor  Actor
	Thread uuid.UUID
}

// aboutMany is Standing and AboutThread for many at once. Put into a batch by hand, it costs no round trip of its own. It
// joins by whole keys alone, so that its plan is right for tables of any size.
const aboutMany = `select k.n, p.role, (p.email is null or p.email_confirmed_at is not null), coalesce(p.suspended_until > now(), false),
       p.two_step_at is not null, p.verified_at is not null,
       case p.role when 'student' then p.verified_at is not null and coalesce(s.public_posting, false) else p.adult_at is not null end,
       p.deleted_at is not null or coalesce(l.person_id = p.id and l.ended_at is not null, false)
         or coalesce(a.person_id = p.id and (a.revoked_at is not null or a.expires_at < now()), false),
       t.id is not null, b.pairing_id is not null, pr.ended_at is not null, coalesce(discusses(b.pairing_id, p.id), ''), b.class_id is not null, coalesce(m.role, ''), coalesce(m.muted, false), coalesce(m.quiet, false),
       coalesce(c.archived, false), coalesce(c.locked, false), coalesce(c.open, false), coalesce(c.paused, false),
       t.author_id, t.locked_at is not null, t.hidden_at is not null
from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) with ordinality k(person, login, token, thread, n)
join person p on p.id = k.person
left join school s on s.id = p.school_id
left join login l on l.id = k.login
left join access_token a on a.id = k.token
left join thread t on t.id = k.thread
left join board b on b.id = t.board_id
left join pairing pr on pr.id = b.pairing_id
left join class_now c on c.id = b.class_id
left join member_now m on m.class_id = b.class_id and m.person_id = p.id and not m.withdrawn`

// CheckAll is Check for a group of questions about threads, as a part of the batch and of the transaction that it runs
// in: verdicts[i] is the answer to questions[i] once the batch has been read. Asked under the lock of a thread's topic,
// it sees every change of access that was committed before what is then written.
func (p *Policy) CheckAll(b *pgx.Batch, action Action, questions []Question, verdicts []error) {
	n := len(questions)
	persons, logins, tokens, threads := make([]uuid.UUID, n), make([]uuid.UUID, n), make([]uuid.UUID, n), make([]uuid.UUID, n)
	for i, q := range questions {
		persons[i], logins[i], tokens[i], threads[i] = q.Actor.Person, q.Actor.Login, q.Actor.Token, q.Thread
		verdicts[i] = problem.Unauthenticated() // who is not found is nobody
	}
	b.Queue(aboutMany, persons, logins, tokens, threads).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var i int64
			var ended, there, twoStep bool
			var author *uuid.UUID
			var f facts
			if err := rows.Scan(&i, &f.role, &f.confirmed, &f.suspended, &twoStep, &f.verified, &f.publicPosting, &ended, &there,
				&f.inPairing, &f.ended, &f.discusses, &f.inClass,
				&f.memberRole, &f.muted, &f.quiet, &f.archived, &f.classLocked, &f.open, &f.paused, &author, &f.locked, &f.hidden); err != nil {
				return err
			}
			q := questions[i-1]
			if author != nil {
				f.author = *author
			}
			f.object, f.buried = q.Thread, f.hidden
			f.twoStepMissing = p.twoStep[f.role] && !twoStep
			verdicts[i-1] = verdict(action, q.Actor, f, ended, there)
		}
		for _, v := range verdicts {
			p.tell(action, v)
		}
		return rows.Err()
	})
}

func verdict(action Action, actor Actor, f facts, ended, there bool) error {
	rule, ok := rules[action]
	switch {
	case !ok || rule.on != kindThread:
		return noRule(action, kindThread)
	case ended:
		return problem.Unauthenticated()
	case !there:
		return problem.NotFound()
	}
	if err := f.demandTwoStep(action, rule); err != nil {
		return err
	}
	return rule.apply(actor, f)
}
