import Postgres

/// Conditions of a list that stand in its statement only where a value was given.
///
/// The server plans a statement for what is asked: `$1 is null or column = $1` would keep a prepared plan from every index.
extension SQL {
    /// `and column = value`, or nothing.
    static func and(_ column: StaticString, _ value: (some PostgresBindable)?) -> SQL {
        guard let value else { return "" }
        return " and \(raw: "\(column)") = \(value)"
    }

    /// `and column < value`, or nothing: the rows after a cursor in a list that runs downwards.
    static func and(_ column: StaticString, below value: Int64?) -> SQL {
        guard let value else { return "" }
        return " and \(raw: "\(column)") < \(value)"
    }

    /// `and column > value`, or nothing: the rows after a cursor in a list that runs upwards.
    static func and(_ column: StaticString, above value: Int64?) -> SQL {
        guard let value else { return "" }
        return " and \(raw: "\(column)") > \(value)"
    }

    /// `and column = value` together with a condition that leads to the index with that column, or nothing.
    static func and(_ column: StaticString, _ value: Int64?, by lead: (Int64) -> SQL) -> SQL {
        guard let value else { return "" }
        return " and \(raw: "\(column)") = \(value) and \(lead(value))"
    }
}
