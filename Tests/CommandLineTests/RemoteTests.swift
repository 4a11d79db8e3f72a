import AgencyService
import Testing

@testable import CommandLine

struct RemoteTests {
    @Test func pathQueryAndBodyShareTheInput() throws {
        let read = try RemoteRequest(
            .get("/interviews/{id}/plan"), ["id": 12, "as_of": "2026-03-04", "query": "a b&ü"])
        #expect(read.target == "/interviews/12/plan?as_of=2026-03-04&query=a%20b%26%C3%BC")
        #expect(read.body == nil)
        let write = try RemoteRequest(.post("/interviews/{id}/feedback"), ["id": 12, "comments": "good"])
        #expect(write.target == "/interviews/12/feedback")
        #expect(write.body == Array(#"{"comments":"good"}"#.utf8))
        let list = try RemoteRequest(.get("/x"), ["ids": [1, 2]])
        #expect(list.target == "/x?ids=1,2")
    }

    @Test func refusalComesBackAsTheProblemThatItWas() throws {
        let problem = Problem(.chaseTooEarly, "Too early.", rule: "T4", facts: ["opens_on": "2026-03-10"])
        let body = try JSONWriter.bytes(JSONValue.object(problem.body))
        let read = try RemoteProblem.read(status: 409, body: body, server: "http://x") as? Problem
        #expect(read == problem)
    }

    @Test func foreignAnswerIsNoRefusal() throws {
        let read = try RemoteProblem.read(status: 502, body: Array("<html>".utf8), server: "http://x") as? Failure
        #expect(read?.status == .unavailable)
    }

    @Test func nobodyListensEndsWith69() async throws {
        let transport = RemoteTransport(server: "http://127.0.0.1:1")
        let failure = await #expect(throws: Failure.self) { try await run(["whoami"], transport) }
        await transport.close()
        #expect(failure?.status == .unavailable)
    }
}
