package tenon

import (
	"fmt"
	"strconv"
	"strings"
)

// tenonFormatExact writes a number of units of 10^-digits.
func tenonFormatExact(units int64, digits int) string {
	if digits == 0 {
		return strconv.FormatInt(units, 10)
	}
	sign, size := "", uint64(units)
	if units < 0 {
		sign, size = "-", -size
	}
	text := fmt.Sprintf("%0*d", digits+1, size)
	point := len(text) - digits
	return sign + text[:point] + "." + text[point:]
}

// tenonParseExact reads a number with at most so many digits behind its point.
func tenonParseExact(text string, digits int) (int64, error) {
	whole, part, hasPoint := strings.Cut(text, ".")
	isBare := strings.TrimLeft(whole, "+-") == "" || hasPoint && strings.Trim(part, "0123456789") != ""
	if isBare || hasPoint && part == "" || len(part) > digits {
		return 0, fmt.Errorf("%q is no number with at most %d digits behind its point", text, digits)
	}
	units, err := strconv.ParseInt(whole+part+strings.Repeat("0", digits-len(part)), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q: %w", text, err)
	}
	return units, nil
}
