import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("Over a real socket")
struct LiveTests {
    let report = "/api/v1/reports/overdue-feedback"

    private func pages(_ count: Int, failing: Bool = false) -> ScriptedService {
        ScriptedService { _, request throws(Problem) in
            let page = request.input["cursor"]?.string.flatMap { Int($0.dropFirst()) } ?? 1
            if failing, page == count { throw Problem(.busy, "No more.") }
            let next = page < count ? "\"p\(page + 1)\"" : "null"
            let item = #"{"interview_id":\#(page),"candidate":"Ann","slips":0,"recommended_contact":null}"#
            return OperationResponse(
                status: 200, body: Array(#"{"items":[\#(item)],"next":\#(next)}"#.utf8), isReplay: false)
        }
    }

    @Test("A table of many pages arrives whole, and the connection goes on")
    func streamed() async throws {
        try await pages(40).application().test(.live) { client in
            for _ in 0..<2 {
                let answer = try await client.execute(uri: report, method: .get, headers: [.accept: "text/csv"])
                #expect(answer.text.split(separator: "\r\n").count == 41)
            }
            let head = try await client.execute(uri: report, method: .head, headers: [.accept: "text/csv"])
            #expect(head.status == .ok)
            #expect(try await client.execute(uri: "/healthz", method: .get).status == .ok)
        }
    }

    @Test("A table that cannot be finished breaks off instead of ending")
    func brokenOff() async throws {
        try await pages(3, failing: true).application().test(.live) { client in
            _ = await #expect(throws: (any Error).self) {
                try await client.execute(uri: report, method: .get, headers: [.accept: "text/csv"])
            }
        }
    }

    @Test("No content leaves the connection in order")
    func noContent() async throws {
        try await ScriptedService("{}").application().test(.live) { client in
            for _ in 0..<3 {
                let answer = try await client.execute(uri: "/api/v1/session", method: .delete)
                #expect(answer.status == .noContent)
                #expect(answer.headers[.transferEncoding] == nil)
            }
        }
    }

    @Test("A large body is refused before it was read")
    func tooLarge() async throws {
        var configuration = WebConfiguration(port: 0)
        configuration.bodyLimit = 1000
        try await ScriptedService("{}").application(configuration).test(.live) { client in
            let answer = try await client.execute(
                uri: "/api/v1/candidates", method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(repeating: 0x20, count: 500_000))
            try answer.expectProblem(.tooLarge)
        }
    }
}
