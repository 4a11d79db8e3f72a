import Agency
import Postgres

enum AgendaOperations {
    static let all = [AnyOperation(agenda)]

    struct Scope: Codable, Sendable {
        /// The day to look at; today if it is not given.
        var asOf: CivilDate?
    }

    static let agenda = Operation<Scope, Agenda>(
        "agenda", "What is due, what is allowed today, what opens when, and what was done today", route: .get("/agenda"), roles: .everybody,
        rules: ["R10", "R11", "T1", "T2", "T4", "T5", "T6", "T10", "T11", "T12", "T13", "T15", "T17", "T19", "P"]
    ) { input, call in
        switch call.role {
        case .recruiter, .coordinator: return try await ofStaff(input.asOf, call)
        case .candidate: return try await ofCandidate(input.asOf, call)
        case .client: return try await ofClient(input.asOf, call)
        case .referrer: return try await ofReferrer(input.asOf, call)
        case .admin, nil:
            // Nothing is read, but a token that ended is no token.
            try await call.execute("select 1")
            return Agenda([], empty: "Nothing here waits for you. Who has an account: liaison account list.")
        }
    }
}
