// Package mtproxy_test tests the mtproxy library through its Go package.
package mtproxy_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"tenon.example/mtproxy"
)

// A vector of vectors.json, which every language's package is tested with.
type vector struct {
	Call  string
	With  []any
	Gives any
}

var functions = map[string]any{
	"api_version":                 mtproxy.APIVersion,
	"startup_handshake":           mtproxy.StartupHandshake,
	"get_concurrency_boundary":    mtproxy.GetConcurrencyBoundary,
	"get_network_boundary":        mtproxy.GetNetworkBoundary,
	"crc32_partial":               mtproxy.Crc32Partial,
	"crc32c_partial":              mtproxy.Crc32cPartial,
	"pid_init_common":             mtproxy.PidInitCommon,
	"pid_init_client":             mtproxy.PidInitClient,
	"pid_init_server":             mtproxy.PidInitServer,
	"matches_pid":                 mtproxy.MatchesPid,
	"process_id_is_newer":         mtproxy.ProcessIDIsNewer,
	"md5":                         mtproxy.Md5,
	"md5_hex":                     mtproxy.Md5Hex,
	"md5_hmac":                    mtproxy.Md5Hmac,
	"sha1":                        mtproxy.Sha1,
	"sha1_two_chunks":             mtproxy.Sha1TwoChunks,
	"sha256":                      mtproxy.Sha256,
	"sha256_two_chunks":           mtproxy.Sha256TwoChunks,
	"sha256_hmac":                 mtproxy.Sha256Hmac,
	"cfg_skipspc":                 mtproxy.CfgSkipspc,
	"cfg_skspc":                   mtproxy.CfgSkspc,
	"cfg_getword_len":             mtproxy.CfgGetwordLen,
	"cfg_getstr_len":              mtproxy.CfgGetstrLen,
	"cfg_getint":                  mtproxy.CfgGetint,
	"cfg_getint_zero":             mtproxy.CfgGetintZero,
	"cfg_getint_signed_zero":      mtproxy.CfgGetintSignedZero,
	"tl_parse_query_header":       mtproxy.TlParseQueryHeader,
	"tl_parse_answer_header":      mtproxy.TlParseAnswerHeader,
	"parse_proc_stat_line":        mtproxy.ParseProcStatLine,
	"parse_statm":                 mtproxy.ParseStatm,
	"parse_meminfo_summary":       mtproxy.ParseMeminfoSummary,
	"format_log_prefix":           mtproxy.FormatLogPrefix,
	"net_epoll_conv_flags":        mtproxy.NetEpollConvFlags,
	"net_epoll_unconv_flags":      mtproxy.NetEpollUnconvFlags,
	"net_timers_wait_msec":        mtproxy.NetTimersWaitMsec,
	"msg_buffers_pick_size_index": mtproxy.MsgBuffersPickSizeIndex,
}

func readVectors(t *testing.T) []vector {
	t.Helper()
	text, err := os.ReadFile("vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var vectors []vector
	if err := decoder.Decode(&vectors); err != nil {
		t.Fatal(err)
	}
	return vectors
}

func bytesOf(t *testing.T, text string) []byte {
	t.Helper()
	form, rest, _ := strings.Cut(text, ":")
	if form == "text" {
		return []byte(rest)
	}
	count := 1
	if form == "repeat" {
		number, once, _ := strings.Cut(rest, ":")
		count, _ = strconv.Atoi(number)
		rest = once
	}
	once, err := hex.DecodeString(rest)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Repeat(once, count)
}

// isField says whether a field of Go's has the name of a field in C.
func isField(name string) func(string) bool {
	return func(field string) bool {
		return strings.EqualFold(field, strings.ReplaceAll(name, "_", ""))
	}
}

// fill sets what a function takes to what a vector says.
func fill(t *testing.T, to reflect.Value, value any) {
	t.Helper()
	switch to.Kind() {
	case reflect.Pointer: // The options, which all have one field.
		to.Set(reflect.New(to.Type().Elem()))
		fill(t, to.Elem().Field(0), value)
	case reflect.Struct:
		for name, field := range value.(map[string]any) {
			fill(t, to.FieldByNameFunc(isField(name)), field)
		}
	case reflect.Slice:
		if text, isText := value.(string); isText {
			to.SetBytes(bytesOf(t, text))
			return
		}
		for _, one := range value.([]any) {
			to.Set(reflect.Append(to, reflect.Zero(to.Type().Elem())))
			fill(t, to.Index(to.Len()-1), one)
		}
	case reflect.Float64:
		number, err := strconv.ParseFloat(value.(string), 64)
		if err != nil && !errors.Is(err, strconv.ErrRange) {
			t.Fatal(err)
		}
		to.SetFloat(number)
	default:
		text, isText := value.(string)
		if !isText {
			text = value.(json.Number).String()
		}
		if err := json.Unmarshal([]byte(text), to.Addr().Interface()); err != nil {
			t.Fatal(err)
		}
	}
}

// isSame says whether a result is what a vector says.
func isSame(t *testing.T, given reflect.Value, expected any) bool {
	t.Helper()
	switch expected := expected.(type) {
	case map[string]any:
		for name, value := range expected {
			if !isSame(t, given.FieldByNameFunc(isField(name)), value) {
				return false
			}
		}
		return true
	case []any:
		for i, value := range expected {
			if !isSame(t, given.Index(i), value) {
				return false
			}
		}
		return given.Len() == len(expected)
	case string:
		if given.Kind() == reflect.Slice { // Text that lies beside a record is filled up with NULs.
			begin := bytesOf(t, expected)
			rest, has := bytes.CutPrefix(given.Bytes(), begin)
			return has && len(bytes.Trim(rest, "\x00")) == 0
		}
		return fmt.Sprint(given.Interface()) == expected
	case bool:
		return given.Bool() == expected
	default:
		number := reflect.New(given.Type()).Elem()
		fill(t, number, expected)
		return given.Equal(number)
	}
}

// areSame says whether the results of a call are what a vector says.
func areSame(t *testing.T, results []reflect.Value, expected any) bool {
	t.Helper()
	if err, failed := results[len(results)-1].Interface().(error); failed {
		record, _ := expected.(map[string]any)
		return record["error"] == "invalid" && errors.Is(err, mtproxy.ErrInvalid)
	}
	switch results = results[:len(results)-1]; len(results) {
	case 0:
		return expected == nil
	case 1:
		return isSame(t, results[0], expected)
	}
	list, isList := expected.([]any)
	for i := 0; isList && i < len(results); i++ {
		if !isSame(t, results[i], list[i]) {
			return false
		}
	}
	return isList && len(list) == len(results)
}

func TestFunctions_TheirVectors_ThenAsSaid(t *testing.T) {
	counts := map[string]int{}
	for _, one := range readVectors(t) {
		function := reflect.ValueOf(functions[one.Call])
		arguments := make([]reflect.Value, function.Type().NumIn())
		for i := range arguments {
			arguments[i] = reflect.New(function.Type().In(i)).Elem()
			fill(t, arguments[i], one.With[i])
		}
		if !areSame(t, function.Call(arguments), one.Gives) {
			t.Errorf("%s(%v) is not %v", one.Call, one.With, one.Gives)
		}
		counts[one.Call]++
	}
	if len(counts) != len(functions) {
		t.Errorf("vectors of %d functions, and %d are known", len(counts), len(functions))
	}
}
