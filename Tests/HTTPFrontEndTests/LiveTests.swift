import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("Over a real socket")
struct LiveTests {
    let report = "/api/v1/reports/overdue-feedback"

    private func table(_ batches: Int, breaksOff: Bool = false) -> ScriptedTable {
        ScriptedTable(["id", "name"], (1...batches).map { [["\($0)", "Ann"]] }, breaksOff: breaksOff)
    }

    @Test("A table of many batches arrives whole, and the connection goes on")
    func streamed() async throws {
        let service = ScriptedService("{}")
        try await service.application().test(.live) { client in
            for _ in 0..<2 {
                _ = service.exporting(table(40))
                let answer = try await client.execute(uri: report, method: .get, headers: [.accept: "text/csv"])
                #expect(answer.text.split(separator: "\r\n").count == 41)
            }
            #expect(try await client.execute(uri: "/healthz", method: .get).status == .ok)
        }
    }

    @Test("A table that cannot be finished breaks off instead of ending, and is closed")
    func brokenOff() async throws {
        let table = table(3, breaksOff: true)
        try await ScriptedService("{}").exporting(table).application().test(.live) { client in
            _ = await #expect(throws: (any Error).self) {
                try await client.execute(uri: report, method: .get, headers: [.accept: "text/csv"])
            }
        }
        #expect(table.isClosed)
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
