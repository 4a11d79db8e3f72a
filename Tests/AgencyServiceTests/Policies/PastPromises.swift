import Agency
import AgencyService
import TestSupport

/// An interview of the past with the dates that its client named one after the other, and what came of it.
struct PastPromises: Sendable {
    var submission: Int64
    var contact: Int64?
    var held: String
    var promises: [String]
    /// On which each was given; the day of the interview and then the days after it.
    var given: [String]?
    var answered: String?
    var closed: String?

    init(
        _ submission: Int64, contact: Int64?, held: String, promises: [String], given: [String]? = nil, answered: String?, closed: String? = nil
    ) {
        self.submission = submission
        self.contact = contact
        self.held = held
        self.promises = promises
        self.given = given
        self.answered = answered
        self.closed = closed
    }

    private static let clients: [Int64: Int64] = [1: 1, 2: 2, 3: 3, 4: 1, 5: 3]
    private static let desks: [Int64: Int64] = [1: 1, 2: 1, 3: 2, 4: 1, 5: 2]

    /// What a line of the report says of some dates.
    struct Count: Equatable {
        var key: Int64
        var promises: Int64 = 0
        var kept: Int64 = 0
        var slips: Int64 = 0
        var late: [Int] = []
        var within: [Int] = []

        func fits(_ line: JSONObject) -> Bool {
            line["key"] == .integer(key) && line["promises"] == .integer(promises) && line["kept"] == .integer(kept)
                && line["slips"] == .integer(slips) && line["days_late_median"] == Self.median(late)
                && line["answered_within_median"] == Self.median(within)
        }

        private static func median(_ days: [Int]) -> JSONValue {
            days.isEmpty ? .null : .integer(Int64(days.sorted()[(days.count - 1) / 2]))
        }
    }

    /// The report counted date by date.
    static func counted(_ all: [PastPromises], by grouping: String, from: String, to: String, asOf: String) throws -> [Count] {
        let (first, last, today) = (try day(from), try day(to), try day(asOf))
        var counts: [Int64: Count] = [:]
        for past in all {
            let key: Int64? =
                switch grouping {
                case "client": clients[past.submission]
                case "contact": past.contact
                default: desks[past.submission]
                }
            guard let key else { continue }
            let held = try day(past.held)
            let answered = try day(past.answered, notAfter: today)
            let closed = try day(past.closed, notAfter: today)
            let ended = [answered, closed].compactMap { $0 }.min()
            let known = try zip(past.promises, past.given ?? []).map { (date: try day($0), given: try day($1)) }.filter { $0.given <= today }
            for (place, promise) in known.enumerated() where promise.date >= first && promise.date <= last {
                let isKept = answered.map { $0 <= promise.date } ?? false
                guard isKept || promise.date < today else { continue }
                if answered == nil, let ended, ended <= promise.date { continue }
                var count = counts[key] ?? Count(key: key)
                count.promises += 1
                if isKept { count.kept += 1 } else { count.late.append((answered ?? ended ?? today).days(since: promise.date)) }
                let next = place + 1 < known.count ? known[place + 1].date : nil
                if let next, next > promise.date { count.slips += 1 }
                if next == nil, let answered { count.within.append(answered.days(since: held)) }
                counts[key] = count
            }
        }
        return counts.values.sorted { $0.key < $1.key }
    }

    private static func day(_ text: String?, notAfter last: CivilDate) throws -> CivilDate? {
        guard let text else { return nil }
        let found = try day(text)
        return found <= last ? found : nil
    }

    private static func day(_ text: String) throws -> CivilDate {
        guard let day = CivilDate(iso: text) else { throw TestSupportError("no day: \(text)") }
        return day
    }
}

extension SeededRandom {
    /// An interview with up to three dates, answered, closed or open.
    mutating func promises(from start: CivilDate) throws -> PastPromises {
        let held = try start.adding(days: Int.random(in: 0...120, using: &self))
        var given = held
        var dates: [String] = []
        var days: [String] = []
        for _ in 0..<Int.random(in: 0...3, using: &self) {
            dates.append(try given.adding(days: Int.random(in: 0...14, using: &self)).description)
            days.append(given.description)
            given = try given.adding(days: Int.random(in: 1...9, using: &self))
        }
        func maybe(_ chance: Int) throws -> String? {
            guard Int.random(in: 0..<chance, using: &self) > 0 else { return nil }
            return try held.adding(days: Int.random(in: 0...30, using: &self)).description
        }
        let submission = [1, 4, 5, 3, 2].randomElement(using: &self) ?? 1
        let client = submission == 2 ? 2 : submission % 4 == 1 && submission < 5 || submission == 4 ? 1 : 3
        return PastPromises(
            Int64(submission), contact: [nil, Int64(client * 100 + 1), Int64(client * 100 + 2)].randomElement(using: &self) ?? nil,
            held: held.description, promises: dates, given: days, answered: try maybe(4), closed: try maybe(2))
    }
}

extension TestDatabase {
    /// Stores them past all triggers, as if they had been entered in their time.
    func pastPromises(_ all: [PastPromises]) async throws {
        var script = "set local session_replication_role = replica;\n"
        for past in all {
            let ended = [past.answered, past.closed].compactMap { $0 }.min()
            func quoted(_ text: String?) -> String { text.map { "'\($0)'::date" } ?? "null::date" }
            let given =
                past.given
                ?? past.promises.indices.map { place in
                    CivilDate(iso: past.held).flatMap { try? $0.adding(days: place) }?.description ?? past.held
                }
            let dates = zip(past.promises, given).enumerated().map { "(\($0), '\($1.0)'::date, '\($1.1)'::date)" }
            script += """
                with made as (
                    insert into liaison.interviews (submission_id, candidate_id, client_id, recruiter_id, round, starts_at, ends_at, held_on,
                                                    default_due_on, due_on, answered_on, resolved_on)
                    select s.id, s.candidate_id, s.client_id, s.recruiter_id, 1, '\(past.held) 09:00+00', '\(past.held) 10:00+00', '\(past.held)',
                           date '\(past.held)' + 7, date '\(past.held)' + 7, \(quoted(past.answered)), \(quoted(ended))
                      from liaison.submissions s where s.id = \(past.submission)
                    returning id, candidate_id, client_id, recruiter_id
                )

                """
            let contact = past.contact.map(String.init) ?? "null"
            script +=
                dates.isEmpty
                ? "select 1 from made;\n"
                : """
                insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, contact_id, date, given_on)
                select m.id, m.candidate_id, m.client_id, m.recruiter_id, \(contact), p.date, p.given_on
                  from made m cross join (values \(dates.joined(separator: ", "))) p (place, date, given_on) order by p.place;

                """
        }
        try await execute(script)
    }
}
