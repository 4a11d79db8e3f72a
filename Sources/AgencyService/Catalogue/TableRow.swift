import Agency

/// A line of a report that can stand in a table.
package protocol TableRow: Sendable {
    /// What the cells are called: the members of the line, in their order.
    static var columns: [String] { get }

    /// Adds one cell for each column.
    func write(to lines: inout CSVLines)
}

/// A whole list on its way out as a table, piece by piece.
///
/// Whoever holds one closes it: until then it may hold a database transaction open.
package protocol TableStream: Sendable {
    var columns: [String] { get }

    /// Adds some more lines; none if there are no more.
    ///
    /// - Returns: whether more lines may follow; if not, nothing is held any more.
    func next(_ lines: inout CSVLines) async throws -> Bool

    /// Ends it before its end; harmless after it.
    func close() async
}
