package mtproxy_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"errors"
	"hash"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"testing"
	"time"

	"tenon.example/mtproxy"
)

var stream = func() []byte {
	bytes := make([]byte, 1024)
	_, _ = rand.NewChaCha8([32]byte{2, 26}).Read(bytes)
	return bytes
}()

func requireDigest(t *testing.T, given []byte, err error, like func() hash.Hash, data []byte) {
	t.Helper()
	expected := like()
	_, _ = expected.Write(data)
	if err != nil || !bytes.Equal(given, expected.Sum(nil)) {
		t.Fatalf("%x of %d bytes, %v", given, len(data), err)
	}
}

func TestDigests_EveryLengthUpTo1024_ThenEqualToGos(t *testing.T) {
	for size := range len(stream) + 1 {
		data := stream[:size]
		first, second := data[:size/3], data[size/3:]
		digest, err := mtproxy.Md5(data, nil)
		requireDigest(t, digest, err, md5.New, data)
		digest, err = mtproxy.Sha1(data, nil)
		requireDigest(t, digest, err, sha1.New, data)
		digest, err = mtproxy.Sha1TwoChunks(first, second, nil)
		requireDigest(t, digest, err, sha1.New, data)
		digest, err = mtproxy.Sha256(data, nil)
		requireDigest(t, digest, err, sha256.New, data)
		digest, err = mtproxy.Sha256TwoChunks(first, second, nil)
		requireDigest(t, digest, err, sha256.New, data)
	}
}

func TestHmacs_KeysOfEveryLengthUpTo200_ThenEqualToGos(t *testing.T) {
	for size := range 201 {
		key := stream[:size]
		digest, err := mtproxy.Md5Hmac(key, stream, nil)
		requireDigest(t, digest, err, func() hash.Hash { return hmac.New(md5.New, key) }, stream)
		digest, err = mtproxy.Sha256Hmac(key, stream, nil)
		requireDigest(t, digest, err, func() hash.Hash { return hmac.New(sha256.New, key) }, stream)
	}
}

func TestCrcs_EveryLength_ThenEqualToGos(t *testing.T) {
	castagnoli := crc32.MakeTable(crc32.Castagnoli)
	for size := range len(stream) + 1 {
		data := stream[:size]
		if crc, err := mtproxy.Crc32Partial(data, math.MaxUint32); err != nil || ^crc != crc32.ChecksumIEEE(data) {
			t.Fatalf("CRC-32 of %d bytes: %08x, %v", size, ^crc, err)
		}
		if crc, err := mtproxy.Crc32cPartial(data, math.MaxUint32); err != nil || ^crc != crc32.Checksum(data, castagnoli) {
			t.Fatalf("CRC-32C of %d bytes: %08x, %v", size, ^crc, err)
		}
	}
}

func TestPidInitCommon_NothingKnown_ThenThisProcess(t *testing.T) {
	before := time.Now().Unix()
	id, err := mtproxy.PidInitCommon(mtproxy.ProcessID{})
	if err != nil || int(id.Pid) != os.Getpid()&0xffff || int64(id.Utime) < before || int64(id.Utime) > time.Now().Unix() {
		t.Errorf("%+v, %v", id, err)
	}
}

func TestReadProcStatFile_ThisProcessAndNone_ThenItsIdAndAnError(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /proc")
	}
	stats, comm, err := mtproxy.ReadProcStatFile(int32(os.Getpid()), 0, nil)
	if err != nil || int(stats.Pid) != os.Getpid() || comm[0] != '(' {
		t.Errorf("%d, %q, %v", stats.Pid, comm, err)
	}
	_, _, err = mtproxy.ReadProcStatFile(-1, 0, nil)
	if !errors.Is(err, mtproxy.ErrUnreadable) {
		t.Errorf("%v", err)
	}
}

func TestTimes_ThenThoseOfTheClocks(t *testing.T) {
	now := float64(time.Now().UnixNano()) / 1e9
	if utime, err := mtproxy.GetUtime(0); err != nil || math.Abs(utime-now) > 2 {
		t.Errorf("%f, %v", utime, err)
	}
	if precise, err := mtproxy.GetPreciseTime(0); err != nil || math.Abs(float64(precise>>32)-now) > 2 {
		t.Errorf("%d, %v", precise, err)
	}
	if double, err := mtproxy.GetDoubleTime(); err != nil || math.Abs(double-now) > 2 {
		t.Errorf("%f, %v", double, err)
	}
}
