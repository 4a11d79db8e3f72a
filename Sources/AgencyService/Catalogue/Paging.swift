import Postgres

/// How many items a list answers with, and from where on.
package enum Paging {
    /// The most that one page holds.
    package static let largest: Int64 = 500
    package static let usual: Int64 = 50

    /// The size of a page that was asked for.
    ///
    /// - Throws: `invalid` below 1 or above `largest`.
    package static func limit(_ asked: Int64?) throws -> Int64 {
        let limit = asked ?? usual
        guard (1...largest).contains(limit) else {
            throw Problem.invalid(["limit": "must be from 1 to \(largest)"])
        }
        return limit
    }

    /// The end of a statement that gives so many rows, or all.
    static func end(_ limit: Int64?) -> SQL { limit.map { "limit \($0)" } ?? "" }

    /// The keys that a cursor stands for.
    ///
    /// - Throws: `invalid` for a text that is no cursor of this service.
    package static func keys(_ cursor: String?, count: Int) throws -> [String]? {
        guard let cursor else { return nil }
        guard cursor.utf8.count <= 400, let bytes = Base64URL.decode(cursor),
            let text = String(validating: bytes, as: UTF8.self)
        else { throw Problem.invalid(["cursor": "is not a cursor of this list"]) }
        let keys = text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
        guard keys.count == count, !text.utf8.contains(0) else {
            throw Problem.invalid(["cursor": "is not a cursor of this list"])
        }
        return keys
    }

    /// The id that a one-key cursor stands for.
    package static func id(_ cursor: String?) throws -> Int64? {
        guard let key = try keys(cursor, count: 1) else { return nil }
        guard let id = Int64(key[0]) else { throw Problem.invalid(["cursor": "is not a cursor of this list"]) }
        return id
    }

    /// A cursor that stands for these keys.
    package static func cursor(_ keys: String...) -> String {
        Base64URL.encode(Array(keys.joined(separator: "\u{1F}").utf8))
    }
}

extension Page {
    /// Makes a page of rows of which one more than `limit` was asked for.
    package init(_ rows: [Item], limit: Int64, cursor: (Item) -> String) {
        let items = Array(rows.prefix(Int(limit)))
        self.init(items: items, next: rows.count > items.count ? items.last.map(cursor) : nil)
    }
}
