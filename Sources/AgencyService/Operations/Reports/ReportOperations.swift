import Agency
import Postgres

enum ReportOperations {
    static let all = [
        AnyOperation(overdueFeedback), AnyOperation(unreleased), AnyOperation(unanswered), AnyOperation(silent),
        AnyOperation(responsiveness), AnyOperation(calls), AnyOperation(introducedHires), AnyOperation(bonusLiability),
    ]

    /// What every report can be narrowed by.
    struct Scope: Codable, Sendable {
        /// The day that the report speaks of, as known on it; the agency's today if it is not given.
        var asOf: CivilDate?
        /// Only this desk.
        var recruiterId: Int64?
        var limit: Int64?
        var cursor: String?
    }
}

/// The day that an answer speaks of.
enum ReportDay {
    /// Rows of a common table `day`: the day, and whether what is known now is what was known on it.
    ///
    /// From today on everything stored counts, so that a client east of the agency, where it is tomorrow already, is not half known.
    static func table(_ asOf: CivilDate?) -> SQL {
        """
        day as materialized (
            select coalesce(\(asOf)::date, t.today) as as_of, coalesce(\(asOf)::date, t.today) >= t.today as is_current, t.time_zone
              from (select liaison.local_date(liaison.now(), s.time_zone) as today, s.time_zone from liaison.settings s) t)
        """
    }
}

extension Call {
    /// The rows of a report that are this caller's to read: a recruiter's own desks, and one desk if it is asked for.
    func desk(_ column: StaticString, only recruiter: Int64?) -> SQL {
        var condition: SQL = ""
        if role == .recruiter {
            condition.append(raw: " and \(column) = any ((select liaison.own_desks())::bigint[])")
        }
        if let recruiter { condition.append(" and \(raw: "\(column)") = \(recruiter)") }
        return condition
    }
}

/// The place in a list that is ordered by a day and an id.
struct DayCursor {
    var day: CivilDate
    var id: Int64

    /// - Throws: `invalid` for a text that is no cursor of such a list.
    init?(_ text: String?) throws {
        guard let keys = try Paging.keys(text, count: 2) else { return nil }
        guard let day = CivilDate(iso: keys[0]), let id = Int64(keys[1]) else {
            throw Problem.invalid(["cursor": "is not a cursor of this list"])
        }
        self.day = day
        self.id = id
    }

    static func text(_ day: CivilDate, _ id: Int64) -> String { Paging.cursor(day.description, String(id)) }
}

extension Optional<DayCursor> {
    /// Rows after the cursor, where both columns are those of the order.
    func after(_ day: StaticString, _ id: StaticString) -> SQL {
        guard let self else { return "" }
        return " and (\(raw: "\(day)"), \(raw: "\(id)")) > (\(self.day), \(self.id))"
    }
}
