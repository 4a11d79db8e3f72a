import Agency
import Logging
import Postgres

extension Problem {
    static let notSignedIn = Problem(.notSignedIn, "Sign in first: liaison login EMAIL, or POST /api/v1/session.")

    static func notPermitted(_ operation: OperationDescription, role: Role) -> Problem {
        let able = operation.roles.map(\.rawValue).sorted().joined(separator: ", ")
        return Problem(
            .notPermitted, "A \(role.rawValue) may not do this (\(operation.name)); it is for: \(able).", rule: "P",
            facts: ["operation": .string(operation.name)])
    }
}

extension AgencyService {
    /// The one table from SQLSTATEs and constraint names to problems; what is not in it is internal and never shown.
    func problem(for error: PostgresError, operation: String) -> Problem {
        if error.code == .inDoubt {
            return Problem(
                .inDoubt, "Whether this was stored is not known yet. Send it again with the same Idempotency-Key to settle it.",
                facts: ["retry_after": 2])
        }
        switch error.code {
        case .poolQueueFull, .poolWaitExpired, .connectFailed, .connectionLost, .timedOut, .poolClosed:
            logger.warning("database not available", metadata: ["operation": "\(operation)", "code": "\(error.code)"])
            return Problem(.busy, "The database cannot answer right now. Try again in a moment.", facts: ["retry_after": 1])
        default: break
        }
        switch error.sqlState ?? "" {
        case "LA401": return .notSignedIn
        case "LA409": return Problem(refusal: error) ?? unexpected(error, operation: operation)
        case "42501":
            return Problem(.notPermitted, "This is not yours to read or change.", rule: "P")
        case "23505", "23P01", "23514", "23503", "23502":
            return ConstraintProblem.problem(for: error.constraintName, sqlState: error.sqlState ?? "")
                ?? unexpected(error, operation: operation)
        case "22P02", "22003", "22007", "22008", "22021", "22001":
            return Problem.invalid(["body": "has a value that cannot be stored"])
        case "40001", "40P01", "55P03", "53300", "57P01", "57P02", "57P03", "57014":
            return Problem(.busy, "Too much at once. Try again in a moment.", facts: ["retry_after": 1])
        default: return unexpected(error, operation: operation)
        }
    }

    /// An error that nobody foresaw: the log has it whole, the caller a reference to it.
    func unexpected(_ error: any Error, operation: String) -> Problem {
        let reference = Base64URL.encode((0..<9).map { _ in UInt8.random(in: .min ... .max) })
        logger.error(
            "unexpected error",
            metadata: [
                "reference": "\(reference)", "operation": "\(operation)", "error": "\(String(reflecting: error))",
            ])
        return Problem(
            .internal, "Something went wrong on our side; nothing was stored. Tell us the reference \(reference).",
            facts: ["reference": .string(reference)])
    }
}

extension Problem {
    /// A refusal raised by the database's own rules (SQLSTATE LA409): the message is the problem's name, the detail its facts as JSON.
    init?(refusal error: PostgresError) {
        guard let name = Problem.Name(rawValue: error.message) else { return nil }
        let facts = (try? JSONReader.value((error.detail ?? "{}").utf8))?.object ?? [:]
        self.init(
            name, facts["detail"]?.string ?? name.advice, rule: facts["rule"]?.string,
            facts: facts.filter { !["detail", "rule"].contains($0.key) })
    }
}
