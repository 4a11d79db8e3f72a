/// The places at which reading can go on after damage.
extension DumpScanner {
    static let endOfQuery: StaticString = "((ENDOFQUERY))"

    /// Whether what follows looks like the beginning of a row: a bracket, a number as the first value, a comma.
    func looksLikeRow(after distance: Int = 0) -> Bool {
        var ahead = distance
        func skip() {
            let limit = ahead + 64
            while ahead < limit, byte(ahead) == UInt8(ascii: " ") || byte(ahead) == UInt8(ascii: "\t") { ahead += 1 }
        }
        skip()
        guard byte(ahead) == UInt8(ascii: "(") else { return false }
        ahead += 1
        skip()
        let quote = byte(ahead)
        let isQuoted = quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
        if isQuoted { ahead += 1 }
        let start = ahead
        while Self.isDigit(byte(ahead)), ahead - start < 20 { ahead += 1 }
        guard ahead > start else { return false }
        if isQuoted {
            guard byte(ahead) == quote else { return false }
            ahead += 1
        }
        skip()
        return byte(ahead) == UInt8(ascii: ",")
    }

    /// Whether what follows begins a statement, written as every dump program writes it.
    func looksLikeStatement(after distance: Int = 0) -> Bool {
        let beginnings: [StaticString] = [
            "INSERT INTO ", "INSERT IGNORE INTO ", "REPLACE INTO ", "CREATE TABLE ", "DROP TABLE ", "LOCK TABLES ",
            "UNLOCK TABLES",
        ]
        return beginnings.contains { stands($0, after: distance) }
    }

    /// Whether a new row or statement seems to begin on the line after the line end that stands here.
    var isBeforeLandmark: Bool {
        byte() == UInt8(ascii: "\n") && (looksLikeRow(after: 1) || looksLikeStatement(after: 1))
    }

    /// Goes on to the next row of the statement under way, or to the end of the statement.
    ///
    /// - Returns: whether it stands at a row.
    mutating func resynchronise(after start: DumpPlace) -> Bool {
        place = start
        step()
        while !isAtEnd {
            switch byte() {
            case UInt8(ascii: "\n"):
                if looksLikeRow(after: 1) {
                    step()
                    return true
                }
                if looksLikeStatement(after: 1) {
                    step()
                    return false
                }
            case UInt8(ascii: ")") where looksLikeNextRow:
                step(2)
                return true
            case UInt8(ascii: ")") where isStatementEnd:
                step(2)
                return false
            case UInt8(ascii: "(") where stands(Self.endOfQuery):
                step(Self.endOfQuery.utf8CodeUnitCount)
                return false
            default: break
            }
            step()
        }
        return false
    }

    private var looksLikeNextRow: Bool { byte(1) == UInt8(ascii: ",") && looksLikeRow(after: 2) }

    private var isStatementEnd: Bool {
        guard byte(1) == UInt8(ascii: ";") else { return false }
        return place.offset + 2 >= bytes.count || byte(2) == UInt8(ascii: "\n") || byte(2) == UInt8(ascii: "\r")
    }

    /// Takes the end of a statement if one stands here.
    mutating func takeTerminator() -> Bool {
        if stands(Self.endOfQuery) {
            step(Self.endOfQuery.utf8CodeUnitCount)
            return true
        }
        return take(UInt8(ascii: ";"))
    }

    /// Skips to the end of the statement under way, past quoted text, or to where the next one seems to begin.
    mutating func skipStatement() {
        while !isAtEnd {
            if takeTerminator() { return }
            switch byte() {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                _ = quoted(strictly: true)
            case UInt8(ascii: "\n") where looksLikeStatement(after: 1):
                return step()
            default: step()
            }
        }
    }
}
