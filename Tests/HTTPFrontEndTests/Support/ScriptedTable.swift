import Agency
import Synchronization

@testable import AgencyService

/// A table whose lines the test says, in batches; it may break off after them.
final class ScriptedTable: TableStream {
    struct BrokenOff: Error {}

    let columns: [String]
    private let rest: Mutex<[[[String]]]>
    private let breaksOff: Bool
    private let closings = Atomic(0)

    init(_ columns: [String], _ batches: [[[String]]], breaksOff: Bool = false) {
        self.columns = columns
        rest = Mutex(batches)
        self.breaksOff = breaksOff
    }

    /// Whether it holds nothing any more, by its end or because it was closed.
    var isClosed: Bool { closings.load(ordering: .relaxed) > 0 }

    func next(_ lines: inout CSVLines) async throws -> Bool {
        let (batch, goesOn) = rest.withLock { rest in
            (rest.isEmpty ? nil : rest.removeFirst(), !rest.isEmpty || breaksOff)
        }
        guard let batch else {
            if breaksOff { throw BrokenOff() }
            return false
        }
        for line in batch { lines.line(line) }
        if !goesOn { await close() }
        return goesOn
    }

    func close() async { closings.add(1, ordering: .relaxed) }
}
