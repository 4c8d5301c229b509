package main

import (
	"encoding/json"
	"os"
)

type resultPeer struct {
	Peer    string `json:"peer"`
	Title   string `json:"title"`
	Version string `json:"version"`
	How     string `json:"how"`
}

type resultMissing struct {
	Peer string  `json:"peer"`
	Row  *string `json:"row"`
	Why  string  `json:"why"`
}

type result struct {
	Row         string    `json:"row"`
	Peer        string    `json:"peer"`
	Nanoseconds []float64 `json:"nanoseconds"`
	Note        string    `json:"note,omitempty"`
}

// results is what bench/calls/go/results.py completes by sizes and instructions.
type results struct {
	Peers   []resultPeer    `json:"peers"`
	Missing []resultMissing `json:"missing"`
	Results []result        `json:"results"`
}

func write(path string, all []peer, names []string, times []map[string][]float64) error {
	made := results{Missing: []resultMissing{}}
	for i, peer := range all {
		made.Peers = append(made.Peers, resultPeer{peer.name, peer.title, peer.version, peer.how})
		for _, name := range names {
			if why, missing := peer.missing[name]; missing {
				made.Missing = append(made.Missing, resultMissing{peer.name, &name, why})
			} else {
				made.Results = append(made.Results, result{name, peer.name, times[i][name], peer.notes[name]})
			}
		}
	}
	text, err := json.MarshalIndent(made, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}
