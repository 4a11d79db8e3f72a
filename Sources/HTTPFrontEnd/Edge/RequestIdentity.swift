import AgencyService

/// The name of one request in log and answer.
enum RequestIdentity {
    /// What a client or proxy calls it, if that can stand in a log.
    ///
    /// That is 1 to 64 letters, digits, points, hyphens and underscores.
    static func accepted(_ header: String?) -> String? {
        guard let header, (1...64).contains(header.utf8.count), header.utf8.allSatisfy(isSafe) else { return nil }
        return header
    }

    static func made() -> String {
        var generator = SystemRandomNumberGenerator()
        let (high, low): (UInt64, UInt64) = (generator.next(), generator.next())
        return Base64URL.encode(
            [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } })
    }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
