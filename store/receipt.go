package store

import (
	"crypto/hmac"
	"crypto/sha256"
)

const (
	addReceiptQuery      = `INSERT INTO receipts (address, at) VALUES (?1, ?2)`
	countReceiptsQuery   = `SELECT count(*) FROM receipts WHERE at >= ?1`
	countReceiptsToQuery = `SELECT count(*) FROM receipts WHERE address = ?1 AND at >= ?2`
	forgetReceiptsQuery  = `DELETE FROM receipts WHERE at < ?1`
)

// addressHash names an address without keeping it.
func addressHash(key []byte, address string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("receipts to an address\n" + lowerAddress(address)))
	return mac.Sum(nil)[:16]
}
