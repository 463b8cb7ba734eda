package language

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Words that are forms of one word, divided by "|" from those of another, by language.
var wordForms = map[string]string{
	"af":  "rekening rekeninge|wagwoord wagwoorde|betaal|bestelling",
	"ar":  "الفاتورة فاتورة|الطلب طلب|حساب الحساب",
	"be":  "пасылка пасылку пасылкі|заказ заказы заказу|рахунак|дастаўка дастаўкі дастаўку",
	"bg":  "фактура фактурата фактури фактурите|парола паролата пароли|поръчка поръчката поръчки|доставка",
	"bn":  "অর্ডার অর্ডারের|টিকিট টিকিটের টিকিটটি|পাসওয়ার্ড পাসওয়ার্ডের",
	"ca":  "factura factures|reserva reserves reservar|contrasenya contrasenyes|compte comptes",
	"cs":  "faktura fakturu faktury fakturou faktuře|heslo hesla heslem|objednávka objednávku objednavky|platit platím platí|účet účtu>-",
	"da":  "faktura fakturaen|ordre ordrer|pakke pakken pakker",
	"de":  "Rechnung Rechnungen|Gebühr Gebuehren Gebühren|Straße Strasse Straßen|Tür Tueren Türen|Übergröße Uebergroesse|neu neue neuen neuer|Steuer Steuern|aktuell aktuelle aktuellen|Öffnungszeiten oeffnungszeiten offnungszeiten|Abo Abos|App Apps|Maß Mass",
	"el":  "τιμολόγιο τιμολόγια τιμολογίου|παραγγελία παραγγελίες παραγγελιών|κωδικός κωδικό κωδικού|πόρτα πόρτας πόρτες",
	"en":  "invoice invoices|order ordered orders|cancel cancelled",
	"es":  "factura facturas|pedido pedidos|pago pagos",
	"et":  "arve arved arvet|tellimus tellimused|parool parooli parooliga|pakk pakki",
	"eu":  "faktura fakturak fakturan|pasahitza pasahitzak pasahitzaren|kontua kontuan kontuaren|eskaera",
	"fa":  "فاکتور فاکتورها فاکتورهای|سفارش سفارشم سفارشها|حساب حسابم",
	"fi":  "lasku laskut laskun|tilaus tilauksen tilaukset|paketti paketin",
	"fr":  "facture factures|l'abonnement abonnements|réservation reservations",
	"ga":  "pasfhocal phasfhocal|bille bhille mbille|cuntas chuntas gcuntas|doras dhoras",
	"gl":  "factura facturas|reserva reservas reservar|pedido pedidos|conta contas",
	"he":  "חשבונית החשבונית בחשבונית|סיסמה הסיסמה סיסמאות|דלת הדלת|מחיר המחיר מחירים",
	"hi":  "किताब किताबें|खाता खाते|टिकट टिकटों",
	"hr":  "račun računa računi računima|lozinka lozinku lozinke лозинка|narudžba narudžbu narudzbe|rezervacija rezervacije rezervaciju",
	"hu":  "számla számlák számlát|csomag csomagok|jelszó jelszót",
	"id":  "bayar membayar pembayaran|pesan pesanan memesan|kirim mengirim pengiriman dikirim|paket",
	"is":  "pakki pakkinn pakka|reikningur reikningurinn reikninginn reikninga|pöntun pöntunina|hundur hundinn",
	"it":  "fattura fatture|ordine ordini|l'abbonamento abbonamenti",
	"ko":  "영수증|배송",
	"lt":  "sąskaita sąskaitos sąskaitą saskaita|slaptažodis slaptažodžio>- slaptažodį|siunta siuntos siuntą|užsakymas užsakymo užsakymą užsakymai",
	"lv":  "rēķins rēķinu rēķini|parole paroli paroles|pasūtījums pasūtījumu pasūtījumi|karte kartes",
	"mk":  "сметка сметката сметки сметките|лозинка лозинката лозинки|нарачка нарачката|картичка",
	"mt":  "fattura fatturi|kont|karta|ordni",
	"nl":  "factuur|rekening rekeningen|bestelling bestellingen",
	"no":  "faktura fakturaen|pakke pakken pakker|ordre ordrer",
	"pl":  "faktura fakturę faktury fakturami|hasło hasła haslo hasłem|zamówienie zamówienia zamówić zamowienie|paczka paczki paczkę",
	"pt":  "fatura faturas|pedido pedidos|conta contas",
	"ro":  "factura facturi|comanda comenzi>-|plata plati|colet colete",
	"ru":  "посылка посылку посылки|заказ заказа заказы|пароль пароля",
	"sk":  "faktúra faktúru faktúry fakturou|heslo hesla heslom|objednávka objednávku objednavky|platba platby platbu",
	"sl":  "račun računa računi|geslo gesla|naročilo naročila narocilo|paket paketa paketi",
	"sr":  "račun рачуна|šifra шифру sifra|пакет пакета paketi",
	"sv":  "faktura fakturor fakturan|paket paketet|order",
	"sw":  "lipa kulipa|pata kupata|nenosiri|badilisha kubadilisha",
	"tr":  "fatura faturalar faturam|sipariş siparişler siparişi|hesap hesabı hesabım hesaplar|iade iadesi",
	"uk":  "рахунок|посилка посилку посилки|замовлення замовленням|пароль пароля паролем|доставка доставки доставку",
	"ur":  "کتاب کتابیں کتابوں|گاڑی گاڑیوں|ٹکٹ ٹکٹوں",
	"vi":  "hóa hoa|đơn don|mật mat",
	"und": "Größe grosse|ПРИВЕТ привет",
}

func TestFormsOfAWordMeetAndOtherWordsDoNot(t *testing.T) {
	for lang, forms := range wordForms {
		of := map[string]string{} // the word that a term comes from
		for word := range strings.SplitSeq(forms, "|") {
			all := strings.Fields(word)
			first := analyze(Analyzed(lang), all[0])
			for _, form := range all[1:] {
				form, irregular := strings.CutSuffix(form, ">-")
				if got := analyze(Analyzed(lang), form); slices.Equal(got, first) == irregular {
					t.Errorf("%s: %s is %v, %s is %v", lang, all[0], first, form, got)
				}
			}
			if other, ok := of[first[0]]; ok {
				t.Errorf("%s: %s and %s are both %s", lang, other, all[0], first)
			}
			of[first[0]] = all[0]
		}
	}
}

func TestEveryStemmerIsRegistered(t *testing.T) {
	if diff := cmp.Diff(slices.Sorted(maps.Keys(lightStemmers())), stemmed); diff != "" {
		t.Error(diff)
	}
}

func TestAStemmerLeavesEnoughOfAWord(t *testing.T) {
	for lang, s := range lightStemmers() {
		for _, word := range []string{"", "a", "ab", "и", "ну", "12345", "iphone15", "ה", "του"} {
			if got := s.stem(word); got != plainFold(word) {
				t.Errorf("%s: %q became %q", lang, word, got)
			}
		}
	}
}

func TestSignsAndClustersAreSearchedAloneAndInPairs(t *testing.T) {
	for _, tc := range []struct {
		lang, text string
		want       []string
	}{
		{"zh", "退款 WiFi 码", []string{"退", "退款", "款", "wifi", "码"}},
		{"ja", "返品は", []string{"返", "返品", "品", "品は"}},
		{"ja", "カード", []string{"カード"}},
		{"th", "ลืมรหัส", []string{"ลืม", "มร", "รหั", "หัส"}},
		{"th", "ฟรีwifi 5", []string{"ฟรี", "wifi", "5"}},
		{"lo", "ລະ", []string{"ລະ"}},
	} {
		if diff := cmp.Diff(tc.want, analyze(Analyzed(tc.lang), tc.text)); diff != "" {
			t.Errorf("%s: %s", tc.text, diff)
		}
	}
}
