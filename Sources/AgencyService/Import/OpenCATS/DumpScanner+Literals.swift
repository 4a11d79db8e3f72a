/// One value of a row, not yet copied.
enum DumpLiteral: Hashable, Sendable {
    case null
    case quoted(Range<Int>)
    case bare(Range<Int>)
}

/// Why a row cannot be read.
struct DumpDamage: Error, Hashable, Sendable {
    var reason: String
    /// A new row or statement seemed to begin inside quoted text; it may yet be part of the text.
    var mayBeText = false
}

extension DumpScanner {
    /// A quoted text with backslash escapes and doubled quotes; stands behind it on success, where it broke on failure.
    ///
    /// - Parameter strictly: whether a line that looks like a row or statement ends it.
    mutating func quoted(strictly: Bool) -> Result<DumpLiteral, DumpDamage> {
        let quote = byte()
        step()
        let start = place.offset
        while !isAtEnd {
            switch byte() {
            case quote:
                if byte(1) == quote {
                    step(2)
                } else {
                    let range = start..<place.offset
                    step()
                    return .success(.quoted(range))
                }
            case UInt8(ascii: "\\"): step(2)
            case UInt8(ascii: "\n") where strictly && isBeforeLandmark:
                return .failure(DumpDamage(reason: "a quoted text does not end", mayBeText: true))
            case UInt8(ascii: "(") where stands(Self.endOfQuery):
                return .failure(DumpDamage(reason: "a quoted text does not end"))
            default: step()
            }
        }
        return .failure(DumpDamage(reason: "a quoted text does not end"))
    }

    /// A value: quoted text, perhaps behind a character set's name, a number, or one of the words of SQL.
    mutating func literal(strictly: Bool) -> Result<DumpLiteral, DumpDamage> {
        skipBlanks()
        if byte() == UInt8(ascii: "'") || byte() == UInt8(ascii: "\"") { return quoted(strictly: strictly) }
        let start = place.offset
        if byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: "+") { step() }
        while !isAtEnd, Self.isWord(byte()) || byte() == UInt8(ascii: ".") { step() }
        let range = start..<place.offset
        guard !range.isEmpty else { return .failure(DumpDamage(reason: "a value is missing")) }
        let word = bytes[range]
        if byte() == UInt8(ascii: "'"), range.count <= 20, !Self.isDigit(word[range.lowerBound]) {
            return quoted(strictly: strictly)
        }
        if Self.isDigit(word[range.lowerBound]) || Self.isSign(word[range.lowerBound]) { return .success(.bare(range)) }
        switch text(range).uppercased() {
        case "NULL", "DEFAULT": return .success(.null)
        case "TRUE", "FALSE", "CURRENT_TIMESTAMP": return .success(.bare(range))
        default: return .failure(DumpDamage(reason: "a text value is not quoted"))
        }
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
    }

    /// The text that a literal stands for; nil for NULL.
    func value(_ literal: DumpLiteral) -> String? {
        switch literal {
        case .null: nil
        case .bare(let range): text(range)
        case .quoted(let range): unescaped(range)
        }
    }

    private func unescaped(_ range: Range<Int>) -> String {
        let quote = bytes[range.lowerBound - 1]
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            if byte == quote {
                index += 1
            } else if byte == UInt8(ascii: "\\"), index < range.upperBound {
                let escaped = bytes[index]
                index += 1
                switch escaped {
                case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
                case UInt8(ascii: "r"): result.append(UInt8(ascii: "\r"))
                case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
                case UInt8(ascii: "0"), UInt8(ascii: "Z"), UInt8(ascii: "b"): result.append(UInt8(ascii: " "))
                default: result.append(escaped)
                }
                continue
            }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
