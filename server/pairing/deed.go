package pairing

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"tongchuang/server/access"
	"tongchuang/server/audit"
	"tongchuang/server/i18n"
	"tongchuang/server/jobs"
	"tongchuang/server/notice"
	"tongchuang/server/pairing/pairingdb"
	"tongchuang/server/problem"
	"tongchuang/server/topic"
	"tongchuang/server/wire"
)

// errAgain: somebody came in between whose topic was not named; the next attempt names it.
var errAgain = errors.New("pairing: others are to be told than were named")

// maxTold is how many notices of one kind about one pairing somebody gets within 24 hours, with their letters: what is given
// and withdrawn again and again is told no more often, and stands on the pairing's page. Each of the four purposes once
// and once more.
const maxTold = 8

// attempts bounds how often a deed begins anew because its audience grew meanwhile.
const attempts = 5

// deed is one thing done to a pairing, within the transaction that holds its topic and those of everybody it is told.
type deed struct {
	*topic.Tx
	db    *pairingdb.Queries
	row   pairingdb.LockRow
	to    audience
	class *wire.Names // that its steps and notices are about, if any
}

// audience is who hears of a deed.
type audience struct {
	staff          []pairingdb.ToTellRow
	administrators []pairingdb.AdministratorsRow
	classes        []uuid.UUID // of the pairing, and the one that is to go on in it
	earlier        []uuid.UUID // that one's pairing
	former         []pairingdb.FormerTeachersRow
	members        []uuid.UUID // of its classes: what they may do can change
	schools        map[uuid.UUID]pairingdb.SchoolsRow
}

// topics are those of the people, and of the classes: under their locks no post overtakes a change of access.
func (a audience) topics() []topic.Name {
	names := notice.Topics(a.members...)
	for _, p := range a.staff {
		names = append(names, topic.Of("person", p.ID))
	}
	for _, p := range a.administrators {
		names = append(names, topic.Of("person", p.ID))
	}
	for _, p := range a.former {
		names = append(names, topic.Of("person", p.ID))
	}
	for _, c := range a.classes {
		names = append(names, topic.Of("class", c))
	}
	for _, p := range a.earlier {
		names = append(names, topic.Of(prefix, p))
	}
	return names
}

func (s *Service) audienceOf(ctx context.Context, db *pairingdb.Queries, pairing, one, other uuid.UUID, classes ...uuid.UUID) (audience, error) {
	var a audience
	var err error
	if a.schools, err = schoolsByID(ctx, db, []uuid.UUID{one, other}); err != nil {
		return a, err
	}
	if a.staff, err = db.ToTell(ctx, pairing, []uuid.UUID{one, other}); err != nil {
		return a, fmt.Errorf("finding who is told of a pairing: %w", err)
	}
	if a.administrators, err = db.Administrators(ctx); err != nil {
		return a, fmt.Errorf("finding the administrators: %w", err)
	}
	if a.former, err = db.FormerTeachers(ctx, one, other); err != nil {
		return a, fmt.Errorf("finding the teachers of earlier classes: %w", err)
	}
	if a.classes, err = db.ClassIDs(ctx, pairing); err != nil {
		return a, fmt.Errorf("listing a pairing's classes: %w", err)
	}
	for _, class := range classes {
		of, err := db.PairingOfClass(ctx, class)
		if err != nil {
			return a, fmt.Errorf("reading a class's pairing: %w", err)
		}
		if of != pairing {
			a.classes, a.earlier = append(a.classes, class), append(a.earlier, of)
		}
	}
	if a.members, err = db.MembersOf(ctx, a.classes); err != nil {
		return a, fmt.Errorf("listing a pairing's members: %w", err)
	}
	return a, nil
}

// do runs f on the locked pairing. Nobody else changes it meanwhile, so what f reads stands until the commit. f may run
// more than once. The members of further classes can be told as well.
func (s *Service) do(ctx context.Context, id uuid.UUID, f func(ctx context.Context, d *deed) error, classes ...uuid.UUID) error {
	row, err := s.db.Peek(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return problem.NotFound()
	} else if err != nil {
		return fmt.Errorf("reading a pairing: %w", err)
	}
	return s.doBetween(ctx, id, row.SchoolA, row.SchoolB, func(ctx context.Context, d *deed) error {
		var err error
		if d.row, err = d.db.Lock(ctx, id); err != nil {
			return fmt.Errorf("locking a pairing: %w", err)
		}
		return f(ctx, d)
	}, classes...)
}

func (s *Service) doBetween(ctx context.Context, id, one, other uuid.UUID, f func(ctx context.Context, d *deed) error, classes ...uuid.UUID) error {
	for range attempts {
		named, err := s.audienceOf(ctx, s.db, id, one, other, classes...)
		if err != nil {
			return err
		}
		known := named.topics()
		err = s.Log.InTx(ctx, append(known, topic.Of(prefix, id), threadOf(id)), func(ctx context.Context, tx *topic.Tx) error {
			d := &deed{Tx: tx, db: pairingdb.New(tx)}
			if d.to, err = s.audienceOf(ctx, d.db, id, one, other, classes...); err != nil {
				return err
			}
			for _, name := range d.to.topics() {
				if !slices.Contains(known, name) {
					return errAgain
				}
			}
			return f(ctx, d)
		})
		if !errors.Is(err, errAgain) {
			return err
		}
	}
	return problem.Unavailable().Because(errAgain)
}

// step records a step and sends it to the pages that show the pairing; by is nil where the program did it.
func (d *deed) step(ctx context.Context, by *wire.Person, st pairingdb.InsertStepParams) (wire.PairingStep, error) {
	st.ID = uuid.Must(uuid.NewV7())
	out := wire.PairingStep{
		ID: st.ID, Pairing: st.Pairing, Kind: st.Kind, Person: by, School: st.School,
		Reason: st.Reason, Administrator: st.Administrator, Until: st.Until, Class: d.class,
	}
	if by != nil {
		st.Person = &by.ID
	}
	if st.Purpose != nil {
		out.Purpose = *st.Purpose
	}
	at, err := d.db.InsertStep(ctx, st)
	if err != nil {
		return out, fmt.Errorf("recording a step: %w", err)
	}
	out.At = at.UTC()
	data, err := json.Marshal(out)
	if err != nil {
		return out, fmt.Errorf("encoding a step: %w", err)
	}
	_, err = d.Append(topic.Entry{Topic: topic.Of(prefix, st.Pairing), Kind: Stepped, Subject: st.ID, Data: data})
	return out, err
}

// told is what people are told of a deed.
type told struct {
	kind    string    // the catalogs' notice.<kind>
	pairing uuid.UUID // where it can be seen
	not     uuid.UUID // who did it knows already
	only    uuid.UUID // one school's people alone; zero: both schools'
	about   uuid.UUID // the school that the sentence names
	purpose string
	once    bool // not again while the last one of its kind is unread
	mail    bool // by a letter as well
}

// tell tells the staff of the pairing's schools.
func (d *deed) tell(ctx context.Context, t told) error {
	for _, p := range d.to.staff {
		if p.ID == t.not || (t.only != uuid.Nil && t.only != p.SchoolID) {
			continue
		}
		told, err := d.tellOne(ctx, t, p.ID, p.Language)
		if err != nil {
			return err
		}
		if told && t.mail && p.HasMail {
			l := letter{About: t.kind, Pairing: t.pairing, School: t.about, Purpose: t.purpose, Person: p.ID}
			if err := jobs.Insert(ctx, d.Tx.Tx, l); err != nil {
				return err
			}
		}
	}
	return nil
}

// tellAdministrators tells those who accept for a school without a coordinator.
func (d *deed) tellAdministrators(ctx context.Context, t told) error {
	for _, p := range d.to.administrators {
		if p.ID == t.not {
			continue
		}
		if _, err := d.tellOne(ctx, t, p.ID, p.Language); err != nil {
			return err
		}
	}
	return nil
}

// tellOne tells one person, and whether it did: not what they were told too often already.
func (d *deed) tellOne(ctx context.Context, t told, person uuid.UUID, language string) (bool, error) {
	link := pagePath(t.pairing)
	n, err := d.db.ToldToday(ctx, person, t.kind, link)
	switch {
	case err != nil:
		return false, fmt.Errorf("counting notices: %w", err)
	case n >= maxTold:
		return false, nil
	}
	if t.once {
		unread, err := d.db.HasUnread(ctx, person, t.kind, link)
		if err != nil {
			return false, fmt.Errorf("looking for a notice: %w", err)
		}
		if unread {
			return false, nil
		}
	}
	data := sentence(language, d.to.schools[t.about], t.purpose)
	if d.class != nil {
		data["Class"] = classIn(language, *d.class)
	}
	return true, notice.Tell(ctx, d.Tx, notice.Notice{Person: person, Kind: t.kind, Link: link, Data: data})
}

// sentence gives the parameters of what is said about a school and a purpose, in a reader's language.
func sentence(language string, school pairingdb.SchoolsRow, purpose string) map[string]string {
	lang, _ := i18n.Parse(language)
	data := map[string]string{"School": nameIn(lang, school)}
	if purpose != "" {
		data["Purpose"] = i18n.T(lang, purposeKeys[purpose], nil)
	}
	return data
}

func nameIn(lang i18n.Language, s pairingdb.SchoolsRow) string {
	switch lang {
	case i18n.ZhHans:
		return s.NameZhHans
	case i18n.ZhHant:
		return s.NameZhHant
	}
	return s.NameEn
}

func pagePath(pairing uuid.UUID) string { return "/pairings/" + pairing.String() }

// tellClasses makes the open connections of everybody in the pairing's classes ask again what they may do.
func (d *deed) tellClasses(ctx context.Context) error {
	for _, class := range d.to.classes {
		if _, err := d.db.TellClass(ctx, class); err != nil {
			return fmt.Errorf("noting how a class stands: %w", err)
		}
	}
	return notice.AccessChanged(d.Tx, d.to.members...)
}

// record writes the audit log.
func (d *deed) record(ctx context.Context, action access.Action, pairing uuid.UUID, by uuid.UUID, why string, data map[string]any) error {
	schools := make([]uuid.UUID, 0, len(d.to.schools))
	for id := range d.to.schools {
		schools = append(schools, id)
	}
	return audit.Write(ctx, d.Tx, audit.Entry{
		Actor: by, Action: action, Object: access.Pairing(pairing), Schools: schools, Reason: why, Data: data,
	})
}
