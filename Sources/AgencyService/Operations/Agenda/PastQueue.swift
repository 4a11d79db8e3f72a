import Agency
import Postgres

/// What may have waited for its agent at the end of a past day `d`: rows of the four weeks before it, and older ones that wait still or waited long.
struct PastQueue {
    /// The rows' table.
    var table: StaticString
    /// The day on which a row came about.
    var came: StaticString
    /// When it was passed on; the other way to be settled is `returned_at`.
    var passed: StaticString
    /// The condition that narrows rows `x` to the desks of who asks.
    var desk: SQL

    /// A query for their ids; the caller looks at them more closely.
    var ids: SQL {
        let day: SQL = "(select d.as_of from day d)"
        let (came, passed): (SQL, SQL) = ("x.\(raw: "\(came)")", "x.\(raw: "\(passed)")")
        let parts: [SQL] = [
            "x.route = 'agent' and \(came) between \(day) - 28 and \(day)",
            "x.route = 'agent' and \(came) < \(day) - 28 and \(passed) is null and x.returned_at is null",
            "\(came) < \(day) - 28 and coalesce(\(passed), x.returned_at) > timezone('UTC', \(came) + interval '28 days')",
        ]
        return parts.map { part -> SQL in "select x.id from \(raw: "\(table)") x where \(part)\(desk)" }.joined(by: " union all ")
    }
}
