/// One full command line for each operation that has a verb of its own kind: every option that the API has a field for.
enum CommandLines {
    static let operations: [(operation: String, line: String)] = [
        ("session.show", "whoami"),
        ("agenda", "agenda --as-of 2026-03-04"),
        ("account.invite", "account invite a@b.example --role candidate --name Ana --person-id 12"),
        ("account.list", "account list --role admin"),
        ("account.show", "account show 1"),
        ("account.disable", "account disable 1"),
        ("account.enable", "account enable 1"),
        ("account.reset", "account reset 1"),
        ("token.create", "token create nightly --days 90"),
        ("token.list", "token list"),
        ("token.revoke", "token revoke 4"),
        ("recruiter.list", "recruiter list"),
        (
            "candidate.add",
            "candidate add Ana --email a@b.example --phone +44123456 --recruiter 2 --time-zone Europe/London"
        ),
        ("candidate.list", "candidate list --query ana --recruiter 2"),
        ("candidate.list", "candidate search ana --recruiter-id 2"),
        ("candidate.show", "candidate show 3"),
        (
            "candidate.edit",
            "candidate edit 3 --name Ana --email a@b.example --phone 123 --recruiter 2 --time-zone Europe/London"
        ),
        ("client.add", "client add Northwind --time-zone Europe/London --calendar GB-ENG --recruiter 2"),
        ("client.list", "client list --query north"),
        ("client.show", "client show 4"),
        ("client.edit", "client edit 4 --name N --time-zone Europe/London --calendar GB-ENG --recruiter 2"),
        (
            "contact.add",
            """
            contact add 4 --name Mia --function decision-maker --title CTO --email m@b.example --phone 123 --may-call \
            --cleared
            """
        ),
        ("contact.list", "contact list 4"),
        (
            "contact.edit",
            "contact edit 9 --name Mia --function hr --title CTO --email m@b.example --phone 12345 --no-may-call --no-cleared"
        ),
        ("vacancy.add", "vacancy add --client 4 --title Engineer --decision-maker-id 9 --recruiter 2"),
        ("vacancy.list", "vacancy list --client-id 4 --query eng --open"),
        ("vacancy.show", "vacancy show 5"),
        ("vacancy.close", "vacancy close 5 --reason filled"),
        ("desk.lend", "desk lend 2 --to-recruiter 3 --from-on 2026-03-01 --to-on 2026-03-08"),
        ("desk.return", "desk return 1"),
        ("desk.list", "desk list"),
        ("submission.add", "submission add --candidate 3 --vacancy 5 --channel agency --nomination 1"),
        (
            "submission.list",
            "submission list --candidate 3 --vacancy 5 --client 4 --stage on-hold --recruiter 2"
        ),
        ("submission.show", "submission show 7"),
        ("submission.consent", "submission consent 7 --wording yes"),
        ("submission.send", "submission send 7"),
        ("submission.advance", "submission advance 7 --stage interviewing"),
        ("submission.withdraw", "submission withdraw 7 --reason moved"),
        ("submission.close", "submission close 7 --reason filled --message Thanks --confirm-details"),
        (
            "interview.schedule",
            """
            interview schedule 7 --starts-at 2026-03-04T10:00:00Z --ends-at 2026-03-04T11:00:00+00:00 --interviewer 1 \
            --interviewer 2 --location Leeds
            """
        ),
        ("interview.list", "interview list --submission 7 --client 4 --recruiter 2"),
        ("interview.show", "interview show 12"),
        (
            "interview.debrief",
            """
            interview debrief 12 --further-round --further-round-on 2026-03-20 --decision-on 2026-03-25 \
            --feedback-by 2026-03-10 --given-on 2026-03-04 --contact 9 --attendees Mia --promised news \
            --would-not-say decision-on
            """
        ),
        ("interview.cancel", "interview cancel 12 --reason ill"),
        ("promise.set", "promise set 12 2026-03-10 --given-on 2026-03-04 --contact 9"),
        ("promise.history", "promise history 12"),
        ("chase.plan", "chase plan 12 --as-of 2026-03-04"),
        (
            "chase.log",
            """
            chase log 12 --on 2026-03-04 --contact 3 --method phone --kind offer-notice --offer 1 --outcome later \
            --new-promise 2026-03-10 --also-interview 13,14 --as-enquiry --note short
            """
        ),
        ("chase.list", "chase list --interview 12 --contact 3"),
        (
            "feedback.log",
            """
            feedback log 12 --decision advance --comments good --rating 4 --strengths calm --concerns none \
            --received-on 2026-03-05 --contact 9 --method letter
            """
        ),
        ("feedback.list", "feedback list --interview 12 --state unreleased"),
        ("feedback.show", "feedback show 5"),
        ("feedback.release", "feedback release 5 --message Hello --outcome advance --confirm-details"),
        ("feedback.withhold", "feedback withhold 5 --reason asked"),
        ("enquiry.ask", "enquiry ask 7 --question News?"),
        ("enquiry.list", "enquiry list --open"),
        ("silence.draft", "silence draft 7"),
        ("silence.send", "silence send 7 --message soon --confirm-details"),
        ("silence.list", "silence list 7"),
        ("call.promise", "call promise 7 --by 2026-03-06"),
        ("call.keep", "call keep 3 --note done"),
        ("call.list", "call list --open --submission 7"),
        ("enquiry.answer", "enquiry answer 2 --answer Soon --confirm-details"),
        (
            "incident.log",
            "incident log 7 --kind client-contact --happened-on 2026-03-04 --description rang"
        ),
        ("incident.list", "incident list --submission 7"),
        ("note.write", "note write 12 --contact 3 --message Thanks"),
        ("note.list", "note list --interview 12 --queued"),
        ("note.show", "note show 5"),
        ("note.forward", "note forward 5 --confirm-details"),
        ("note.return", "note return 5 --reason Shorter --confirm-details"),
        (
            "material.add",
            "material add 12 --what Link --kind later-thought --promised --promise 4 --contact 3 --due-on 2026-03-06"
        ),
        ("material.list", "material list --interview 12 --no-open"),
        ("material.done", "material done 4 --confirm-details"),
        ("material.return", "material return 4 --reason Which --confirm-details"),
        (
            "reference.add",
            "reference add Ida --relation manager --company Kern --email i@k.example --phone +44123456"
        ),
        ("reference.told", "reference told 3 --vacancy 5"),
        ("reference.list", "reference list --candidate-id 3"),
        ("reference.contact", "reference contact 3 --vacancy 5 --method phone --outcome Fine --on 2026-03-04"),
        ("tie.declare", "tie declare 4 --person Ana --relation sister --contact 9"),
        ("tie.list", "tie list --client 4"),
        (
            "programme.add",
            """
            programme add Friends --sponsor-client 4 --amount 100000 --currency gbp --instalment 5000:0 \
            --instalment 5000:90 --starts-on 2026-01-01 --ends-on 2026-12-31 --both
            """
        ),
        ("programme.list", "programme list"),
        (
            "referral.nominate",
            """
            referral nominate 1 --candidate-name Bo --candidate-email bo@b.example --vacancy 5 --client 4 --referrer 6
            """
        ),
        ("referral.confirm", "referral confirm 3"),
        ("referral.list", "referral list"),
        (
            "contract.set",
            """
            contract set 4 --kind percent --currency gbp --fee-bp 2000 --minimum 500000 --flat 1 --payment-days 30 --rebate 28:10000 \
            --rebate 56:5000 --introduction-months 6 --effective-from 2026-04-01
            """
        ),
        ("contract.show", "contract show 4 --as-of 2026-04-01"),
        ("contract.history", "contract history 4"),
        ("placement.start", "placement start 7 --start-on 2026-04-01 --salary 4800000 --currency gbp"),
        ("placement.leave", "placement leave 3 --left-on 2026-05-15"),
        ("placement.list", "placement list --client 4 --candidate 3 --no-employed"),
        ("fee.list", "fee list --client 4 --state overdue --as-of 2026-04-01"),
        ("fee.invoice", "fee invoice 3 --reference 2026-0117"),
        ("fee.raise", "fee raise 3 --salary 4800000 --currency gbp"),
        ("fee.pay", "fee pay 3 --reference BANK-4711 --amount 100"),
        ("bonus.list", "bonus list --state payable --programme 2 --as-of 2026-04-01"),
        ("bonus.pay", "bonus pay 4 --reference PAYROLL-2026-04"),
        ("bonus.reverse", "bonus reverse 4 --reason wrong"),
        ("programme.close", "programme close 2 --ends-on 2026-12-31"),
        ("report.bonus-liability", "report bonus-liability --as-of 2026-03-04 --desk 2"),
        ("ledger.show", "ledger show --placement 3 --as-of 2026-03-31"),
        ("ledger.balance", "ledger balance --as-of 2026-03-31"),
        ("report.introduced-hires", "report introduced-hires --as-of 2026-03-04 --desk 2"),
        ("report.overdue-feedback", "report overdue-feedback --as-of 2026-03-04 --by client --desk 2"),
        ("report.unreleased", "report unreleased --as-of 2026-03-04 --desk 2"),
        ("report.unanswered", "report unanswered --as-of 2026-03-04 --recruiter 2"),
        ("report.silent", "report silent --as-of 2026-03-04 --desk 2"),
        ("report.calls", "report calls --from 2026-01-01 --to 2026-03-31 --as-of 2026-03-04 --desk 2"),
        (
            "report.responsiveness",
            "report responsiveness --by contact --from 2026-01-01 --to 2026-03-01 --as-of 2026-03-04 --client 4 --desk 2"
        ),
        ("explain.interview", "explain interview 12 --as-of 2026-03-04"),
        ("explain.submission", "explain submission 7 --as-of 2026-03-04"),
        ("policy.show", "policy show --client 4 --as-of 2026-03-04"),
        (
            "policy.set",
            "policy set answer_days=10 chase-opens-days=10 --client 4 --effective-from 2026-03-10 --clear spacing_opens_days --note Why"
        ),
        ("policy.history", "policy history --client 4"),
        ("calendar.list", "calendar list"),
        (
            "offer.declare",
            """
            offer declare --candidate 3 --company Vale --position Engineer --reply-by 2026-03-10 --evidence letter --attested \
            --wording yes
            """
        ),
        ("offer.list", "offer list --candidate 3 --state citable"),
        ("offer.attest", "offer attest 3 --wording yes"),
        ("offer.untrue", "offer untrue 3 --reason asked"),
        ("offer.clear", "offer clear 3"),
        ("task.list", "task list --state not-applicable --submission 7"),
        ("task.done", "task done 7 --note thanked"),
        ("task.skip", "task skip 7 --reason moved"),
        ("interest.add", "interest add --candidate 3 --client 4 --note spring --task 7"),
        ("interest.list", "interest list --candidate 3 --client 4 --live"),
        ("interest.end", "interest end 2 --reason hired"),
        ("lead.add", "lead add Tram --client 4 --contact 9 --note trams --recruiter 2 --task 8"),
        ("lead.list", "lead list --client 4 --open"),
        ("lead.convert", "lead convert 2 --name Tram --time-zone Europe/London --calendar GB-ENG"),
        ("phrase.list", "phrase list --language en --kind grand-claim --active"),
        ("phrase.show", "phrase show 2"),
        ("phrase.add", "phrase add asap --language en --kind pressure --why rude --better soon"),
        ("phrase.edit", "phrase edit 2 --phrase asap --language en --kind pressure --why rude --better soon --no-active"),
        ("wording.check", "wording check please --language en"),
        ("audit.list", "audit list --operation feedback.log --account 1"),
    ]

    /// Operations whose verbs read a password or a file, or do something else beside, and so make their input while they run.
    static let special = [
        "session.create", "session.delete", "account.accept", "status", "calendar.import", "import.opencats", "import.csv", "policy.effect",
        "bonus.export", "fee.export", "batch.show",
    ]

    static func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }
}
