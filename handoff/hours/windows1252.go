package hours

// highWindows are the letters of the bytes from 0x80 to 0x9f in Windows-1252; five have none.
// Every other byte is the letter of its number.
var highWindows = []rune("€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ")

// fromWindows reads text of an old Windows, which has a letter for each byte.
func fromWindows(text []byte) string {
	letters := make([]rune, len(text))
	for i, b := range text {
		letters[i] = rune(b)
		if b >= 0x80 && b <= 0x9f {
			letters[i] = highWindows[b-0x80]
		}
	}
	return string(letters)
}
