// Package e2e tests the real binary from outside, as visitors, owners and operators meet
// it: in a real browser on a page of another origin, over HTTP, by mail and at a terminal.
//
// Tests of a promise in docs/architecture.md are named after it. What a test needs beyond Go
// is asked for by need: without it the test is skipped, and fails where DESKBELL_TEST_FULL is 1.
package e2e
