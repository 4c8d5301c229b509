// Command rank ranks the packages of a dependency list through the Go package.
//
// Usage: rank EDGE_LIST. It prints one JSON object; table.py explains its members.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"sort"
	"time"

	"tenon.example/graph"
)

const top = 10

// digest changes with any bit of any rank.
func digest(ranks []float64) string {
	total := uint64(14695981039346656037)
	for _, rank := range ranks {
		total = (total ^ math.Float64bits(rank)) * 1099511628211
	}
	return fmt.Sprintf("%016x", total)
}

func best(ranks []float64) []int {
	order := make([]int, len(ranks))
	for node := range order {
		order[node] = node
	}
	sort.SliceStable(order, func(a, b int) bool { return ranks[order[a]] > ranks[order[b]] })
	return order[:min(top, len(order))]
}

func message(_ any, err error) string {
	if err == nil {
		return "no error"
	}
	return err.Error()
}

func rank(path string) (map[string]any, error) {
	start := time.Now()
	packages, err := graph.ReadEdgeList(path, true)
	if err != nil {
		return nil, err
	}
	defer packages.Close()
	read := time.Now()
	options, err := graph.PagerankDefaults()
	if err != nil {
		return nil, err
	}
	options.Tolerance = 1e-12
	options.MaxIterations = 1000
	ranks, outcome, err := packages.Pagerank(context.Background(), options, nil, nil, nil)
	if err != nil {
		return nil, err
	}
	ranked := time.Now()
	var places [][2]string
	for _, node := range best(ranks) {
		key, err := packages.Key(uint64(node))
		if err != nil {
			return nil, err
		}
		places = append(places, [2]string{*key, fmt.Sprintf("%016x", math.Float64bits(ranks[node]))})
	}
	nodes, err := packages.NodeCount()
	if err != nil {
		return nil, err
	}
	edges, err := packages.EdgeCount()
	if err != nil {
		return nil, err
	}
	missing := message(packages.NodeByKey("no-such-package"))
	if err := packages.Close(); err != nil {
		return nil, err
	}
	closed := message(packages.NodeCount())
	return map[string]any{
		"language":     "Go",
		"nodes":        nodes,
		"edges":        edges,
		"read_seconds": read.Sub(start).Seconds(),
		"rank_seconds": ranked.Sub(read).Seconds(),
		"iterations":   outcome.Iterations,
		"digest":       digest(ranks),
		"top":          places,
		"errors": map[string]string{
			"closed":  closed,
			"missing": missing,
		},
	}, nil
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("Usage: rank EDGE_LIST")
	}
	result, err := rank(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		log.Fatal(err)
	}
}
