import Agency

@testable import AgencyService

/// Operations made up for tests of the front end: one of each shape that the catalogue has.
enum SampleCatalogue {
    enum Grade: String, Codable, Sendable, CaseIterable, SchemaDescribing { case good, better }

    struct Candidate: Codable, Sendable {
        var id: Int64
        var name: String
        var phone: String?
        var grade: Grade?
        var agent: Agent?
    }

    struct Agent: Codable, Sendable {
        var name: String
        var mayCall: Bool
    }

    struct Identified: Codable, Sendable { var id: Int64 }

    struct Search: Codable, Sendable {
        var limit: Int64?
        var cursor: String?
        var query: String?
        var open: Bool?
    }

    struct Addition: Codable, Sendable {
        var name: String
        var tags: [String]?
        var agent: Agent?
    }

    struct Change: Codable, Sendable {
        var id: Int64
        var name: String?
    }

    struct Overdue: Codable, Sendable {
        var interviewId: Int64
        var candidate: String
        var slips: Int64?
        var recommendedContact: Agent?
    }

    struct Upload: Codable, Sendable { var text: String }
    struct SignIn: Codable, Sendable {
        var email: String
        var password: String
    }
    struct Session: Codable, Sendable { var token: String }
    struct Nothing: Codable, Sendable {}

    static let staff: Set<Role> = [.recruiter, .coordinator]

    static let operations: [AnyOperation] = [
        AnyOperation(
            Operation<SignIn, Session>(
                "session.create", "Sign in", route: .post("/session"), roles: [], effect: .signIn, verb: unused)),
        AnyOperation(
            Operation<NoInput, Nothing>(
                "session.delete", "Sign out", route: .delete("/session"), roles: Set(Role.allCases), verb: unused)),
        AnyOperation(
            Operation<NoInput, Session>(
                "session.show", "Who is signed in", route: .get("/me"), roles: Set(Role.allCases), verb: unused)),
        AnyOperation(
            Operation<Search, Page<Candidate>>(
                "candidate.list", "List candidates", route: .get("/candidates"), roles: staff, verb: unused)),
        AnyOperation(
            Operation<Addition, Candidate>(
                "candidate.add", "Add a candidate", route: .post("/candidates"), roles: staff, rules: ["P"],
                problems: [.conflict], verb: unused)),
        AnyOperation(
            Operation<Identified, Candidate>(
                "candidate.show", "Show a candidate", route: .get("/candidates/{id}"), roles: staff, verb: unused)),
        AnyOperation(
            Operation<Change, Candidate>(
                "candidate.edit", "Change a candidate", route: .patch("/candidates/{id}"), roles: staff,
                resource: "candidate.show", verb: unused)),
        AnyOperation(
            Operation<Search, Page<Overdue>>(
                "report.overdue-feedback", "Overdue feedback", route: .get("/reports/overdue-feedback"), roles: staff,
                rules: ["T3"], verb: unused
            ).exported { _, _ in try await unused(NoInput(), nil) }),
        AnyOperation(
            Operation<Upload, Nothing>(
                "import.opencats", "Import", route: .post("/imports/opencats"), roles: [.coordinator], verb: unused)),
    ]

    private static func unused<Input, Output>(_ input: Input, _ call: Call?) async throws -> Output {
        throw Problem(.internal, "Operations of this catalogue are answered by the test.")
    }
}
