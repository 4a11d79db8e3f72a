/// Comma-separated lines (RFC 4180) in the making, of text that a spreadsheet takes for data and nothing else.
///
/// Bytes go straight into one buffer: a report has millions of cells.
package struct CSVLines: Sendable {
    package private(set) var bytes: [UInt8] = []
    private var isAtStart = true

    package init() {}

    /// Adds a text; one that begins like a formula gets an apostrophe in front, unless it is a plain number.
    package mutating func cell(_ text: String) {
        separate()
        let isAdded: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
        if isAdded == nil { Array(text.utf8).withUnsafeBufferPointer { append($0) } }
    }

    package mutating func cell(_ number: Int64) {
        separate()
        append(digitsOf: number)
    }

    package mutating func cell(_ date: CivilDate) {
        separate()
        let (year, month, day) = date.components
        append(year / 100)
        append(year % 100)
        bytes.append(UInt8(ascii: "-"))
        append(month)
        bytes.append(UInt8(ascii: "-"))
        append(day)
    }

    /// Adds what there is, or an empty cell.
    package mutating func cell(_ text: String?) { if let text { cell(text) } else { separate() } }
    package mutating func cell(_ number: Int64?) { if let number { cell(number) } else { separate() } }
    package mutating func cell(_ number: Int?) { cell(number.map { Int64($0) }) }
    package mutating func cell(_ date: CivilDate?) { if let date { cell(date) } else { separate() } }

    package mutating func endLine() {
        bytes.append(UInt8(ascii: "\r"))
        bytes.append(UInt8(ascii: "\n"))
        isAtStart = true
    }

    /// One whole line of texts.
    package mutating func line(_ texts: [String]) {
        for text in texts { cell(text) }
        endLine()
    }

    /// Forgets what was written and keeps the memory.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    private mutating func separate() {
        if isAtStart { isAtStart = false } else { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard let first = text.first, let last = text.last else { return }
        let space = UInt8(ascii: " ")
        let isFormula = Self.beginsFormula(first) && !Self.isNumber(text)
        guard text.contains(where: Self.needsQuotes) || first == space || last == space else {
            if isFormula { bytes.append(UInt8(ascii: "'")) }
            bytes.append(contentsOf: text)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        if isFormula { bytes.append(UInt8(ascii: "'")) }
        for byte in text {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Two digits.
    private mutating func append(_ number: Int) {
        bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / 10))
        bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10))
    }

    private mutating func append(digitsOf number: Int64) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = number.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        if bytes.count - start > 1 { bytes[start...].reverse() }
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private static func beginsFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"), UInt8(ascii: "\r"): true
        default: false
        }
    }

    /// Digits with at most one point inside, after at most one sign.
    private static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let hasSign = text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+")
        let digits = text.dropFirst(hasSign ? 1 : 0)
        guard let first = digits.first, first != UInt8(ascii: ".") else { return false }
        var points = 0
        for byte in digits {
            if byte == UInt8(ascii: ".") { points += 1 } else if byte &- UInt8(ascii: "0") > 9 { return false }
        }
        return points <= 1
    }
}
