extension DumpScanner {
    /// What reading a row came to, with its first value even if it broke later.
    struct RowReading {
        var values: Result<[DumpLiteral], DumpDamage>
        var first: DumpLiteral?
    }

    /// The values of a row in brackets; stands behind it on success.
    mutating func row(strictly: Bool, limit: Int) -> RowReading {
        guard take(UInt8(ascii: "(")) else {
            return RowReading(values: .failure(DumpDamage(reason: "a row does not begin with a bracket")))
        }
        var literals: [DumpLiteral] = []
        while literals.count < limit {
            switch literal(strictly: strictly) {
            case .failure(let damage): return RowReading(values: .failure(damage), first: literals.first)
            case .success(let literal): literals.append(literal)
            }
            skipBlanks()
            if take(UInt8(ascii: ")")) { return RowReading(values: .success(literals), first: literals.first) }
            guard take(UInt8(ascii: ",")) else {
                let reason =
                    isAtEnd
                    ? "the file ends in the middle of the row" : "a comma is missing after value \(literals.count)"
                return RowReading(values: .failure(DumpDamage(reason: reason)), first: literals.first)
            }
        }
        return RowReading(
            values: .failure(DumpDamage(reason: "has more than \(limit) values")), first: literals.first)
    }

    /// The column list of an INSERT, behind its opening bracket; nil if it is damaged.
    mutating func names(limit: Int) -> [String]? {
        var names: [String] = []
        while names.count < limit, let name = name() {
            names.append(name.lowercased())
            skipBlanks()
            if take(UInt8(ascii: ")")) { return names }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
        return nil
    }

    /// The columns that a CREATE TABLE defines, behind its opening bracket; keys and constraints left out.
    mutating func definitions(limit: Int) -> [String] {
        let others: Set<String> = [
            "primary", "key", "unique", "fulltext", "spatial", "constraint", "index", "foreign", "check",
        ]
        var columns: [String] = []
        while columns.count < limit, !isAtEnd {
            skipBlanks()
            let isQuoted = byte() == UInt8(ascii: "`") || byte() == UInt8(ascii: "\"")
            guard let name = name()?.lowercased() else { return columns }
            if isQuoted || !others.contains(name) { columns.append(name) }
            guard skipDefinition() else { return columns }
        }
        return columns
    }

    /// Skips the rest of a column's definition.
    ///
    /// - Returns: whether another one follows.
    private mutating func skipDefinition() -> Bool {
        var depth = 0
        while !isAtEnd {
            switch byte() {
            case UInt8(ascii: "'"):
                if case .failure = quoted(strictly: true) { return false }
                continue
            case UInt8(ascii: "(") where stands(Self.endOfQuery): return false
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth < 0 { return false }
            case UInt8(ascii: ",") where depth == 0:
                step()
                return true
            case UInt8(ascii: ";"): return false
            case UInt8(ascii: "\n") where looksLikeStatement(after: 1): return false
            default: break
            }
            step()
        }
        return false
    }
}
