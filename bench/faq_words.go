package main

import "strings"

// The vocabulary of the made-up FAQ. A line is one meaning; its words are ways to say it. Owners
// and visitors choose among them each for themselves.
var (
	things = meanings(`
invoice, bill, receipt
parcel, package, shipment
password, login, passphrase
booking, reservation
subscription, plan, membership
voucher, coupon, gift card
delivery address, shipping address
bank account, account details, IBAN
credit card, card, payment card
refund, money back
deposit, security payment
newsletter, mailing list
user name, nickname
profile picture, avatar, photo
warranty, guarantee
spare part, replacement part
battery, accumulator
charger, power supply, mains adapter
manual, instructions, handbook
door code, key code, access code
parking space, car park, garage
breakfast, morning meal
towel, bath towel
cot, baby bed, crib
pet, dog, cat
kitchen, stove, oven
dishwasher, washing machine
heating, radiator
wifi, wireless network, internet
cleaning, final cleaning
check-in, arrival
check-out, departure
city tax, tourist tax
ferry, boat
luggage, suitcase, bags
identity card, passport
birth certificate, certificate of birth
dog licence, dog tax
residence registration, change of residence
parking permit, resident's permit
waste bin, rubbish bin, dustbin
bulky waste, old furniture
building permit, planning permission
wedding date, marriage appointment
library card, reader's card
daycare place, nursery place
polling station, polling place
fishing licence, angling permit
backup, safety copy
database, data store
log file, protocol
update, upgrade, new version
plugin, extension, add-on
licence key, product key, serial number
export, download
import, upload
calendar, schedule
notification, alert, reminder
report, statistics, evaluation
team member, colleague, co-worker
workspace, project folder
two-factor code, security code, authenticator
webhook, callback address
dark mode, night mode
time zone, local time
currency, exchange rate
customs duty, import tax
size, measurement, fit
colour, shade
fabric, material, cloth
bicycle, bike
helmet, head protection
season ticket, yearly pass
course, class, workshop
trainer, instructor, coach
locker, cabinet
swimming pool, pool
sauna, steam bath
seat, place
concert ticket, admission
audio guide, guided tour
donation, contribution
tax certificate, donation receipt
appointment, consultation
prescription, recipe form
vaccination, jab
insurance card, health card
hearing aid, hearing device
glasses, spectacles
coffee machine, espresso maker
kettle, water boiler
lawn mower, mower
ladder, steps
paint, varnish
seed, plant
sample, trial pack
catalogue, brochure
loyalty points, bonus points
order, purchase
cart, basket`)

	deeds = meanings(`
change, alter, switch
cancel, call off, stop
find, locate, see
download, save
print, get on paper
extend, prolong, renew
return, send back, give back
exchange, swap, replace
pay, settle
track, follow
share, pass on
combine, merge
delete, remove, erase
block, lock, freeze
activate, enable, turn on
deactivate, disable, turn off
order, buy, purchase
book, reserve
move, postpone, reschedule
confirm, approve
report, notify you of
repair, fix, mend
clean, wash
transfer, hand over
correct, amend
split, divide
collect, pick up, fetch
store, keep, deposit
connect, link, pair
reset, restore, recover
compare, choose between
test, try out
reclaim, get back
register, sign up
apply for, request, ask for
measure, check
install, set up, mount
copy, duplicate
translate, read in my language
gift, give as a present`)

	kinds = meanings(`
monthly, per month
yearly, annual
lost, missing, mislaid
broken, damaged, defective
second, additional, extra
late, delayed, overdue
wrong, incorrect, mistaken
first, initial
free, complimentary
discounted, reduced
family, household
student, pupil
senior, pensioner
business, company, corporate
digital, electronic, online
printed, paper
foreign, international
express, urgent, fast
used, second-hand
large, oversized, bulky
small, compact
shared, common
private, personal
temporary, provisional
expired, outdated
unpaid, open
double, duplicate
stolen, robbed
winter, cold season
summer, holiday season
weekend, Saturday
group, party
wheelchair, accessible
child's, junior
vegan, vegetarian
wooden, timber
waterproof, rainproof
silver, grey
outdoor, garden
original, genuine`)

	circumstances = meanings(`
on my phone, with the app, on mobile
from abroad, outside the country
without an account, as a guest
after the deadline, too late
before I arrive, ahead of time
for my company, for work
for someone else, on behalf of my mother
at the weekend, on Sundays
by bank transfer, with direct debit
without a printer, without paper
in a shop, at the counter
by post, with a letter
with a child, with a baby
in the evening, at night
on a public holiday, over Christmas
if I move house, when we relocate
during the trial, in the trial month
with an old version, on an old computer
in another currency, in dollars
when it rains, in bad weather
more than once, several times
for a whole group, for ten people
without a car, by public transport
with a disability, in a wheelchair
in the first year, at the beginning
after a theft, after a burglary
on short notice, today
for next year, next season
in English, in another language
by telephone, over the phone`)

	places = strings.Split("your account page, the booking overview, the settings, the orders list, the service desk, the town hall's entrance, "+
		"the confirmation mail, the sidebar, the billing tab, the front desk, the members' area, the help menu, the app's start screen, the ground floor, the checkout", ", ")

	syllables = strings.Fields("ba bel bru cor dan del dor fen fla gar gri hal jor kes kra lin lor mal mer nor ost pel qui ras ric sal sta tan tor ul var vel wen xan yor zel")
)

// meanings are the ways to say each line.
func meanings(table string) (all [][]string) {
	for line := range strings.Lines(strings.TrimSpace(table)) {
		all = append(all, strings.Split(strings.TrimSpace(line), ", "))
	}
	return all
}
