/// A place in a dump.
struct DumpPlace: Hashable, Sendable {
    var offset = 0
    /// Counted from 1.
    var line = 1
}

/// Reads a MySQL dump byte by byte: names, literals, blanks and comments; nothing in it can make the scanner fail.
struct DumpScanner: Sendable {
    let bytes: [UInt8]
    var place = DumpPlace()
    /// How many bytes were stepped over in all, places read again counted again; bounds the time for damaged input.
    private(set) var work = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { place.offset >= bytes.count }

    /// The byte here or further on; 0 beyond the end.
    func byte(_ distance: Int = 0) -> UInt8 {
        let offset = place.offset + distance
        return offset < bytes.count ? bytes[offset] : 0
    }

    mutating func step(_ count: Int = 1) {
        for _ in 0..<count where place.offset < bytes.count {
            if bytes[place.offset] == UInt8(ascii: "\n") { place.line += 1 }
            place.offset += 1
            work += 1
        }
    }

    mutating func take(_ wanted: UInt8) -> Bool {
        guard !isAtEnd, byte() == wanted else { return false }
        step()
        return true
    }

    /// Whether a text of ASCII stands here or further on.
    func stands(_ text: StaticString, after distance: Int = 0) -> Bool {
        let start = place.offset + distance
        guard start >= 0, start + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { wanted in
            for index in wanted.indices where bytes[start + index] != wanted[index] { return false }
            return true
        }
    }

    /// Skips blanks and comments.
    mutating func skipBlanks() {
        while !isAtEnd {
            if Self.isBlank(byte()) {
                step()
            } else if byte() == UInt8(ascii: "#") || stands("-- ") || stands("--\n") || stands("--\r") {
                skipLine()
            } else if stands("/*") {
                // A comment that is not closed ends with its line, so that it cannot swallow the file.
                let start = place
                while !isAtEnd, !stands("*/") { step() }
                if isAtEnd {
                    place = start
                    skipLine()
                } else {
                    step(2)
                }
            } else {
                return
            }
        }
    }

    mutating func skipLine() {
        while !isAtEnd, byte() != UInt8(ascii: "\n") { step() }
    }

    /// A run of letters, digits and underscores, empty if none stands here.
    mutating func word() -> Range<Int> {
        let start = place.offset
        while !isAtEnd, Self.isWord(byte()) { step() }
        return start..<place.offset
    }

    /// A table or column name, quoted or not, without its database.
    mutating func name() -> String? {
        var result: String?
        repeat {
            skipBlanks()
            let quote = byte()
            if quote == UInt8(ascii: "`") || quote == UInt8(ascii: "\"") {
                let start = place
                step()
                while !isAtEnd, byte() != quote, byte() != UInt8(ascii: "\n") { step() }
                let range = start.offset + 1..<place.offset
                guard take(quote) else {
                    place = start
                    return nil
                }
                result = text(range)
            } else {
                let range = word()
                if range.isEmpty { return nil }
                result = text(range)
            }
        } while take(UInt8(ascii: "."))
        return result
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: "\t")
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
            || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }
}
