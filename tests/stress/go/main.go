// Command stress lets many threads do random operations on one shared set of objects, or measures what is left of
// operations that create, use and drop.
//
// Usage: stress SEED SECONDS [THREADS], or stress leaks; the last line of what it prints is a JSON object.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tenon.example/warehouse"
)

// places is how many objects of each sort there are: few, so that the threads meet.
const places = 4

var errThrown = errors.New("what callbacks of this program throw")

// shared is what all threads use. Anybody replaces anything at any time; what nobody refers to any more is closed
// some time later.
type shared struct {
	shelves [places]atomic.Pointer[warehouse.Shelf]
	sheets  [places]atomic.Pointer[warehouse.Sheet]
	clerks  [places]atomic.Pointer[warehouse.Clerk]
	walks   [places]atomic.Pointer[warehouse.Walk]
	scans   [places]atomic.Pointer[warehouse.Scan]
	views   [places]atomic.Pointer[warehouse.View[float64]]
}

func newShared() *shared {
	all := new(shared)
	for place := range places {
		all.shelves[place].Store(must(warehouse.NewShelf("first")))
		all.sheets[place].Store(must(warehouse.NewSheet(8)))
	}
	return all
}

func (s *shared) close() {
	for place := range places {
		shut(s.shelves[place].Load())
		shut(s.sheets[place].Load())
		shut(s.clerks[place].Load())
		shut(s.walks[place].Load())
		shut(s.scans[place].Load())
		shut(s.views[place].Load())
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// shut closes what is there. Closing never fails.
func shut[T interface {
	comparable
	io.Closer
}](one T) {
	var none T
	if one == none {
		return
	}
	if err := one.Close(); err != nil {
		panic(err)
	}
}

type worker struct {
	*shared
	random     *rand.Rand
	operations int
	errors     map[string]int
	unexpected []string
}

func (w *worker) place() int              { return w.random.Intn(places) }
func (w *worker) shelf() *warehouse.Shelf { return w.shelves[w.place()].Load() }
func (w *worker) sheet() *warehouse.Sheet { return w.sheets[w.place()].Load() }

func (w *worker) run(end time.Time) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for time.Now().Before(end) {
		for range 50 {
			w.step(operations[w.random.Intn(len(operations))])
		}
	}
}

func (w *worker) step(chosen operation) {
	w.operations++
	err := chosen.run(w)
	switch {
	case err == nil:
	case errors.Is(err, errThrown):
		w.errors["thrown"]++
	case errors.Is(err, warehouse.ErrClosed):
		w.errors["closed"]++
	case errors.Is(err, warehouse.ErrBusy):
		w.errors["busy"]++
	case errors.Is(err, warehouse.ErrNoSuchBox):
		w.errors["not_found"]++
	case errors.Is(err, warehouse.ErrFull):
		w.errors["full"]++
	default:
		w.unexpected = append(w.unexpected, fmt.Sprintf("%s: %v", chosen.name, err))
	}
}

type operation struct {
	name string
	run  func(*worker) error
}

var operations = []operation{
	{"make shelf", makeShelf}, {"close shelf", closeShelf}, {"read", read}, {"read", read},
	{"change", change}, {"change", change}, {"copy", copyWeights}, {"absorb", absorb},
	{"look", look}, {"edit", edit}, {"use sheet", useSheet}, {"replace sheet", replaceSheet},
	{"leave view", leaveView}, {"close view", closeView}, {"close view", closeView},
	{"visit", visit}, {"change in callback", changeInCallback}, {"close in callback", closeInCallback},
	{"watch", watch}, {"audit", audit}, {"turn", turn},
	{"hire", hire}, {"use clerk", useClerk}, {"use clerk", useClerk}, {"close clerk", closeClerk},
	{"walk", walk}, {"walk", walk}, {"close walk", closeWalk}, {"close walk", closeWalk},
	{"scan", scan}, {"scan", scan}, {"close scan", closeScan}, {"close scan", closeScan},
}

func makeShelf(w *worker) error {
	shelf, err := warehouse.NewShelf(strings.Repeat("grüße ", w.random.Intn(20)))
	if err == nil {
		w.shelves[w.place()].Store(shelf)
	}
	return err
}

func closeShelf(w *worker) error {
	place := w.place()
	shut(w.shelves[place].Load())
	shelf, err := warehouse.NewShelf("new")
	if err == nil {
		w.shelves[place].Store(shelf)
	}
	return err
}

func read(w *worker) error {
	shelf := w.shelf()
	size, err := shelf.Size()
	if err != nil {
		return err
	}
	if size < 4 || size > warehouse.MostBoxes {
		return fmt.Errorf("%d boxes", size)
	}
	if _, err = shelf.Weight(w.random.Intn(8)); err != nil {
		return err
	}
	if _, err = shelf.Describe(); err != nil {
		return err
	}
	_, err = shelf.Label()
	return err
}

func change(w *worker) error {
	shelf := w.shelf()
	if w.random.Intn(8) == 0 {
		return shelf.Clear()
	}
	if err := shelf.SetLabel(strings.Repeat("ш", w.random.Intn(60))); err != nil {
		return err
	}
	return shelf.Add(w.random.Float64())
}

func copyWeights(w *worker) error {
	weights, err := w.shelf().Weights()
	if err != nil {
		return err
	}
	_, err = warehouse.Sum(weights)
	return err
}

func absorb(w *worker) error {
	if w.random.Intn(2) == 0 {
		return w.shelf().Absorb(w.shelf())
	}
	return w.shelf().Absorb(must(warehouse.NewShelf("taken")))
}

func look(w *worker) error {
	view, err := w.shelf().Look()
	if err != nil {
		return err
	}
	defer shut(view)
	_, err = view.Copy()
	return err
}

func edit(w *worker) error {
	view, err := w.sheet().Edit()
	if err != nil {
		return err
	}
	defer shut(view)
	number := w.random.Float64()
	return view.With(func(numbers []float64) error {
		for at := range numbers {
			numbers[at] = number
		}
		return nil
	})
}

func useSheet(w *worker) error {
	sheet := w.sheet()
	isEven, err := sheet.IsEven()
	if err != nil {
		return err
	}
	if !isEven {
		return errors.New("a sheet is read while it is written to")
	}
	return sheet.Fill(w.random.Float64())
}

func replaceSheet(w *worker) error {
	place := w.place()
	shut(w.sheets[place].Swap(must(warehouse.NewSheet(8))))
	return nil
}

func leaveView(w *worker) error {
	open := []func() (*warehouse.View[float64], error){w.shelf().Look, w.sheet().Look, w.sheet().Edit}
	view, err := open[w.random.Intn(3)]()
	if err != nil {
		return err
	}
	shut(w.views[w.place()].Swap(view))
	return nil
}

func closeView(w *worker) error {
	shut(w.views[w.place()].Load())
	return nil
}

func visit(w *worker) error {
	shelf := w.shelf()
	limit := w.random.Float64() * 6
	_, err := shelf.Visit(func(weight float64) (bool, error) {
		if weight > limit {
			return false, errThrown
		}
		_, err := shelf.Size()
		return true, err
	})
	return err
}

func changeInCallback(w *worker) error {
	shelf := w.shelf()
	_, err := shelf.Visit(func(weight float64) (bool, error) {
		return true, shelf.Add(weight)
	})
	return err
}

func closeInCallback(*worker) error {
	shelf := must(warehouse.NewShelf("closed in a callback"))
	count, err := shelf.Visit(func(float64) (bool, error) {
		return true, shelf.Close()
	})
	if err == nil && count != 4 {
		err = fmt.Errorf("%d visits", count)
	}
	return err
}

func watch(w *worker) error {
	if w.random.Intn(3) == 0 {
		return w.shelf().Watch(nil)
	}
	throws := w.random.Intn(2) == 0
	return w.shelf().Watch(func(float64) (bool, error) {
		if throws {
			return false, errThrown
		}
		return true, nil
	})
}

func audit(w *worker) error {
	_, err := w.shelf().Audit(uint32(w.random.Intn(2000)))
	return err
}

func turn(w *worker) error {
	return w.shelf().Turn(uint32(w.random.Intn(2000)))
}

func hire(w *worker) error {
	clerk, err := w.shelf().Hire()
	if err == nil {
		w.clerks[w.place()].Store(clerk)
	}
	return err
}

func useClerk(w *worker) error {
	clerk := w.clerks[w.place()].Load()
	if clerk == nil {
		return nil
	}
	if _, err := clerk.Count(); err != nil {
		return err
	}
	return clerk.Add(1.5)
}

func closeClerk(w *worker) error {
	shut(w.clerks[w.place()].Load())
	return nil
}

func walk(w *worker) error {
	place := w.place()
	before := w.walks[place].Load()
	if before != nil && w.random.Intn(4) != 0 {
		_, _, err := before.Next()
		return err
	}
	walk, err := w.shelf().Walk()
	if err == nil {
		w.walks[place].Store(walk)
	}
	return err
}

func closeWalk(w *worker) error {
	shut(w.walks[w.place()].Load())
	return nil
}

func scan(w *worker) error {
	place := w.place()
	before, clerk := w.scans[place].Load(), w.clerks[w.place()].Load()
	if before != nil && w.random.Intn(3) != 0 {
		_, err := before.Read(make([]byte, 100))
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	}
	if clerk == nil {
		return nil
	}
	scan, err := clerk.Scan_()
	if err == nil {
		w.scans[place].Store(scan)
	}
	return err
}

func closeScan(w *worker) error {
	shut(w.scans[w.place()].Load())
	return nil
}

// settled is how many objects are live when the collector has closed what was forgotten.
func settled() uint64 {
	for range 200 {
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
		// Errors and texts that Go has read are freed sixteen at a time, and before each report.
		warehouse.DiagnosticsJSON()
		if must(warehouse.Live(false)) == 0 {
			return 0
		}
	}
	return must(warehouse.Live(true))
}

type report struct {
	Operations int            `json:"operations"`
	Errors     map[string]int `json:"errors"`
	Unexpected int            `json:"unexpected"`
	Live       uint64         `json:"live"`
}

func stress(seed int64, seconds float64, threads int) (failed bool) {
	end := time.Now().Add(time.Duration(seconds * float64(time.Second)))
	workers := make([]*worker, threads)
	all := newShared()
	var running sync.WaitGroup
	for number := range workers {
		workers[number] = &worker{shared: all, random: rand.New(rand.NewSource(seed*1000 + int64(number))), errors: map[string]int{}}
		running.Add(1)
		go func() {
			defer running.Done()
			workers[number].run(end)
		}()
	}
	running.Wait()
	all.close()
	result := report{Errors: map[string]int{}}
	for _, each := range workers {
		result.Operations += each.operations
		result.Unexpected += len(each.unexpected)
		for kind, count := range each.errors {
			result.Errors[kind] += count
		}
		for _, text := range each.unexpected[:min(3, len(each.unexpected))] {
			fmt.Fprintln(os.Stderr, text)
		}
	}
	result.Live = settled()
	fmt.Println(string(must(json.Marshal(result))))
	return result.Unexpected != 0 || result.Live != 0
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "leaks" {
		leaks()
		return
	}
	threads := 16
	if len(os.Args) > 3 {
		threads = must(strconv.Atoi(os.Args[3]))
	}
	runtime.GOMAXPROCS(threads)
	if stress(must(strconv.ParseInt(os.Args[1], 10, 64)), must(strconv.ParseFloat(os.Args[2], 64)), threads) {
		os.Exit(1)
	}
}
