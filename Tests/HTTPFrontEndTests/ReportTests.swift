import HTTPTypes
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("Reports as tables")
struct ReportTests {
    let path = "/api/v1/reports/overdue-feedback"

    @Test("The whole list becomes one table")
    func whole() async throws {
        let table = ScriptedTable(["id", "name"], [[["1", "Lee, Ann"]], [["2", "=1+1"], ["3", ""]]])
        let service = ScriptedService("{}").exporting(table)
        let answer = try await service.send(.get, "\(path)?open=true", headers: [.accept: "text/csv"])
        #expect(answer.text == "id,name\r\n1,\"Lee, Ann\"\r\n2,'=1+1\r\n3,\r\n")
        #expect(answer.headers[.contentType]?.hasPrefix("text/csv") == true)
        #expect(answer.headers[.contentDisposition] == "attachment; filename=\"overdue-feedback.csv\"")
        #expect(service.requests.map { $0.input["open"] } == ["true"])
        #expect(table.isClosed)
    }

    @Test("Only the header is asked for: the table is closed at once")
    func head() async throws {
        let table = ScriptedTable(["id"], [[["1"]], [["2"]]])
        let answer = try await ScriptedService("{}").exporting(table).send(.head, path, headers: [.accept: "text/csv"])
        #expect(answer.status == .ok)
        #expect(answer.text.isEmpty)
        #expect(table.isClosed)
    }

    @Test(
        "JSON unless the table is liked better",
        arguments: [
            ("application/json, text/csv", false), ("application/json;q=0.5, text/csv", true), ("text/*", true),
            ("*/*", false),
        ])
    func negotiated(accept: String, isTable: Bool) async throws {
        let answer = try await ScriptedService(#"{"items":[],"next":null}"#).send(
            .get, path, headers: [.accept: accept])
        #expect(answer.headers[.contentType]?.hasPrefix("text/csv") == isTable)
    }

    @Test("A refusal is a problem")
    func refused() async throws {
        let service = ScriptedService { _, _ throws(Problem) in throw Problem(.notPermitted, "No.") }
        try await service.send(.get, path, headers: [.accept: "text/csv"]).expectProblem(.notPermitted)
    }
}
