import AgencyService

/// The query of a URL as a form writes it: `limit=50&query=Ann%20Lee`.
enum QueryString {
    /// The decoded members in their order, members given twice included.
    ///
    /// - Throws: `malformed` for a broken escape or bytes that are not UTF-8.
    static func members(_ query: String?) throws(Problem) -> [(name: String, value: String)] {
        var members: [(name: String, value: String)] = []
        for pair in (query ?? "").split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try decode(halves[0], spaces: true)
            members.append((name, halves.count > 1 ? try decode(halves[1], spaces: true) : ""))
        }
        return members
    }

    static func text(_ members: [(name: String, value: String)]) -> String {
        members.map { "\(encode($0.name))=\(encode($0.value))" }.joined(separator: "&")
    }

    /// - Parameter spaces: whether a plus sign stands for a space, which it does in a query and not in a path.
    static func decode(_ text: Substring, spaces: Bool) throws(Problem) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    throw Problem(.malformed, "The URL has a percent sign without two hexadecimal digits.")
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where spaces: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw Problem(.malformed, "The URL is not UTF-8 text.")
        }
        return decoded
    }

    static func encode(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if byte < 128,
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-._~".unicodeScalars.contains(scalar)
            {
                result.unicodeScalars.append(scalar)
            } else {
                result += byte < 16 ? "%0" : "%"
                result += String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
