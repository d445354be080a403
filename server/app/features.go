package app

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"tongchuang/server/access"
	"tongchuang/server/account"
	"tongchuang/server/bus/memory"
	"tongchuang/server/bus/redis"
	"tongchuang/server/class"
	"tongchuang/server/command"
	"tongchuang/server/filter"
	"tongchuang/server/forum"
	"tongchuang/server/hub"
	"tongchuang/server/jobs"
	"tongchuang/server/limit"
	"tongchuang/server/mail"
	"tongchuang/server/moderation"
	"tongchuang/server/pairing"
	"tongchuang/server/post"
	"tongchuang/server/rights"
	"tongchuang/server/school"
	"tongchuang/server/supervision"
	"tongchuang/server/topic"
	"tongchuang/server/translate"
	"tongchuang/server/web"
)

// features is the explicit list of what this program can do.
type features struct {
	log      *topic.Log
	policy   *access.Policy
	set      *command.Set
	posts    *post.Service
	forum    *forum.Service
	classes  *class.Service
	accounts *account.Service
	outbox   *mail.Outbox

	schools     *school.Service
	pairings    *pairing.Service
	supervision *supervision.Service
	moderation  *moderation.Service
	rights      *rights.Service
	filter      *filter.Service
	translate   *translate.Service

	people people
	jobs   []jobs.Part
}

// all lists the features. A new one is a package, its wire types, a folder of the client, and its place here.
func (f *features) all() []web.Feature {
	return []web.Feature{f.posts, f.forum, f.classes, f.people, silent{f.accounts}, silent{f.outbox},
		f.schools, f.pairings, f.supervision, f.moderation, f.rights, f.filter, f.translate}
}

// Described lists the features with nothing behind them, for the description of what they offer.
func Described() []web.Feature {
	return (&features{
		posts: new(post.Service), forum: new(forum.Service), classes: new(class.Service),
		accounts: new(account.Service), outbox: new(mail.Outbox),
		schools: new(school.Service), pairings: new(pairing.Service), supervision: new(supervision.Service),
		moderation: new(moderation.Service), rights: new(rights.Service),
		filter: new(filter.Service), translate: new(translate.Service),
	}).all()
}

// parts gives the features, made at the first call. It is not safe for concurrent use.
func (a *App) parts(ctx context.Context) (*features, error) {
	if a.features != nil {
		return a.features, nil
	}
	f, err := a.build(ctx)
	if err != nil {
		return nil, err
	}
	a.features = f
	return f, nil
}

// build makes the hub and everything that stands on it.
func (a *App) build(ctx context.Context) (*features, error) {
	f := &features{policy: access.New(a.pool), set: command.NewSet()}
	f.policy.RequireTwoStep(a.twoStep()...)
	// The log publishes to the hub, and the hub reads the log.
	reader := topic.NewLog(a.pool, nil)
	a.hub = hub.New(hub.Config{Node: a.node, Log: reader, Figures: a.figures})
	if err := a.connect(ctx); err != nil {
		return nil, err
	}
	f.log = topic.NewLog(a.pool, a.hub)

	perPerson, tries := a.limits()
	var err error
	if f.filter, err = a.newFilter(ctx, f); err != nil {
		return nil, err
	}
	if f.translate, err = a.newTranslate(f); err != nil {
		return nil, err
	}
	f.posts = post.New(a.pool, f.log, f.policy, perPerson, f.filter.Filter)
	f.posts.Count(a.figures)
	f.posts.Tune(a.config.PostsGroup, a.config.Writers())
	f.forum = forum.New(forum.Deps{Pool: a.pool, Log: f.log, Policy: f.policy, Posts: f.posts, Signal: a.hub, Epoch: a.epoch})

	f.outbox = mail.NewOutbox(a.pool)
	var sender mail.Sender = f.outbox
	if a.config.SMTPURL != "" {
		smtp, err := mail.NewSMTP(a.config.SMTPURL)
		if err != nil {
			return nil, err
		}
		sender = smtp
	}
	f.accounts = a.newAccounts(f, sender, tries)
	f.classes = a.newClasses(f, tries)
	f.people = people{f.policy, f.log}
	f.schools, f.pairings, f.supervision = a.newSchools(f), a.newPairings(f), a.newSupervision(f)
	f.moderation, f.rights = a.newModeration(f), a.newRights(f)
	f.jobs = append(f.accounts.Jobs(), f.outbox.Jobs()...)
	for _, feature := range f.all() {
		feature.Commands(f.set)
		if works, ok := feature.(interface{ Jobs() []jobs.Part }); ok {
			f.jobs = append(f.jobs, works.Jobs()...)
		}
	}
	return f, nil
}

// connect gives the hub its bus. A Redis that is away only costs latency, and is taken up when it comes.
func (a *App) connect(ctx context.Context) error {
	if a.config.RedisURL == "" {
		a.hub.Connect(new(memory.Exchange).Node(a.hub.Receive))
		return nil
	}
	bus, err := redis.New(ctx, a.config.RedisURL, a.hub.Receive, a.hub.Reconcile)
	if err != nil {
		return err
	}
	a.closers = append(a.closers, bus)
	a.registerBus(bus)
	a.scripts = bus.Scripts()
	a.hub.Connect(bus)
	return nil
}

// limits count on this node when it is alone, and for all nodes in Redis.
func (a *App) limits() (post.Limiter, account.Limiter) {
	perSecond, burst := a.config.PostRate()
	if a.scripts == nil {
		return limit.New(perSecond, burst), limit.NewPauses()
	}
	return limit.NewSharedBuckets(a.scripts, perSecond, burst), limit.NewSharedPauses(a.scripts)
}

// silent is a feature that offers nothing over the socket.
type silent struct{ operations }

type operations interface{ Operations(api huma.API) }

// Commands implements web.Feature.
func (silent) Commands(*command.Set) {}

// people is the feature of a person's own topic.
type people struct {
	policy *access.Policy
	log    *topic.Log
}

// Commands implements web.Feature.
func (p people) Commands(set *command.Set) { account.RegisterTopic(set, p.policy, p.log) }

// Operations implements web.Feature: there are none.
func (people) Operations(huma.API) {}
