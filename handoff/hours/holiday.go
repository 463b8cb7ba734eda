package hours

// Region is a country or a part of it that has holidays of its own.
type Region struct {
	Code    string // "DE-BY"
	Country string // "DE", "AT", "CH"
	Name    string // "Bayern"
}

// Holiday is a day off by law.
type Holiday struct {
	Date Date
	Name string
}

// Regions are the regions whose holidays are known.
func Regions() []Region { return nil }

// HolidaysOf are a region's holidays in a year, in order.
func HolidaysOf(region string, year int) []Holiday { return nil }
