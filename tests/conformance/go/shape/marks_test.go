package shape_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"strings"
	"testing"

	"drawn.example/shapes"
)

// comments parses the package and gives the comment of everything that it declares.
func comments(t *testing.T) map[string]string {
	t.Helper()
	folder, err := exec.Command("go", "list", "-f", "{{.Dir}}", "drawn.example/shapes").Output()
	succeeds(t, err)
	packages, err := parser.ParseDir(token.NewFileSet(), strings.TrimSpace(string(folder)), nil, parser.ParseComments)
	succeeds(t, err)
	found := map[string]string{}
	ast.Inspect(packages["shapes"], func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncDecl:
			name := node.Name.Name
			if node.Recv != nil {
				if star, isPointer := node.Recv.List[0].Type.(*ast.StarExpr); isPointer {
					name = star.X.(*ast.Ident).Name + "." + name
				}
			}
			found[name] = node.Doc.Text()
		case *ast.GenDecl:
			for _, spec := range node.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					found[spec.Name.Name] = node.Doc.Text()
				case *ast.ValueSpec:
					found[spec.Names[0].Name] = node.Doc.Text() + spec.Doc.Text()
				}
			}
		case *ast.StructType:
			for _, field := range node.Fields.List {
				if len(field.Names) > 0 {
					found["."+field.Names[0].Name] = field.Doc.Text()
				}
			}
		}
		return true
	})
	return found
}

func TestDeprecated__whatever_is_marked__then_a_paragraph_of_its_own(t *testing.T) {
	found := comments(t)
	for name, advice := range map[string]string{
		"Polygon.Size": "use corner_count",
		"Legend":       "write the title yourself",
		"Tolerance":    "corners are compared exactly",
		"FillHatch":    "use SOLID",
		".Hairline":    "use a width of 0",
	} {
		if !strings.Contains(found[name], "\nDeprecated: "+advice) {
			t.Errorf("%s: %q", name, found[name])
		}
	}
	if strings.Contains(found["Polygon.CornerCount"], "Deprecated") {
		t.Error("a method is deprecated that is not")
	}
}

func TestSince__whatever_is_marked__then_the_version(t *testing.T) {
	found := comments(t)
	for name, version := range map[string]string{
		"Polygon.Covers":   "1.1",
		"PolygonWindingOf": "1.2",
		"Drawing":          "1.1",
		"FillDots":         "1.2",
		".Fill":            "1.1",
		"LeastCorners":     "1.1",
	} {
		if !strings.Contains(found[name], "Added in version "+version+".") {
			t.Errorf("%s: %q", name, found[name])
		}
	}
}

func TestDeprecated__used_all_the_same__then_it_works(t *testing.T) {
	//lint:ignore SA1019 that is what is tested
	equal(t, got(newSquare(t, 1).Size())(t), 4)
	legend := got(shapes.NewLegend())(t)
	equal(t, got(legend.Lines())(t), 1)
	succeeds(t, legend.Close())
}
