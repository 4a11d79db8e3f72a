import Foundation

/// Why one line of NDJSON has no answer, in a sentence for the person who wrote it.
package struct LineProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: String

    package init(reason: String) {
        self.reason = reason
    }

    package var description: String { reason }
}

/// Reads one line of NDJSON, either a scenario or an object that has one under `scenario`, and writes one.
enum PlanReader {
    /// Longer lines are refused before they are parsed.
    static let longestLine = 1 << 20

    static func read<Scenario: Decodable>(_ line: String, as type: Scenario.Type) throws(LineProblem) -> Scenario {
        guard line.utf8.count <= longestLine else { throw LineProblem(reason: "the line is longer than 1 MiB") }
        do {
            return try JSONDecoder().decode(Enveloped<Scenario>.self, from: Data(line.utf8)).scenario
        } catch let error as DecodingError {
            throw LineProblem(reason: sentence(error))
        } catch {
            throw LineProblem(reason: "not JSON")
        }
    }

    /// One line with sorted keys.
    static func write(_ value: some Encodable) throws(LineProblem) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw LineProblem(reason: "the answer cannot be written as JSON")
        }
    }

    private struct Enveloped<Scenario: Decodable>: Decodable {
        let scenario: Scenario

        private enum CodingKeys: String, CodingKey {
            case scenario
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            scenario =
                container.contains(.scenario)
                ? try container.decode(Scenario.self, forKey: .scenario) : try Scenario(from: decoder)
        }
    }

    private static func sentence(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])) is missing"
        case .valueNotFound(_, let context): "\(path(context.codingPath)) must not be null"
        case .typeMismatch(let type, let context): "\(path(context.codingPath)) must be \(noun(type))"
        case .dataCorrupted(let context) where context.codingPath.isEmpty: "not JSON"
        case .dataCorrupted(let context): "\(path(context.codingPath)): \(context.debugDescription)"
        @unknown default: "not readable"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        let text = keys.filter { $0.stringValue != "scenario" }
            .map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
        return text.isEmpty ? "the line" : String(text.hasPrefix(".") ? text.dropFirst() : text[...])
    }

    private static func noun(_ type: any Any.Type) -> String {
        if type == String.self { return "a string" }
        if type is any BinaryInteger.Type { return "a whole number" }
        if type is any Sequence.Type, type != [String: Any].self { return "a list" }
        return "an object"
    }
}
