import Postgres

/// Indexes that a load leaves out and makes anew at its end, when sorting once is cheaper than finding a place for every row.
struct ScaledIndexes {
    private struct Index: Decodable {
        var name: String
        var definition: String
        /// The statement that gives it its comment.
        var remark: String?
    }

    private let indexes: [Index]

    /// Drops every index of the tables that no constraint stands on.
    static func drop(_ transaction: Transaction) async throws -> ScaledIndexes {
        let tables = ScaledTable.allCases.filter(\.isEmptied).map { "liaison.\($0.name)" }
        let indexes = try await transaction.query(
            """
            select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition,
                   case when d.comment is not null then format('comment on index %s is %L', i.indexrelid::regclass, d.comment) end as remark
              from pg_index i
             cross join lateral (select obj_description(i.indexrelid, 'pg_class') as comment) d
             where i.indrelid = any ((\(tables))::regclass[])
               and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
             order by pg_relation_size(i.indrelid), i.indexrelid
            """
        ).decode(Index.self)
        for index in indexes { _ = try await transaction.query("drop index \(raw: index.name)") }
        return ScaledIndexes(indexes: indexes)
    }

    /// Makes them again by their own definitions.
    ///
    /// - Parameter progress: the part that is done, 0 to 1.
    func restore(_ transaction: Transaction, progress: (Double) -> Void) async throws {
        for (number, index) in indexes.enumerated() {
            progress(Double(number) / Double(indexes.count))
            _ = try await transaction.query(SQL(text: index.definition))
            if let remark = index.remark { _ = try await transaction.query(SQL(text: remark)) }
        }
    }
}
