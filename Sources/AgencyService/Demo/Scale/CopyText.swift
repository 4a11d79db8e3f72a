import Agency

/// Rows in the text format of COPY, built without a string.
struct CopyText: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var rows = 0

    private static let tab = UInt8(ascii: "\t")
    private static let zero = UInt8(ascii: "0")

    mutating func add(_ number: Int) {
        digits(number)
        bytes.append(Self.tab)
    }

    mutating func add(_ number: Int?) {
        if let number { add(number) } else { addNull() }
    }

    mutating func add(_ flag: Bool) {
        bytes.append(UInt8(ascii: flag ? "t" : "f"))
        bytes.append(Self.tab)
    }

    /// A text, with what the format escapes escaped.
    mutating func add(_ text: [UInt8]) {
        append(text)
        bytes.append(Self.tab)
    }

    mutating func add(_ text: [UInt8]?) {
        if let text { add(text) } else { addNull() }
    }

    /// A word of the program, in which nothing needs to be escaped.
    mutating func add(word: String) {
        bytes.append(contentsOf: word.utf8)
        bytes.append(Self.tab)
    }

    /// A text in parts.
    mutating func add(_ parts: [UInt8]...) {
        for part in parts { append(part) }
        bytes.append(Self.tab)
    }

    mutating func addNull() {
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(UInt8(ascii: "N"))
        bytes.append(Self.tab)
    }

    mutating func add(day: Int) {
        date(day)
        bytes.append(Self.tab)
    }

    mutating func add(day: Int?) {
        if let day { add(day: day) } else { addNull() }
    }

    /// - Parameter seconds: since 1970-01-01T00:00:00Z.
    mutating func add(moment seconds: Int) {
        let (day, rest) = seconds.quotientAndRemainder(dividingBy: 86400)
        date(day)
        bytes.append(UInt8(ascii: " "))
        pair(rest / 3600)
        bytes.append(UInt8(ascii: ":"))
        pair(rest / 60 % 60)
        bytes.append(UInt8(ascii: ":"))
        pair(rest % 60)
        bytes.append(UInt8(ascii: "+"))
        pair(0)
        bytes.append(Self.tab)
    }

    mutating func add(moment seconds: Int?) {
        if let seconds { add(moment: seconds) } else { addNull() }
    }

    mutating func endRow() {
        bytes[bytes.count - 1] = UInt8(ascii: "\n")
        rows += 1
    }

    mutating func append(_ other: CopyText) {
        bytes += other.bytes
        rows += other.rows
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        rows = 0
    }

    private mutating func append(_ text: [UInt8]) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "\\"), Self.tab: bytes.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "\n"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(UInt8(ascii: "n"))
                continue
            default: break
            }
            bytes.append(byte)
        }
    }

    private mutating func digits(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = bytes.count
        repeat {
            bytes.append(Self.zero + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private mutating func pair(_ number: Int) {
        bytes.append(Self.zero + UInt8(truncatingIfNeeded: number / 10))
        bytes.append(Self.zero + UInt8(truncatingIfNeeded: number % 10))
    }

    private mutating func date(_ day: Int) {
        // Every day of the plan is one that the calendar has.
        let parts = (CivilDate(dayNumber: day) ?? .earliest).components
        pair(parts.year / 100)
        pair(parts.year % 100)
        bytes.append(UInt8(ascii: "-"))
        pair(parts.month)
        bytes.append(UInt8(ascii: "-"))
        pair(parts.day)
    }
}
