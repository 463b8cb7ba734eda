package store_test

const childFolder = "DESKBELL_STORE_CHILD"

func child(dir string) int { return 1 }
