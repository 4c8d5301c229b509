package mtproxy_test

import (
	"context"
	"errors"
	"math"
	"sync"
	"testing"
	"time"

	"tenon.example/mtproxy"
)

// newQueue is an empty queue with a limit, which is closed when the test is over.
func newQueue(t *testing.T, limit uint64) *mtproxy.Queue {
	t.Helper()
	options := mtproxy.NewNewQueueOptions()
	options.Limit = limit
	queue, err := mtproxy.NewQueue(options)
	succeeds(t, err)
	t.Cleanup(func() { succeeds(t, queue.Close()) })
	return queue
}

func TestPop__of_what_was_pushed__then_in_order(t *testing.T) {
	queue := newQueue(t, 0)
	items := []uint64{3, 0, math.MaxUint64}
	for _, item := range items {
		succeeds(t, queue.Push(item))
	}
	for _, item := range items {
		got, ok, err := queue.Pop()
		succeeds(t, err)
		equal(t, ok, true)
		equal(t, got, item)
	}
	_, ok, err := queue.Pop()
	succeeds(t, err)
	equal(t, ok, false)
}

func TestPush__at_the_limit_or_shut_down__then_fails(t *testing.T) {
	queue := newQueue(t, 1)
	succeeds(t, queue.Push(1))
	fails(t, queue.Push(2), mtproxy.ErrQueueFull)
	succeeds(t, queue.ShutDown())
	fails(t, queue.PushW(context.Background(), 2), mtproxy.ErrQueueShutDown)
	some, err := queue.PopNw(5)
	succeeds(t, err)
	equal(t, len(some), 1)
	_, err = queue.PopW(context.Background())
	fails(t, err, mtproxy.ErrQueueShutDown)
}

// produce pushes the numbers from first up to end.
func produce(queue *mtproxy.Queue, first, end uint64) error {
	for item := first; item < end; item++ {
		if err := queue.PushW(context.Background(), item); err != nil {
			return err
		}
	}
	return nil
}

func TestPopW__with_goroutines_at_both_ends__then_every_item_once(t *testing.T) {
	const producers, items = 4, 500
	queue := newQueue(t, 50)
	var seen [producers * items]int
	var mutex sync.Mutex
	var consuming, producing sync.WaitGroup
	for range 4 {
		consuming.Add(1)
		go func() {
			defer consuming.Done()
			for {
				item, err := queue.PopW(context.Background())
				if err != nil {
					if !errors.Is(err, mtproxy.ErrQueueShutDown) {
						t.Error(err)
					}
					return
				}
				mutex.Lock()
				seen[item]++
				mutex.Unlock()
			}
		}()
	}
	for producer := range uint64(producers) {
		producing.Add(1)
		go func() {
			defer producing.Done()
			if err := produce(queue, producer*items, (producer+1)*items); err != nil {
				t.Error(err)
			}
		}()
	}
	producing.Wait()
	succeeds(t, queue.ShutDown())
	consuming.Wait()
	for _, count := range seen {
		equal(t, count, 1)
	}
}

func TestPopW__when_its_context_ends__then_takes_nothing(t *testing.T) {
	queue := newQueue(t, 0)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	_, err := queue.PopW(ctx)
	fails(t, err, mtproxy.ErrCancelled)
	fails(t, err, context.DeadlineExceeded)
	succeeds(t, queue.Push(8))
	got, ok, err := queue.Pop()
	succeeds(t, err)
	equal(t, ok, true)
	equal(t, got, 8)
}
