import Foundation

@testable import Agency

/// Files of the checkout, found from this source file.
enum Fixtures {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    private static let holidays = tests.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "sql/holidays")

    static let calendarNames = ["DE-BY", "GB-ENG", "GB-SCT", "IE", "IN", "JP", "NG", "US"]

    static let calendars: [String: HolidayCalendar] = Dictionary(
        uniqueKeysWithValues: calendarNames.compactMap { name in
            guard let text = try? String(contentsOf: holidays.appending(path: "\(name).csv"), encoding: .utf8) else {
                return nil
            }
            return (name, HolidayFile.parse(csv: text).calendar(named: name))
        })

    static func holidayText(_ name: String) throws -> String {
        try String(contentsOf: holidays.appending(path: "\(name).csv"), encoding: .utf8)
    }

    static func vectorLines(_ name: String) throws -> [String] {
        try String(contentsOf: tests.appending(path: "Vectors/\(name).ndjson"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    /// The value under a key of a JSON object, as canonical text.
    static func part(_ key: String, of line: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return try canonical(object?[key] ?? NSNull())
    }

    static func canonical(_ value: Any) throws -> String {
        let data = try JSONSerialization.data(
            withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }
}

/// A repeatable source of chance (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A date that the test knows to exist.
func date(_ iso: String) throws -> CivilDate {
    struct NoDate: Error { let text: String }
    guard let date = CivilDate(iso: iso) else { throw NoDate(text: iso) }
    return date
}
