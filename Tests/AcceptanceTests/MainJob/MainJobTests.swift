import AgencyService
import Foundation
import TestSupport
import Testing

/// The main job from an old system's backup to the candidate's answer, as a person would do it.
@Suite struct MainJobTests {
    private static let backup = Checkout.file("Tests/AcceptanceTests/MainJob/backup.sql")
    private static let token = "lc_tess" + String(repeating: "-", count: 39)

    @Test func onTheCommandLine() async throws {
        try await withDatabase { database in
            try await LiaisonInstallation.with(database) { installation in
                func run(_ now: String, _ command: String, expect status: Int32 = 0) async throws -> LiaisonProcess.Outcome {
                    let line = "LIAISON_NOW=\(now) liaison \(command)"
                    let outcome = try await installation.shell(line, as: Cast.cora)
                    #expect(outcome.status == status, "\(command): \(outcome.errors)")
                    return outcome
                }
                func value(_ outcome: LiaisonProcess.Outcome) throws -> JSONValue {
                    try JSONReader.value(Array(outcome.output.utf8))
                }
                let monday = "2026-03-02T12:00:00Z"
                let planned = try await run(monday, "import opencats \(Self.backup) --dry-run")
                #expect(planned.output.contains("candidate\t3\t2\t0\t1\t1"))
                #expect(try await database.value("select count(*) from liaison.candidates", as: Int.self) == 5)
                let arrived = try await run(monday, "import opencats \(Self.backup)")
                #expect(arrived.output == planned.output)
                #expect(arrived.errors.contains("candidate 2"))
                #expect(try await run(monday, "import opencats \(Self.backup)").output.contains("candidate_joborder\t1\t0\t1\t0\t0"))
                let found = try value(try await run(monday, "submission list --stage interviewing --json"))
                let submission = try #require(found["items"]?.array?.first?["id"]?.integer)
                let times = "--starts-at 2026-03-02T09:00:00Z --ends-at 2026-03-02T10:00:00Z"
                let meeting = try value(try await run(monday, "interview schedule \(submission) \(times) --json"))
                let interview = try #require(meeting["id"]?.integer)
                _ = try await run(monday, "interview debrief \(interview) --feedback-by 2026-03-06")
                let client = try #require(meeting["client_id"]?.integer)
                let people = try value(try await run(monday, "contact list \(client) --json"))
                let contact = try #require(people["items"]?.array?.first?["id"]?.integer)
                let friday = "2026-03-06T12:00:00Z"
                let early = try await run(
                    friday, "chase log \(interview) --on 2026-03-06 --contact \(contact) --method email", expect: 6)
                #expect(early.errors.contains("2026-03-09"))
                #expect(try await run(friday, "report overdue-feedback").output.isEmpty)
                let tuesday = "2026-03-10T12:00:00Z"
                #expect(try await run(tuesday, "report overdue-feedback").output.contains("Tess Wren"))
                _ = try await run(tuesday, "chase log \(interview) --on 2026-03-10 --contact \(contact) --method email")
                _ = try await run(
                    "2026-03-11T12:00:00Z", "chase log \(interview) --on 2026-03-11 --contact \(contact) --method email", expect: 6)
                try await Self.signUp(database)
                let unknown = try await Self.status(installation)
                let logged = try value(
                    try await run(tuesday, "feedback log \(interview) --decision reject --comments 'Too green.' --json"))
                #expect(try await Self.status(installation) == unknown)
                #expect(try await run(tuesday, "report overdue-feedback").output.isEmpty)
                let feedback = try #require(logged["id"]?.integer)
                _ = try await run(tuesday, "feedback release \(feedback) --message 'They want more years at sea.'")
                #expect(try await Self.status(installation).contains("They want more years at sea."))
            }
        }
    }

    @Test func overHTTP() async throws {
        try await withDatabase { database in
            try await LiaisonInstallation.with(database) { installation in
                let text = try String(contentsOfFile: Self.backup, encoding: .utf8)
                var ids: (interview: Int64, contact: Int64) = (0, 0)
                try await served(installation, at: "2026-03-02T12:00:00Z") { call in
                    let report = try await call("POST", "/imports/opencats", ["text": .string(text)], 200)
                    #expect(report["problems"]?.array?.isEmpty == false)
                    let found = try await call("GET", "/submissions?stage=interviewing", nil, 200)
                    let submission = try #require(found["items"]?.array?.first?["id"]?.integer)
                    let meeting = try await call(
                        "POST", "/submissions/\(submission)/interviews",
                        ["starts_at": "2026-03-02T09:00:00Z", "ends_at": "2026-03-02T10:00:00Z"], 201)
                    let interview = try #require(meeting["id"]?.integer)
                    _ = try await call("PUT", "/interviews/\(interview)/debrief", ["feedback_by": "2026-03-06"], 200)
                    let client = try #require(meeting["client_id"]?.integer)
                    let people = try await call("GET", "/clients/\(client)/contacts", nil, 200)
                    ids = (interview, try #require(people["items"]?.array?.first?["id"]?.integer))
                }
                func chase(_ day: String) -> JSONObject {
                    ["on": .string(day), "contact_id": .integer(ids.contact), "method": "email"]
                }
                try await served(installation, at: "2026-03-06T12:00:00Z") { call in
                    let early = try await call("POST", "/interviews/\(ids.interview)/chases", chase("2026-03-06"), 409)
                    #expect(early["type"] == "/problems/chase-too-early")
                    #expect(early["opens_on"] == "2026-03-09")
                }
                try await Self.signUp(database)
                try await served(installation, at: "2026-03-10T12:00:00Z") { call in
                    let overdue = try await call("GET", "/reports/overdue-feedback", nil, 200)
                    #expect(overdue["items"]?.array?.first?["candidate"] == "Tess Wren")
                    #expect(overdue["items"]?.array?.first?["days_overdue"] == 4)
                    _ = try await call("POST", "/interviews/\(ids.interview)/chases", chase("2026-03-10"), 201)
                    let unknown = try await call("GET", "/status", nil, 200, Self.token)
                    let logged = try await call(
                        "POST", "/interviews/\(ids.interview)/feedback", ["decision": "reject", "comments": "Too green."], 201)
                    #expect(try await call("GET", "/status", nil, 200, Self.token) == unknown)
                    let feedback = try #require(logged["id"]?.integer)
                    _ = try await call("POST", "/feedback/\(feedback)/release", ["message": "They want more years at sea."], 201)
                    let known = try await call("GET", "/status", nil, 200, Self.token)
                    #expect(known["submissions"]?.array?.first?["stage"] == "rejected")
                }
            }
        }
    }

    /// A way to call the API as the coordinator, or with another token.
    private struct Caller {
        let server: LiaisonServer

        func callAsFunction(
            _ method: String, _ path: String, _ input: JSONObject?, _ status: Int, _ token: String = Cast.cora.token
        ) async throws -> JSONValue {
            let text = try input.map { String(decoding: try JSONWriter.bytes(JSONValue.object($0)), as: UTF8.self) }
            let answer = try await server.request(
                method, "/api/v1\(path)", headers: ["Authorization": "Bearer \(token)"], body: text)
            #expect(answer.status == status, "\(method) \(path): \(answer.text)")
            return try JSONReader.value(answer.body)
        }
    }

    private func served(
        _ installation: LiaisonInstallation, at now: String, _ body: (_ call: Caller) async throws -> Void
    ) async throws {
        var installation = installation
        installation.environment["LIAISON_NOW"] = now
        try await LiaisonServer.with(installation) { try await body(Caller(server: $0)) }
    }

    /// An account and a live session for the candidate that the import brought.
    private static func signUp(_ database: TestDatabase) async throws {
        try await database.query(
            """
            with made as (
                insert into liaison.accounts (email, role, name, person_id)
                select email, 'candidate', name, id from liaison.candidates where name = 'Tess Wren' returning id)
            select s.id from made, liaison.open_session(
                made.id, sha256(convert_to(\(token), 'UTF8')), null, interval '1 year', interval '1 year') s
            """)
    }

    private static func status(_ installation: LiaisonInstallation) async throws -> String {
        let outcome = try await installation.shell(
            "LIAISON_NOW=2026-03-10T12:00:00Z LIAISON_TOKEN=\(token) liaison status --json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
    }
}
