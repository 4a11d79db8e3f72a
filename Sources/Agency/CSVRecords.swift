import SwiftCSV

/// What is wrong with one line of an input file; lines count from 1.
package struct RowProblem: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    package let line: Int
    package let reason: String

    package init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    package var description: String { "line \(line): \(reason)" }
}

/// One record of a CSV file with the line on which it begins.
package struct CSVRecord: Hashable, Sendable {
    package let line: Int
    package let fields: [String]
}

/// The records of an RFC 4180 text, each read by itself so that a bad one costs only its own row.
package struct CSVRecords: Sequence, IteratorProtocol {
    private var rest: Substring.UnicodeScalarView
    private var line = 1

    package init(_ text: String) {
        rest = text.unicodeScalars[...]
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
    }

    /// The next record that is not an empty line, or what is wrong with it; nil at the end.
    package mutating func next() -> Result<CSVRecord, RowProblem>? {
        while !rest.isEmpty {
            let start = line
            let (record, isClosed) = cut()
            if record.allSatisfy(\.properties.isWhitespace) { continue }
            guard isClosed else { return .failure(RowProblem(line: start, reason: "a quoted field is not closed")) }
            return Self.fields(String(Substring(record))).map { CSVRecord(line: start, fields: $0) }
                .mapError { RowProblem(line: start, reason: $0.reason) }
        }
        return nil
    }

    private enum Place {
        case fieldStart, plain, quoted
        /// After a quote that ends the field, unless another one follows.
        case closing
    }

    /// Takes one record off the front, without its line end, and counts the lines that it spans.
    private mutating func cut() -> (record: Substring.UnicodeScalarView, isClosed: Bool) {
        var place = Place.fieldStart
        var index = rest.startIndex
        while index < rest.endIndex {
            let scalar = rest[index]
            let after = rest.index(after: index)
            let startsPair = scalar == "\r" && after < rest.endIndex && rest[after] == "\n"
            let isLineEnd = (scalar == "\n" || scalar == "\r") && !startsPair
            if isLineEnd { line += 1 }
            switch (place, scalar) {
            case (.quoted, "\""): place = .closing
            case (.quoted, _): break
            case (.fieldStart, "\""), (.closing, "\""): place = .quoted
            case _ where isLineEnd:
                let record = rest[..<index]
                rest = rest[after...]
                return (record.last == "\r" ? record.dropLast() : record, true)
            case (_, ","): place = .fieldStart
            case (.fieldStart, _) where scalar.properties.isWhitespace: break
            default: place = .plain
            }
            index = after
        }
        defer { rest = rest[rest.endIndex...] }
        return (rest, place != .quoted)
    }

    private struct Unreadable: Error {
        let reason: String
    }

    private static func fields(_ record: String) -> Result<[String], Unreadable> {
        do {
            // The line end keeps an empty last field, which the library drops at the end of a text.
            let parsed = try EnumeratedCSV(string: record + "\n", delimiter: .comma, loadColumns: false)
            return .success(parsed.header)
        } catch CSVParseError.quotation {
            return .failure(Unreadable(reason: "a quote is in the wrong place"))
        } catch {
            return .failure(Unreadable(reason: "not readable as CSV"))
        }
    }
}
