import Synchronization

/// The name of one request in log and answer.
enum RequestIdentity {
    /// What a client or proxy calls it, if that can stand in a log.
    ///
    /// That is 1 to 64 letters, digits, points, hyphens and underscores.
    static func accepted(_ header: String?) -> String? {
        guard let header, (1...64).contains(header.utf8.count), header.utf8.allSatisfy(isSafe) else { return nil }
        return header
    }

    /// Unique among all instances by a random beginning, within this one by a count.
    static func made() -> String {
        let number = count.add(1, ordering: .relaxed).newValue
        return beginning + String(number, radix: 36)
    }

    private static let beginning = String(UInt64.random(in: .min ... .max), radix: 36) + "-"
    private static let count = Atomic<UInt64>(0)

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
