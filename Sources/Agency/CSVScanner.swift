/// Cuts CSV (RFC 4180) into records byte by byte, from pieces as they come; memory is bounded by the longest record.
///
/// Fields stay where they are and are handed out as ranges. Lines end with LF, CR LF or CR; empty lines are skipped; blanks around a
/// quoted field are dropped. A bad record costs only its own row: reading goes on with the next line.
package struct CSVScanner: Sendable {
    /// What became of the search for the next record.
    package enum Step: Sendable, Equatable {
        case record
        case failure(RowProblem)
        /// The record is not whole yet: append more, or say that there is no more.
        case needsMore
        case end
    }

    /// Bytes; a longer record is an unclosed quote, or meant to exhaust the reader.
    package static let longestRecord = 1 << 20

    private var bytes: [UInt8] = []
    /// Where the next record begins.
    private var start = 0
    private var isFinished = false
    private var isAtBeginning = true
    /// Whether the rest of an overlong line is still to be dropped.
    private var isSkipping = false
    private var nextLine = 1
    /// The line on which the record begins, counted from 1.
    package private(set) var line = 1
    /// The fields of the record, in `bytes`.
    private var fields: [Range<Int>] = []
    /// Which fields hold doubled quotes.
    private var doubled: [Int] = []

    package init() {}

    /// How many fields the record has.
    package var count: Int { fields.count }

    /// Adds the next piece of the text; the fields of the last record are gone with it.
    package mutating func append(_ piece: [UInt8]) {
        if start > 0 {
            bytes.removeSubrange(..<start)
            start = 0
        }
        bytes.append(contentsOf: piece)
    }

    /// Says that nothing follows.
    package mutating func finish() { isFinished = true }

    /// The bytes of a field of the record, unquoted.
    package func withField<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[fields[index]])) }
    }

    /// A field of the record as text; nil where it is not UTF-8.
    package func text(_ index: Int) -> String? {
        withField(index) { String(validating: $0, as: UTF8.self) }
    }

    /// Goes on to the next record.
    package mutating func next() -> Step {
        if isAtBeginning {
            guard isFinished || bytes.count >= 3 else { return .needsMore }
            isAtBeginning = false
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        }
        if isSkipping, !skipLine() { return isFinished ? .end : .needsMore }
        while true {
            guard start < bytes.count else { return isFinished ? .end : .needsMore }
            line = nextLine
            let found = scan()
            switch found.outcome {
            case .unfinished where !isFinished && bytes.count - start <= Self.longestRecord:
                return .needsMore
            case .unfinished:
                if !skipLine() { isSkipping = !isFinished }
                let reason = isFinished ? "a quoted field is not closed" : "the row is longer than 1 MiB; is a quote not closed?"
                return .failure(RowProblem(line: line, reason: reason))
            case .misplacedQuote:
                advance(to: found)
                return .failure(RowProblem(line: line, reason: "a quote is in the wrong place"))
            case .whole:
                let isEmptyLine = fields.count == 1 && fields[0].lowerBound == start && isBlank(fields[0])
                advance(to: found)
                if isEmptyLine { continue }
                unquote()
                return .record
            }
        }
    }

    private mutating func advance(to found: Found) {
        start = found.end
        nextLine += found.lines
    }

    /// Drops the rest of the line.
    ///
    /// - Returns: whether its end was there.
    private mutating func skipLine() -> Bool {
        guard let end = bytes[start...].firstIndex(where: { $0 == Self.lineFeed || $0 == Self.carriageReturn }) else {
            start = bytes.count
            return false
        }
        start = end + 1
        if bytes[end] == Self.carriageReturn {
            guard isFinished || start < bytes.count else {
                start = end
                return false
            }
            if start < bytes.count, bytes[start] == Self.lineFeed { start += 1 }
        }
        nextLine += 1
        isSkipping = false
        return true
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy { $0 == Self.space || $0 == Self.tab }
    }

    /// Makes one quote of each doubled one, in place.
    private mutating func unquote() {
        for index in doubled {
            var end = fields[index].lowerBound
            var place = end
            while place < fields[index].upperBound {
                if bytes[place] == Self.quote { place += 1 }
                bytes[end] = bytes[place]
                end += 1
                place += 1
            }
            fields[index] = fields[index].lowerBound..<end
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let space = UInt8(ascii: " ")
    private static let tab = UInt8(ascii: "\t")
}

extension CSVScanner {
    private struct Found {
        enum Outcome { case whole, unfinished, misplacedQuote }

        var outcome: Outcome
        /// Where the next record begins.
        var end = 0
        /// How many lines the record spans.
        var lines = 0
    }

    /// Finds the fields of the record that begins at `start`, and its end.
    private mutating func scan() -> Found {
        fields.removeAll(keepingCapacity: true)
        doubled.removeAll(keepingCapacity: true)
        let isFinished = isFinished
        return bytes.withUnsafeBufferPointer { bytes in
            var place = start
            var lines = 0
            var outcome = Found.Outcome.whole
            while true {
                let began = place
                var range: Range<Int>
                var first = place
                while first < bytes.count, bytes[first] == Self.space || bytes[first] == Self.tab { first += 1 }
                if first < bytes.count, bytes[first] == Self.quote {
                    guard let quoted = Self.quoted(bytes, from: first + 1, lines: &lines, isFinished: isFinished) else {
                        return Found(outcome: .unfinished)
                    }
                    range = first + 1..<quoted.end
                    place = quoted.end + 1
                    if quoted.hasDoubled { doubled.append(fields.count) }
                    while place < bytes.count, bytes[place] == Self.space || bytes[place] == Self.tab { place += 1 }
                    if place < bytes.count, !Self.isEnd(bytes[place]) { outcome = .misplacedQuote }
                } else {
                    range = place..<place
                }
                // Plain text, or what follows a quote that should have been the last one.
                var hasDoubled = false
                while place < bytes.count {
                    let byte = bytes[place]
                    // Everything that means something is no higher than a comma.
                    if byte > Self.comma || !Self.isEnd(byte) && byte != Self.quote {
                        place += 1
                    } else if byte != Self.quote {
                        break
                    } else if place + 1 < bytes.count, bytes[place + 1] == Self.quote {
                        hasDoubled = true
                        place += 2
                    } else {
                        outcome = .misplacedQuote
                        place += 1
                    }
                }
                if range.lowerBound == began {
                    range = began..<place
                    if hasDoubled { doubled.append(fields.count) }
                }
                fields.append(range)
                if place == bytes.count {
                    return isFinished ? Found(outcome: outcome, end: place, lines: lines + 1) : Found(outcome: .unfinished)
                }
                if bytes[place] == Self.comma {
                    place += 1
                    continue
                }
                if bytes[place] == Self.carriageReturn {
                    guard place + 1 < bytes.count || isFinished else { return Found(outcome: .unfinished) }
                    if place + 1 < bytes.count, bytes[place + 1] == Self.lineFeed { place += 1 }
                }
                return Found(outcome: outcome, end: place + 1, lines: lines + 1)
            }
        }
    }

    private static func isEnd(_ byte: UInt8) -> Bool {
        byte == comma || byte == lineFeed || byte == carriageReturn
    }

    /// The closing quote of a field; nil if it is not there yet.
    private static func quoted(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, lines: inout Int, isFinished: Bool
    ) -> (end: Int, hasDoubled: Bool)? {
        var place = start
        var hasDoubled = false
        while place < bytes.count {
            let byte = bytes[place]
            if byte == quote {
                guard place + 1 < bytes.count else { return isFinished ? (place, hasDoubled) : nil }
                guard bytes[place + 1] == quote else { return (place, hasDoubled) }
                hasDoubled = true
                place += 1
            } else if byte == lineFeed || byte == carriageReturn && place + 1 < bytes.count && bytes[place + 1] != lineFeed {
                lines += 1
            }
            place += 1
        }
        return nil
    }
}
