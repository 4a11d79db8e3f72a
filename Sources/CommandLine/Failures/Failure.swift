import AgencyService

/// Why a command ends without having done its work: one line for the person, and an exit code for the script.
struct Failure: Error, Sendable, Equatable {
    var message: String
    var status: ExitStatus
    /// The id of the rule that refuses.
    var rule: String?
    /// The command to try next.
    var next: String?
    /// What `--debug` adds.
    var more: [String] = []

    /// The service or its database does not answer at all.
    static func unavailable(_ message: String, next: String? = "liaison doctor", more: [String] = []) -> Failure {
        Failure(message: message, status: .unavailable, next: next, more: more)
    }

    /// What was given to read is wrong.
    static func badData(_ message: String, next: String? = nil) -> Failure {
        Failure(message: message, status: .badData, next: next)
    }

    /// Another failure of this machine: a file, a directory, a setting.
    static func failed(_ message: String, next: String? = nil) -> Failure {
        Failure(message: message, status: .failed, next: next)
    }

    static let cancelled = Failure(message: "Cancelled.", status: .cancelled)

    /// The line on standard error, without the newline.
    var line: String {
        let sentence = message.singleLine
        var parts = [sentence.last.map { ".?!".contains($0) } ?? false ? sentence : sentence + "."]
        if let rule { parts.append("[\(rule)]") }
        if let next, !message.contains(next) { parts.append("Try: \(next)") }
        return "liaison: " + parts.joined(separator: " ")
    }
}

extension Failure {
    /// A problem of the service as the command line says it.
    ///
    /// - Parameters:
    ///   - operation: the operation that was refused.
    ///   - input: what it was asked with; the next command takes its ids from here.
    ///   - key: the idempotency key, with which a doubtful write is settled.
    init(_ problem: Problem, operation: String, input: JSONObject, key: String? = nil) {
        let step = NextStep(problem: problem, operation: operation, input: input, key: key)
        self.init(
            message: problem.detail, status: ExitStatus(rawValue: problem.name.exitCode) ?? .failed,
            rule: problem.rule, next: step.command,
            more: ["problem: \(problem.name.rawValue) (\(problem.name.status))"]
                + problem.facts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.compact)" })
    }
}

extension JSONValue {
    /// The JSON text in one line.
    var compact: String { (try? JSONWriter.bytes(self)).map { String(decoding: $0, as: UTF8.self) } ?? "null" }
}

extension String {
    /// The text in one line, without control characters that could move a terminal's cursor.
    var singleLine: String {
        var result = ""
        for scalar in unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            result.unicodeScalars.append(isControl ? " " : scalar)
        }
        return result
    }
}
