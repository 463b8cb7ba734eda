package language

import "testing"

func BenchmarkGuessLang(b *testing.B) {
	for lang, text := range map[string]string{
		"en": "Where can I find the invoice for my last order, please?",
		"de": "Wo finde ich die Rechnung für meine letzte Bestellung?",
		"pl": "Gdzie znajdę fakturę za moje ostatnie zamówienie?",
		"cs": "Kde najdu fakturu k mé poslední objednávce?",
		"tr": "Son siparişimin faturasını nerede bulabilirim?",
		"ru": "Где найти счёт за мой последний заказ?",
		"zh": "在哪里可以找到我上次订单的发票",
	} {
		b.Run(lang, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Guess(text)
			}
		})
	}
}

func BenchmarkAnalyze(b *testing.B) {
	for lang, text := range map[string]string{
		"en": "Where can I find the invoice for my last order, please?",
		"de": "Wo finde ich die Rechnung für meine letzte Bestellung?",
		"pl": "Gdzie znajdę fakturę za moje ostatnie zamówienie?",
		"cs": "Kde najdu fakturu k mé poslední objednávce?",
		"tr": "Son siparişimin faturasını nerede bulabilirim?",
		"fr": "Où puis-je trouver la facture de ma dernière commande ?",
		"zh": "在哪里可以找到我上次订单的发票",
		"th": "ดาวน์โหลดใบเสร็จได้ที่ไหน",
	} {
		b.Run(lang, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				analyze(lang, text)
			}
		})
	}
}

func BenchmarkCompoundParts(b *testing.B) {
	known := map[string]bool{"auslands": true, "reise": true, "kranken": true, "versicherung": true, "karte": true}
	for b.Loop() {
		CompoundParts("auslandsreisekrankenversicherungskarte", func(s string) bool { return known[s] })
	}
}
