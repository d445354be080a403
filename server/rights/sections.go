package rights

// named is an SQL expression for the name of a school or a class, of which alias is the row: its three forms, or null.
func named(alias string) string {
	return "jsonb_build_object('en'," + alias + ".name_en,'zh-Hans'," + alias + ".name_zh_hans,'zh-Hant'," + alias + ".name_zh_hant)"
}

// classOf is named for the class of an id.
func classOf(id string) string {
	return "(select " + named("named") + " from class named where named.id = " + id + ")"
}

// section is one part of an export: a query whose only column is a JSON object, with the person as $1, the reader as $2
// and a guardian's link, or null, as $3. Of others there are ids at most: what was answered is named, never said.
type section struct{ name, query string }

// Who reads an export. What a student reported, and whom they blocked, is theirs alone: it may be about the reader. What a
// guardian asked for is read at the guardian's own link, and by the school that decides, and not by the student.
const (
	forSelf     = "self"
	forGuardian = "guardian"
	forSchool   = "school"
)

// sections are all that is kept about a person. What an installation's tables hold beyond it (hashes of passwords and
// tokens) is of no use to anybody but an attacker.
var sections = []section{
	{"profile", `select jsonb_build_object('id', p.id, 'role', p.role, 'name', p.display_name, 'email', p.email, 'sign_in_name', p.sign_in_name,
		'language', p.language, 'time_zone', p.time_zone, 'school', case when s.id is not null then ` + named("s") + ` end, 'created_at', p.created_at, 'verified_at', p.verified_at,
		'adult_at', p.adult_at, 'suspended_until', p.suspended_until, 'two_step_at', p.two_step_at)
		from person p left join school s on s.id = p.school_id where p.id = $1`},
	{"logins", `select jsonb_build_object('user_agent', user_agent, 'created_at', created_at, 'seen_at', seen_at, 'ended_at', ended_at)
		from login where person_id = $1 order by created_at`},
	{"access_tokens", `select jsonb_build_object('name', name, 'scope', scope, 'created_at', created_at, 'expires_at', expires_at, 'last_used_at', last_used_at, 'revoked_at', revoked_at)
		from access_token where person_id = $1 order by created_at`},
	{"identities", `select jsonb_build_object('issuer', issuer, 'subject', subject, 'created_at', created_at) from identity where person_id = $1 order by created_at`},
	{"memberships", `select jsonb_build_object('class', ` + named("c") + `, 'class_id', c.id, 'role', m.role, 'nickname', m.nickname, 'known_as', m.known_as, 'joined_at', m.joined_at,
		'left_at', m.left_at, 'muted_until', m.muted_until, 'removed_at', m.removed_at, 'removed_reason', m.removed_reason)
		from class_member m join class c on c.id = m.class_id where m.person_id = $1 order by m.joined_at`},
	{"attendance", `select jsonb_build_object('class', ` + classOf("class_id") + `, 'class_id', class_id, 'day', day, 'first_at', first_at, 'last_at', last_at)
		from class_attendance where person_id = $1 order by day`},
	{"notes", `select jsonb_build_object('class', ` + classOf("class_id") + `, 'class_id', class_id, 'day', day, 'text', body, 'created_at', created_at)
		from class_note where person_id = $1 and deleted_at is null order by created_at`},
	{"join_requests", `select jsonb_build_object('class', ` + classOf("class_id") + `, 'class_id', class_id, 'name', name, 'created_at', created_at, 'decided_at', decided_at, 'accepted', accepted, 'reason', reason)
		from join_request where person_id = $1 order by created_at`},
	{"school_requests", `select jsonb_build_object('role', role, 'text', why, 'state', state, 'reason', reason, 'created_at', created_at, 'decided_at', decided_at)
		from teacher_request where person_id = $1 order by created_at`},
	{"partner_searches", `select jsonb_build_object('subject', subject, 'text', wishes, 'created_at', created_at, 'closed_at', closed_at)
		from partner_search where author_id = $1 order by created_at`},
	{"posts", `select jsonb_build_object('id', p.id, 'thread', p.thread_id, 'title', nullif(case when t.author_id = p.author_id then t.title end, ''), 'class', ` + classOf("b.class_id") + `, 'class_id', b.class_id, 'pairing_id', b.pairing_id, 'reply_to', p.parent_id,
		'text', p.body, 'language', p.language, 'created_at', p.created_at, 'edited_at', p.edited_at, 'hidden_at', p.hidden_at, 'deleted_at', p.deleted_at,
		'held_at', p.held_at, 'held_for', p.held_for)
		from post p join thread t on t.id = p.thread_id join board b on b.id = t.board_id where p.author_id = $1 order by p.created_at, p.id`},
	{"pairing_steps", `select jsonb_build_object('pairing_id', st.pairing_id, 'kind', st.kind, 'at', st.at, 'school', case when s.id is not null then ` + named("s") + ` end, 'purpose', st.purpose, 'reason', nullif(st.reason, ''), 'until', st.until)
		from pairing_step st left join school s on s.id = st.school_id where st.person_id = $1 order by st.at, st.id`},
	{"earlier_texts", `select jsonb_build_object('post', r.post_id, 'revision', r.revision, 'text', r.body, 'replaced_at', r.edited_at)
		from post_revision r join post p on p.id = r.post_id where p.author_id = $1 order by r.edited_at, r.post_id, r.revision`},
	{"reports", `select jsonb_build_object('object', object, 'object_id', object_id, 'reason', reason, 'text', note, 'created_at', created_at)
		from report where reporter_id = $1 and $2::text = 'self' order by created_at`},
	{"measures", `select jsonb_build_object('kind', kind, 'object', object, 'object_id', object_id, 'clause', clause, 'text', note, 'until', until, 'created_at', created_at,
		'undone_at', undone_at, 'undone_why', undone_why)
		from moderation_action where person_id = $1 and kind <> 'dismiss' and kind <> 'approve' order by created_at`},
	{"appeals", `select jsonb_build_object('text', body, 'created_at', created_at, 'decided_at', decided_at, 'outcome', outcome, 'answer', answer)
		from appeal where person_id = $1 order by created_at`},
	{"blocks", `select jsonb_build_object('person', blocked_id, 'created_at', created_at) from person_block where blocker_id = $1 and $2::text = 'self' order by created_at`},
	{"notices", `select jsonb_build_object('kind', kind, 'data', data, 'created_at', created_at, 'read_at', read_at) from notice where person_id = $1 order by created_at`},
	{"consents", `select jsonb_build_object('class', ` + named("k") + `, 'class_id', m.class_id, 'purpose', c.purpose, 'school', ` + named("s") + `, 'given_at', c.given_at, 'expires_at', c.expires_at,
		'withdrawn_at', coalesce(m.withdrawn_at, c.withdrawn_at))
		from class_member m join class k on k.id = m.class_id join consent c on c.pairing_id = k.pairing_id join school s on s.id = c.school_id
		where m.person_id = $1 and m.role = 'student' order by c.given_at, c.purpose`},
	{"own_consents", `select jsonb_build_object('class', ` + classOf("class_id") + `, 'class_id', class_id, 'purpose', purpose, 'by', said_by, 'given_at', given_at, 'expires_at', expires_at, 'withdrawn_at', withdrawn_at, 'reason', reason)
		from student_consent where person_id = $1 order by given_at`},
	{"requests", `select jsonb_build_object('kind', kind, 'asked_by', asked_by, 'name', nullif(name, ''), 'posts', case kind when 'delete' then posts end, 'text', body, 'created_at', created_at, 'state', state,
		'decided_at', decided_at, 'reason', reason)
		from rights_request where person_id = $1 and case $2::text when 'self' then asked_by <> 'guardian' when 'guardian' then link_id = $3::uuid else true end order by created_at`},
	{"guardian_links", `select jsonb_build_object('made_at', made_at, 'expires_at', expires_at, 'opened_at', opened_at, 'ended_at', revoked_at)
		from guardian_link where person_id = $1 order by made_at`},
	{"read_marks", `select jsonb_build_object('thread', thread_id, 'seq', seq, 'read_at', read_at) from read_mark where person_id = $1 order by read_at`},
	// Who did it is told by role: the entry is about this person, the doer's name is the doer's.
	{"audit", `select jsonb_build_object('at', a.at, 'action', a.action, 'by', case when a.actor_id = $1 then 'self' when a.actor_id is null and a.data ->> 'by' = 'guardian' then 'guardian' else coalesce(p.role, 'program') end, 'object', a.object, 'class', ` + classOf("a.class_id") + `, 'class_id', a.class_id, 'reason', a.reason)
		from audit_entry a left join person p on p.id = a.actor_id left join rights_request r on r.id::text = a.data ->> 'request'
		where (a.person_id = $1 or a.actor_id = $1 and a.object_id = $1) and ($2::text = 'school' or r.asked_by is distinct from 'guardian' or r.link_id = $3::uuid) order by a.at, a.id`},
}
