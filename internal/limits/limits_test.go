package limits

import (
	"fmt"
	"testing"
)

func TestEveryRowCanBeSetWithinItsBoundsOnly(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range Table {
		t.Run(row.Name, func(t *testing.T) {
			if seen[row.Name] {
				t.Fatal("named twice")
			}
			seen[row.Name] = true
			if row.Default < row.Min || row.Default > row.Max || row.Unit == "" || row.Doc == "" {
				t.Fatalf("row is not whole: %+v", row)
			}
			for _, v := range []int{row.Min, row.Max} {
				l, err := Parse([]string{fmt.Sprintf("%s=%d", row.Name, v)})
				if err != nil || l.Get(row.Name) != v {
					t.Errorf("%d: got %d, %v", v, l.Get(row.Name), err)
				}
			}
			for _, v := range []int{row.Min - 1, row.Max + 1} {
				if _, err := Parse([]string{fmt.Sprintf("%s=%d", row.Name, v)}); err == nil {
					t.Errorf("%d was accepted", v)
				}
			}
			if got := (Limits{}).Get(row.Name); got != row.Default {
				t.Errorf("unset: got %d", got)
			}
		})
	}
}

func TestAWrongOverrideIsRefused(t *testing.T) {
	for _, o := range []string{"", "ask_per_minute", "nonsense=3", "ask_per_minute=many", "ask_per_minute=1e3"} {
		if _, err := Parse([]string{o}); err == nil {
			t.Errorf("%q was accepted", o)
		}
	}
}
