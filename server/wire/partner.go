package wire

import (
	"time"

	"github.com/google/uuid"
)

// PartnerSearchInput is what a teacher says of a class that looks for a partner.
type PartnerSearchInput struct {
	AgeFrom      int          `json:"age_from" minimum:"5" maximum:"20"`
	AgeTo        int          `json:"age_to" minimum:"5" maximum:"20"`
	Size         int          `json:"size" minimum:"1" maximum:"200" doc:"How many students"`
	Subject      string       `json:"subject" enum:"language,culture,history,geography,science,environment,mathematics,technology,art,music,sports,projects,other"`
	EnglishLevel string       `json:"english_level" enum:"none,beginner,intermediate,advanced,native"`
	ChineseLevel string       `json:"chinese_level" enum:"none,beginner,intermediate,advanced,native"`
	Hours        []LocalHours `json:"hours" maxItems:"100" doc:"When the class is free, local"`
	Wishes       string       `json:"wishes" maxLength:"2000"`
	Closed       bool         `json:"closed,omitempty" doc:"It is not looking any more"`
}

// PartnerSearch is a class that looks for a partner, as staff who are vouched for see it.
type PartnerSearch struct {
	ID           uuid.UUID    `json:"id"`
	School       School       `json:"school"`
	Author       Person       `json:"author"`
	AgeFrom      int          `json:"age_from"`
	AgeTo        int          `json:"age_to"`
	Size         int          `json:"size"`
	Subject      string       `json:"subject" enum:"language,culture,history,geography,science,environment,mathematics,technology,art,music,sports,projects,other"`
	EnglishLevel string       `json:"english_level" enum:"none,beginner,intermediate,advanced,native"`
	ChineseLevel string       `json:"chinese_level" enum:"none,beginner,intermediate,advanced,native"`
	Hours        []LocalHours `json:"hours"`
	Wishes       string       `json:"wishes"`
	Language     string       `json:"language" enum:"en,zh-Hans,zh-Hant,zh,mixed,und"`
	State        string       `json:"state" enum:"open,closed"`
	CreatedAt    time.Time    `json:"created_at"`
	UpdatedAt    time.Time    `json:"updated_at"`
	// SharedMinutes is by the class that was compared with: one's own, or one's school's hours.
	SharedMinutes int      `json:"shared_minutes" doc:"How many minutes of the coming week it and the reader's own are both free; holidays are not looked at"`
	May           []string `json:"may"`
	// Pairing is told where one search is read.
	Pairing *PairingWith `json:"pairing,omitempty" doc:"What stands between its school and the reader's already; absent in lists"`
}

// PairingWith is a pairing of the reader's school with another one, or its proposal.
type PairingWith struct {
	ID   uuid.UUID `json:"id"`
	Open bool      `json:"open" doc:"Both schools have accepted it"`
}

// PartnerSearches lists them: of others those with the most shared time first.
type PartnerSearches struct {
	Searches []PartnerSearch `json:"searches"`
}

// PartnerSearchRef names one, and the own one that it is compared with.
type PartnerSearchRef struct {
	Search uuid.UUID `path:"search"`
	With   uuid.UUID `query:"with" doc:"One of one's own school's searches; otherwise the school's hours count"`
}

// FindPartners says which are wanted. What is not given does not matter.
type FindPartners struct {
	With         uuid.UUID `query:"with" doc:"One of one's own school's searches, for the shared time; otherwise the school's hours count"`
	Mine         bool      `query:"mine" doc:"One's own school's instead, closed ones too"`
	AgeFrom      int       `query:"age_from" minimum:"0" maximum:"99"`
	AgeTo        int       `query:"age_to" minimum:"0" maximum:"99"`
	Subject      string    `query:"subject" maxLength:"40"`
	EnglishLevel string    `query:"english_level" maxLength:"40"`
	ChineseLevel string    `query:"chinese_level" maxLength:"40"`
	City         uuid.UUID `query:"city"`
	Country      string    `query:"country" maxLength:"2"`
	Elsewhere    string    `query:"elsewhere" enum:"city,country" doc:"Only in another city, or another country, than one's own"`
}

// ChangePartnerSearch replaces one.
type ChangePartnerSearch struct {
	Search uuid.UUID
	PartnerSearchInput
}

// SharedHoursIn asks when two sides are free at once. A side is a partner search, with the hours of its class, or a
// school, with its own hours.
type SharedHoursIn struct {
	A     uuid.UUID `query:"a" required:"true" doc:"A school or a partner search"`
	B     uuid.UUID `query:"b" required:"true" doc:"A school or a partner search"`
	From  string    `query:"from" maxLength:"10" doc:"A date, by A's calendar; today where absent"`
	Until string    `query:"until" maxLength:"10" doc:"The last day, at most a year later; twelve weeks later where absent"`
}

// SharedHours is when two sides are free at once, week by week, in both local times.
type SharedHours struct {
	From  string       `json:"from"`
	Until string       `json:"until"`
	A     SharedSide   `json:"a"`
	B     SharedSide   `json:"b"`
	Weeks []SharedWeek `json:"weeks"`
}

// SharedSide is one of the two.
type SharedSide struct {
	School School       `json:"school"`
	Hours  []LocalHours `json:"hours"`
	// Described: a school without hours of its own is compared by those of a class.
	Described bool        `json:"described,omitzero" doc:"The school has not entered its hours: these are of the class that it described last"`
	Terms     []NamedDays `json:"terms"`
	Holidays  []NamedDays `json:"holidays"`
}

// SharedWeek is what they share from a Monday to the Sunday after it, by A's calendar.
type SharedWeek struct {
	Monday   string          `json:"monday" doc:"A date"`
	Minutes  int             `json:"minutes" doc:"How long all of it is"`
	Shifted  bool            `json:"shifted" doc:"A change of the clocks in one of the cities has moved it since the week before"`
	Changes  []ClockChange   `json:"changes" doc:"Changes of the clocks that fall into this week"`
	Overlaps []SharedOverlap `json:"overlaps"`
}

// SharedOverlap is a stretch of shared time.
type SharedOverlap struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
	A     WallTimes `json:"a"`
	B     WallTimes `json:"b"`
}

// WallTimes is what the clock on a city's wall shows.
type WallTimes struct {
	Start string `json:"start" doc:"2026-11-02T19:00, without a zone"`
	End   string `json:"end" doc:"2026-11-02T20:00, without a zone"`
}

// ClockChange is a change of the clocks in one city.
type ClockChange struct {
	Side    string `json:"side" enum:"a,b"`
	On      string `json:"on" doc:"The city's date"`
	Minutes int    `json:"minutes" doc:"Forward; back where negative"`
}
