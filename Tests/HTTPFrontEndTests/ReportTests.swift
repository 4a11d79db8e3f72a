import HTTPTypes
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("Reports as tables")
struct ReportTests {
    let path = "/api/v1/reports/overdue-feedback"

    @Test("All pages become one table with the schema's columns")
    func whole() async throws {
        let first = #"{"interview_id":1,"candidate":"Lee, Ann","slips":null,"recommended_contact":"#
        let contact = #"{"name":"\"Bo\"","may_call":true}}"#
        let second = #"{"interview_id":2,"candidate":"=1+1","slips":-3,"recommended_contact":null}"#
        let service = ScriptedService { _, request in
            let body =
                request.input["cursor"] == nil
                ? #"{"items":[\#(first + contact)],"next":"p2"}"# : #"{"items":[\#(second)],"next":null}"#
            return OperationResponse(status: 200, body: Array(body.utf8), isReplay: false)
        }
        let answer = try await service.send(.get, "\(path)?open=true", headers: [.accept: "text/csv"])
        #expect(
            answer.text == """
                interview_id,candidate,slips,recommended_contact_name,recommended_contact_may_call\r
                1,"Lee, Ann",,\"""Bo""\",true\r
                2,'=1+1,-3,,\r

                """)
        #expect(answer.headers[.contentType]?.hasPrefix("text/csv") == true)
        #expect(answer.headers[.contentDisposition] == "attachment; filename=\"overdue-feedback.csv\"")
        #expect(service.requests.map { $0.input["limit"] } == [500, 500])
        #expect(service.requests.map { $0.input["cursor"] } == [nil, "p2"])
        #expect(service.requests.allSatisfy { $0.input["open"] == "true" })
    }

    @Test("With a limit it is one page")
    func onePage() async throws {
        let service = ScriptedService(#"{"items":[],"next":"p2"}"#)
        let answer = try await service.send(.get, "\(path)?limit=2", headers: [.accept: "text/csv"])
        #expect(service.requests.count == 1)
        #expect(answer.text.split(separator: "\r\n").count == 1)
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

    @Test("A refusal of the first page is a problem")
    func refused() async throws {
        let service = ScriptedService { _, _ throws(Problem) in throw Problem(.notPermitted, "No.") }
        try await service.send(.get, path, headers: [.accept: "text/csv"]).expectProblem(.notPermitted)
    }

    @Test("Rows that the schema does not know make their own columns")
    func otherRows() async throws {
        let service = ScriptedService(#"{"items":[{"name":"A\":{\"","key":1,"of":{"x":2}}],"next":null}"#)
        let answer = try await service.send(.get, path, headers: [.accept: "text/csv"])
        #expect(answer.text == "name,key,of\r\n\"A\"\":{\"\"\",1,\"{\"\"x\"\":2}\"\r\n")
    }

    @Test(
        "No cell is a formula, and numbers stay numbers",
        arguments: [
            ("=A1", "'=A1"), ("+44 20 7946", "'+44 20 7946"), ("-1.5", "-1.5"), ("+12", "+12"), ("-", "'-"),
            ("--1", "'--1"),
            ("@x", "'@x"), ("\tx", "'\tx"), ("-1.2.3", "'-1.2.3"), ("plain", "plain"), ("", ""), ("-2+3", "'-2+3"),
        ])
    func formulas(text: String, cell: String) {
        #expect(CSVTable.harmless(text) == cell)
    }
}
