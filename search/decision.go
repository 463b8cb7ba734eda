package search

// Verdict is what a visitor sees first on a question.
type Verdict string

const (
	Answer  Verdict = "answer"  // one entry
	Suggest Verdict = "suggest" // up to three entries
	Person  Verdict = "person"  // the person
)

// Reason says why a decision fell; each has a test.
type Reason string

const (
	Confident      Reason = "confident"
	Ambiguous      Reason = "ambiguous"
	NoMatch        Reason = "no_match"
	AskedForPerson Reason = "asked_for_person"
	Upset          Reason = "upset"
	IsPersonFirst  Reason = "person_first"
	Repeated       Reason = "repeated"
	SecondMiss     Reason = "second_miss"
	EmptyIndex     Reason = "empty_index"
)

// Question is one question and what came before it in the conversation, which
// the client keeps: nothing of it is stored here.
type Question struct {
	Text   string   // as typed
	Lang   string   // what the client believes; "" for unknown
	Page   string   // address of the host page without query, "" for unknown
	Scope  string   // "" for none
	Seen   []string // ids of entries already shown as an answer
	Wrong  []string // of these, the ones that the visitor called beside the point
	Misses int      // questions before this one without a good match
}

// Ranked is an entry with its score and the probability that it answers.
type Ranked struct {
	Entry      Entry
	Score      float64 // the ranker's, comparable within one question only
	Confidence float64 // 0 to 1
}

// Decision is what to do about a question. With verdict Answer Entry is set; with
// Person it may be, and is then shown after the person. Suggestions are at most
// three and never contain an entry already seen.
type Decision struct {
	Verdict      Verdict
	Reason       Reason
	Confidence   float64 // of the best candidate, 0 to 1
	Entry        *Entry
	Suggestions  []Ranked
	Ranked       []Ranked // up to 10, best first: for eval and ?explain=1
	Reading      Reading  // how the question's words were understood
	AskedIfHuman bool     // the visitor wants to know whether a program answers
	Lang         string   // of the question, whether or not an entry is in it; "" if unclear
}

// Miss reports that the question was not answered with confidence. Clients
// count misses and send their number along (Question.Misses). Who asks whether a
// program answers always gets an answer.
func (d Decision) Miss() bool {
	if d.AskedIfHuman {
		return false
	}
	return d.Reason == Ambiguous || d.Reason == NoMatch || d.Reason == SecondMiss || d.Reason == EmptyIndex
}
