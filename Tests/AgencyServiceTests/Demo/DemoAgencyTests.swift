import Agency
import Postgres
import TestSupport
import Testing

@testable import AgencyService

@Suite struct DemoAgencyTests {
    /// Ordinary days, a Sunday, Christmas, New Year in Scotland, Golden Week, the ends of months, the turns of the clocks.
    static let clocks = [
        "2026-03-04T10:00:00Z", "2026-03-08T10:00:00Z", "2026-12-25T12:00:00Z", "2027-01-02T08:00:00Z",
        "2026-05-06T23:30:00Z",
        "2026-03-29T01:30:00Z", "2026-11-01T05:30:00Z", "2028-02-29T00:00:00Z", "2026-07-04T20:00:00Z",
        "2026-08-31T16:00:00Z",
        "2040-06-15T09:00:00Z",
    ]

    /// With a hasher that takes no time; hashing is tested by itself.
    private func load(_ database: TestDatabase, now: String) async throws -> (AgencyService, [DemoAccount]) {
        let service = try database.service(now: now)
        _ = try await CalendarSeed.load(directory: Checkout.file("sql/holidays"), into: database.superuser)
        let accounts = try await DemoAgency.load(
            into: database.superuser, hasher: PasswordHasher(cost: .init(logRounds: 4)), now: service.parts.clock.now
        ) { _, _ in }
        return (service, accounts)
    }

    @Test(arguments: clocks)
    func itLoadsOnAnyDay(now: String) async throws {
        try await withDatabase(.empty) { database in
            let (service, accounts) = try await load(database, now: now)
            #expect(accounts.count == DemoPeople.accounts.count)
            let counts: String = try await database.value(
                """
                select concat_ws('/', (select count(*) from liaison.clients), (select count(*) from liaison.candidates),
                       (select count(*) from liaison.submissions), (select count(*) from liaison.interviews),
                       (select count(*) from liaison.feedback), (select count(*) from liaison.releases),
                       (select count(*) from liaison.enquiries), (select count(*) from liaison.nominations))
                """)
            #expect(counts == "6/40/36/33/8/6/3/3")
            let chases: Int64 = try await database.value("select count(*) from liaison.chases")
            #expect(chases >= 14)
            try await everyStateIsThere(database, now: now)
            try await everyoneCanLook(service, accounts)
        }
    }

    /// What the reports and the agenda are there to show.
    private func everyStateIsThere(_ database: TestDatabase, now: String) async throws {
        let states = try await database.query(
            """
            with today as (
                select i.*, liaison.local_date(\(now)::timestamptz, c.time_zone) as day, c.calendar_id
                  from liaison.interviews i join liaison.clients c on c.id = i.client_id
            )
            select 'upcoming' as state, count(*) filter (where held_on > day and cancelled_at is null) as found from today
            union all select 'overdue', count(*) filter (where due_on < day and resolved_on is null and cancelled_at is null) from today
            union all select 'pending', count(*) filter (where held_on < day and due_on >= day and resolved_on is null) from today
            union all select 'no debrief', count(*) from today t
                where held_on < day and cancelled_at is null and not exists (select from liaison.debriefs d where d.id = t.id)
            union all select 'chase open', count(*) from today t
                where resolved_on is null and cancelled_at is null and liaison.chase_opens(t.id, day, 0, false) <= day
            union all select 'chase waiting', count(*) from today t
                where resolved_on is null and due_on < day and liaison.chase_opens(t.id, day, 0, false) > day
            union all select 'four unanswered', count(*) from today t
                where resolved_on is null
                  and (select count(*) from liaison.chases h where h.interview_id = t.id and not h.is_answered) >= 4
            union all select 'two slips', count(*) from today t
                where (select count(*) from liaison.promises p where p.interview_id = t.id) >= 3
            union all select 'own window open', count(*) from today t join liaison.submissions s on s.id = t.submission_id
                where s.channel = 'direct' and t.resolved_on is null and liaison.chase_opens(t.id, day, 2, true) <= day
            union all select 'unreleased', count(*) from liaison.feedback where released_at is null and withheld_at is null
            union all select 'withheld', count(*) from liaison.feedback where withheld_at is not null
            union all select 'answered enquiry', count(*) from liaison.enquiries where answered_at is not null
            union all select 'overdue enquiry', count(*) from liaison.enquiries
                where answered_at is null and due_on < (select liaison.local_date(\(now)::timestamptz, 'Europe/London'))
            union all select 'lent desk', count(*) from liaison.desk_loans where returned_at is null
            union all select 'queued note', count(*) from liaison.notes where route = 'agent' and coalesce(forwarded_at, returned_at) is null
            union all select 'forwarded note', count(*) from liaison.notes where forwarded_at is not null
            union all select 'returned note', count(*) from liaison.notes where returned_at is not null
            union all select 'sent note', count(*) from liaison.notes where route = 'hr'
            union all select 'promised material', count(*) from liaison.materials where is_promise and done_at is null
            union all select 'later thought', count(*) from liaison.materials where kind = 'later_thought'
            union all select 'reference asked', count(*) from liaison.reference_contacts
            union all select 'reference not told', count(*) from liaison.candidate_references r
                where not exists (select from liaison.reference_alerts a where a.reference_id = r.id)
            union all select 'holding message', count(*) from liaison.holding_messages
            union all select 'open call', count(*) from liaison.call_promises where called_on is null
            union all select 'kept call', count(*) from liaison.call_promises where called_on <= call_by
            union all select 'incidents', count(distinct kind) - 1 from liaison.incidents
            union all select 'unconfirmed nomination', count(*) from liaison.nominations where confirmed_at is null and candidate_id is not null
            union all select 'stage ' || w.stage, (select count(*) from liaison.submissions s where s.stage = w.stage)
                from unnest(array['registered', 'sent', 'interviewing', 'on_hold', 'offered', 'placed', 'rejected', 'withdrawn', 'closed']) w (stage)
            """)
        for row in states.rows {
            let state: String = try row.get("state")
            let found: Int64 = try row.get("found")
            #expect(found > 0, "\(state) at \(now)")
        }
    }

    /// Everybody signs in with their password and gets their agenda.
    private func everyoneCanLook(_ service: AgencyService, _ accounts: [DemoAccount]) async throws {
        for role in Role.allCases {
            let account = try #require(accounts.first { $0.role == role })
            let session = try await service.call(
                "session.create", as: nil as String?,
                ["email": .string(account.email), "password": .string(account.password)])
            let token = try #require(session["token"]?.string)
            let agenda = try await service.call("agenda", as: token)
            #expect(agenda["items"]?.array != nil)
            if role == .coordinator {
                let report = try await service.call("report.overdue-feedback", as: token, ["limit": 100])
                #expect((report["items"]?.array?.count ?? 0) >= 6)
            }
            if role == .candidate {
                let status = try await service.call("status", as: token)
                #expect(status["submissions"]?.array?.count == 2)
            }
        }
    }

    @Test func theAccountsAreThoseThatWereAskedFor() {
        let roles = DemoPeople.accounts.map(\.role)
        #expect(Set(roles) == Set(Role.allCases))
        #expect(roles.count { $0 == .recruiter } == 2)
        #expect(roles.count { $0 == .candidate } == 3)
        #expect(Set(DemoPeople.accounts.map(\.email)).count == roles.count)
        #expect(DemoPeople.accounts.allSatisfy { EmailAddress($0.email) != nil })
    }

    @Test func itLoadsOnlyIntoAnEmptyDatabase() async throws {
        try await withDatabase { database in
            let isEmpty = try await DemoAgency.isEmpty(database: database.superuser)
            #expect(!isEmpty)
            let service = try database.service()
            var failure: DemoAgency.Failure?
            do {
                _ = try await DemoAgency.load(into: database.superuser, service: service) { _, _ in }
            } catch let error as DemoAgency.Failure {
                failure = error
            }
            #expect(failure == .notEmpty)
        }
    }

    @Test func idsGoOnAfterThoseOfTheDemo() async throws {
        try await withDatabase(.empty) { database in
            let isEmpty = try await DemoAgency.isEmpty(database: database.superuser)
            #expect(isEmpty)
            let now = "2026-03-04T10:00:00Z"
            let (service, accounts) = try await load(database, now: now)
            let isStillEmpty = try await DemoAgency.isEmpty(database: database.superuser)
            #expect(!isStillEmpty)
            let dana = try #require(accounts.first { $0.role == .recruiter })
            let session = try await service.call(
                "session.create", as: nil as String?,
                ["email": .string(dana.email), "password": .string(dana.password)])
            let made = try await service.call(
                "candidate.add", as: session["token"]?.string, ["name": "New Person", "email": "new@mail.example"])
            #expect(made["id"]?.integer == 41)
        }
    }

    @Test func passwordsAreRandomAndReadable() {
        let passwords = (0..<200).map { _ in DemoPassword.random() }
        #expect(Set(passwords).count == 200)
        #expect(passwords.allSatisfy { $0.count == 20 && $0.allSatisfy { !"lIoO01i".contains($0) } })
    }

    @Test func progressRisesToTheEnd() async throws {
        try await withDatabase(.empty) { database in
            _ = try await CalendarSeed.load(directory: Checkout.file("sql/holidays"), into: database.superuser)
            var parts: [Double] = []
            _ = try await DemoAgency.load(into: database.superuser, service: try database.service()) {
                parts.append($1)
            }
            #expect(parts == parts.sorted())
            #expect(parts.last == 1)
        }
    }
}
