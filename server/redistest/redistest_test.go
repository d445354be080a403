package redistest_test

import (
	"testing"

	"go.uber.org/goleak"

	"tongchuang/server/redistest"
)

func TestMain(m *testing.M) {
	// go-redis looks for a server that was away once a second, and notices only then that its pool was closed.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/redis/go-redis/v9/internal/pool.(*ConnPool).tryDial"))
}

func TestAPrivateRedisComesBackEmptyUnderTheSameAddress(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*redistest.Private){
		"stop": (*redistest.Private).Stop, "kill": (*redistest.Private).Kill, "neither": func(*redistest.Private) {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			redis := redistest.Start(t)
			client := redis.Client()
			if err := client.Set(t.Context(), "key", "value", 0).Err(); err != nil {
				t.Fatal(err)
			}
			end(redis)
			redis.Restart()
			if n, err := client.DBSize(t.Context()).Result(); err != nil || n != 0 {
				t.Errorf("%d keys after the restart, %v", n, err)
			}
		})
	}
}

func TestAKilledRedisAnswersNobody(t *testing.T) {
	t.Parallel()
	redis := redistest.Start(t)
	client := redis.Client()
	redis.Kill()
	if err := client.Ping(t.Context()).Err(); err == nil {
		t.Error("it answers")
	}
}

func TestFlushDeletesEverything(t *testing.T) {
	t.Parallel()
	redis := redistest.Start(t)
	client := redis.Client()
	if err := client.Set(t.Context(), "key", "value", 0).Err(); err != nil {
		t.Fatal(err)
	}
	redis.Flush()
	if n, err := client.DBSize(t.Context()).Result(); err != nil || n != 0 {
		t.Errorf("%d keys after the flush, %v", n, err)
	}
}

func TestTwoTestsShareARedisWithoutMeeting(t *testing.T) {
	t.Parallel()
	one, other := redistest.New(t), redistest.New(t)
	if one.Prefix == other.Prefix {
		t.Error("the same prefix twice")
	}
	if err := one.Client.Set(t.Context(), one.Prefix+"key", "value", 0).Err(); err != nil {
		t.Fatal(err)
	}
}
