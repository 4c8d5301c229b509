// What Go's own parser finds in a package: the docs of functions and constants, and the constants' texts.
package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"os"
	"strconv"
	"strings"
)

func main() {
	docs := map[string]string{}
	values := map[string]string{}
	for _, path := range os.Args[2:] { // behind the --, which keeps go run from compiling them
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			log.Fatal(err)
		}
		for _, declaration := range file.Decls {
			if function, ok := declaration.(*ast.FuncDecl); ok && function.Recv == nil {
				docs[strings.ToLower(function.Name.Name)] = text(function.Doc)
			}
			if general, ok := declaration.(*ast.GenDecl); ok && general.Tok == token.CONST {
				readConstants(general, docs, values)
			}
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]any{"docs": docs, "values": values}); err != nil {
		log.Fatal(err)
	}
}

// As it stands in the file: CommentGroup.Text leaves directives out.
func text(comments *ast.CommentGroup) string {
	var lines []string
	if comments != nil {
		for _, comment := range comments.List {
			lines = append(lines, strings.TrimPrefix(comment.Text, "//"))
		}
	}
	return strings.Join(lines, "\n")
}

func readConstants(general *ast.GenDecl, docs, values map[string]string) {
	for _, spec := range general.Specs {
		constant := spec.(*ast.ValueSpec)
		name := strings.ToLower(constant.Names[0].Name)
		docs[name] = text(constant.Doc) + text(general.Doc)
		if len(constant.Values) == 0 {
			continue
		}
		if literal, ok := constant.Values[0].(*ast.BasicLit); ok && literal.Kind == token.STRING {
			value, err := strconv.Unquote(literal.Value)
			if err != nil {
				log.Fatal(err)
			}
			values[name] = value
		}
	}
}
