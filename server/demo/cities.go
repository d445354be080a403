package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

type city struct {
	slug, country, zone string
	en, zhHans, zhHant  string
}

const (
	american = "US"
	chinese  = "CN"
	// beijing is the one civil time of China; IANA names it after Shanghai.
	beijing = "Asia/Shanghai"
)

// pairs are the sister cities that the study names (domain.md).
var pairs = [][2]city{
	{{"new-york", american, "America/New_York", "New York", "纽约", "紐約"}, {"beijing", chinese, beijing, "Beijing", "北京", "北京"}},
	{{"charlotte", american, "America/New_York", "Charlotte", "夏洛特", "夏洛特"}, {"baoding", chinese, beijing, "Baoding", "保定", "保定"}},
	{{"st-paul", american, "America/Chicago", "St. Paul", "圣保罗", "聖保羅"}, {"changsha", chinese, beijing, "Changsha", "长沙", "長沙"}},
	{{"rockford", american, "America/Chicago", "Rockford", "罗克福德", "羅克福德"}, {"changzhou", chinese, beijing, "Changzhou", "常州", "常州"}},
	{{"phoenix", american, "America/Phoenix", "Phoenix", "菲尼克斯", "鳳凰城"}, {"chengdu", chinese, beijing, "Chengdu", "成都", "成都"}},
	{{"cincinnati", american, "America/New_York", "Cincinnati", "辛辛那提", "辛辛那提"}, {"liuzhou", chinese, beijing, "Liuzhou", "柳州", "柳州"}},
	{{"st-louis", american, "America/Chicago", "St. Louis", "圣路易斯", "聖路易斯"}, {"nanjing", chinese, beijing, "Nanjing", "南京", "南京"}},
	{{"boulder", american, "America/Denver", "Boulder", "博尔德", "波德"}, {"lhasa", chinese, beijing, "Lhasa", "拉萨", "拉薩"}},
	{{"columbus", american, "America/New_York", "Columbus", "哥伦布", "哥倫布"}, {"hefei", chinese, beijing, "Hefei", "合肥", "合肥"}},
	{{"seattle", american, "America/Los_Angeles", "Seattle", "西雅图", "西雅圖"}, {"chongqing", chinese, beijing, "Chongqing", "重庆", "重慶"}},
	{{"minneapolis", american, "America/Chicago", "Minneapolis", "明尼阿波利斯", "明尼亞波利斯"}, {"harbin", chinese, beijing, "Harbin", "哈尔滨", "哈爾濱"}},
}

type school struct {
	slug, city         string
	en, zhHans, zhHant string
}

// The names say that there are no such schools.
var (
	columbusSchool = school{"example-columbus", "columbus", "Example School of Columbus (example)", "哥伦布示例学校", "哥倫布範例學校"}
	hefeiSchool    = school{"example-hefei", "hefei", "Hefei Example Middle School (example)", "合肥示例中学", "合肥範例中學"}
)

func (s school) String() string {
	if s == (school{}) {
		return ""
	}
	return s.en + " / " + s.zhHans
}

// An installation may know a city already, by its slug and under another id.
const (
	addCity = `insert into city (id, slug, country, time_zone, name_en, name_zh_hans, name_zh_hant)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`

	addPartnership = `insert into partnership (id, city_a, city_b, kind)
select $1, least(a.id, b.id), greatest(a.id, b.id), 'sister_city' from city a, city b where a.slug = $2 and b.slug = $3
on conflict do nothing`

	addSchool = `insert into school (id, city_id, slug, name_en, name_zh_hans, name_zh_hant, verified_at)
select $1, c.id, $3, $4, $5, $6, now() from city c where c.slug = $2 on conflict do nothing`

	addPairing = `insert into pairing (id, school_a, school_b, opened_at)
values ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), $4) on conflict do nothing`
)

func addPlaces(ctx context.Context, tx pgx.Tx, opened time.Time) error {
	b := &pgx.Batch{}
	for _, pair := range pairs {
		for _, c := range pair {
			b.Queue(addCity, idOf("city", c.slug), c.slug, c.country, c.zone, c.en, c.zhHans, c.zhHant)
		}
		b.Queue(addPartnership, idOf("partnership", pair[0].slug+"+"+pair[1].slug), pair[0].slug, pair[1].slug)
	}
	for _, s := range []school{columbusSchool, hefeiSchool} {
		b.Queue(addSchool, idOf("school", s.slug), s.city, s.slug, s.en, s.zhHans, s.zhHant)
	}
	b.Queue(addPairing, pairingID, idOf("school", columbusSchool.slug), idOf("school", hefeiSchool.slug), opened)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return fmt.Errorf("adding cities and schools: %w", err)
	}
	return nil
}
