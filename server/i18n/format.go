package i18n

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// The forms below are those of Unicode CLDR 48 for `{dateStyle:'medium', timeStyle:'short'}`, the options that the
// client gives to Intl.DateTimeFormat, so that a page does not change its dates when the client takes over.
// They are data of the standard, not texts for a translator, and therefore not in locales/.

// FormatDateTime writes a moment in a place's time: “Mar 8, 2026, 9:05 AM”, “2026年3月8日 09:05”,
// “2026年3月8日 上午9:05”. A nil loc means UTC.
func FormatDateTime(lang Language, t time.Time, loc *time.Location) string {
	t = in(t, loc)
	if lang == ZhHans || lang == ZhHant {
		return date(lang, t) + " " + clock(lang, t)
	}
	return date(lang, t) + ", " + clock(lang, t)
}

// FormatDate writes a day as it is called in a place at that moment: “Mar 8, 2026”, “2026年3月8日”. A nil loc means UTC.
func FormatDate(lang Language, t time.Time, loc *time.Location) string {
	return date(lang, in(t, loc))
}

// FormatTime writes the time of day in a place: “9:05 AM”, “09:05”, “上午9:05”. A nil loc means UTC.
func FormatTime(lang Language, t time.Time, loc *time.Location) string {
	return clock(lang, in(t, loc))
}

func in(t time.Time, loc *time.Location) time.Time {
	if loc == nil {
		loc = time.UTC
	}
	return t.In(loc)
}

func date(lang Language, t time.Time) string {
	year, month, day := t.Date()
	if lang == ZhHans || lang == ZhHant {
		return strconv.Itoa(year) + "年" + strconv.Itoa(int(month)) + "月" + strconv.Itoa(day) + "日"
	}
	return month.String()[:3] + " " + strconv.Itoa(day) + ", " + strconv.Itoa(year)
}

func clock(lang Language, t time.Time) string {
	hour, minute := t.Hour(), t.Minute()
	if lang == ZhHans {
		return twoDigits(hour) + ":" + twoDigits(minute)
	}
	twelve := strconv.Itoa((hour+11)%12+1) + ":" + twoDigits(minute)
	if lang == ZhHant {
		return dayPeriod(hour) + twelve
	}
	if hour < 12 {
		return twelve + " AM"
	}
	return twelve + " PM"
}

// dayPeriod is what clocks in Taiwan show. The standard's short style would say 清晨 or 中午 beside a number, which reads
// oddly; the client asks Intl for the parts one by one and gets these two.
func dayPeriod(hour int) string {
	if hour < 12 {
		return "上午"
	}
	return "下午"
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// FormatNumber writes a number as Intl.NumberFormat does without options: groups of three, at most three decimals,
// halves away from zero. The three languages write digits alike; lang decides only what is not a number.
func FormatNumber[T int | int32 | int64 | float64](lang Language, n T) string {
	f := float64(n)
	switch {
	case math.IsNaN(f) && lang == ZhHant:
		return "非數值"
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "∞"
	case math.IsInf(f, -1):
		return "-∞"
	}
	var digits string
	switch v := any(n).(type) {
	case float64:
		digits = strconv.FormatFloat(v, 'f', -1, 64)
	case int:
		digits = strconv.Itoa(v)
	case int32:
		digits = strconv.FormatInt(int64(v), 10)
	case int64:
		digits = strconv.FormatInt(v, 10)
	}
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	whole, decimals, _ := strings.Cut(digits, ".")
	if len(decimals) > 3 {
		whole, decimals = roundToThree(whole, decimals)
	}
	out := sign + group(whole)
	if decimals = strings.TrimRight(decimals, "0"); decimals != "" {
		out += "." + decimals
	}
	return out
}

// roundToThree rounds the shortest decimal form, as ICU does, not the binary value: 1.0005 becomes 1.001.
func roundToThree(whole, decimals string) (string, string) {
	digits := []byte(whole + decimals[:3])
	if decimals[3] < '5' {
		return whole, decimals[:3]
	}
	i := len(digits) - 1
	for ; i >= 0 && digits[i] == '9'; i-- {
		digits[i] = '0'
	}
	if i < 0 {
		digits = append([]byte{'1'}, digits...)
	} else {
		digits[i]++
	}
	return string(digits[:len(digits)-3]), string(digits[len(digits)-3:])
}

func group(whole string) string {
	if len(whole) <= 3 {
		return whole
	}
	var b strings.Builder
	head := len(whole) % 3
	b.WriteString(whole[:head])
	for i := head; i < len(whole); i += 3 {
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(whole[i : i+3])
	}
	return b.String()
}
