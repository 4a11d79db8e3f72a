import HTTPTypes
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("Answers of operations")
struct AnswerTests {
    let candidate = #"{"id":12,"name":"Ann","phone":null,"grade":null,"agent":null}"#

    @Test("One thing has an entity tag, and asking again with it costs nothing")
    func entityTags() async throws {
        let service = ScriptedService(candidate)
        let first = try await service.send(.get, "/api/v1/candidates/12")
        let tag = try #require(first.headers[.eTag])
        #expect(first.text == candidate)
        #expect(first.headers[.contentType] == "application/json")
        #expect(first.headers[.cacheControl] == "private, no-cache")
        for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
            let second = try await service.send(.get, "/api/v1/candidates/12", headers: [.ifNoneMatch: known])
            #expect(second.status == .notModified)
            #expect(second.headers[.eTag] == tag)
            #expect(second.text.isEmpty)
            #expect(second.headers[.contentLength] == nil)
        }
        #expect(try await service.send(.get, "/api/v1/candidates/12", headers: [.ifNoneMatch: "\"x\""]).status == .ok)
    }

    @Test("HEAD is GET without the body")
    func head() async throws {
        let service = ScriptedService(candidate)
        let answer = try await service.send(.head, "/api/v1/candidates/12")
        #expect(answer.status == .ok)
        #expect(answer.text.isEmpty)
        #expect(answer.headers[.contentLength] == "\(candidate.utf8.count)")
        #expect(answer.headers[.eTag] != nil)
        #expect(try await service.send(.head, "/api/v1/nothing").status == .notFound)
    }

    @Test("A list says where its next page is")
    func link() async throws {
        let service = ScriptedService(#"{"items":[],"next":"c-_1"}"#)
        let answer = try await service.send(.get, "/api/v1/candidates?query=A%26B&cursor=old&limit=2")
        #expect(
            answer.headers[.link]
                == "</api/v1/candidates?query=A%26B&limit=2&cursor=c-_1>; rel=\"next\"")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers[.eTag] == nil)
        let last = try await ScriptedService(#"{"items":[],"next":null}"#).send(.get, "/api/v1/candidates")
        #expect(last.headers[.link] == nil)
    }

    @Test("What was made has a place; a repeated answer says so")
    func made() async throws {
        let service = ScriptedService(candidate, status: 201, isReplay: true)
        let answer = try await service.send(.post, "/api/v1/candidates", body: "{}")
        #expect(answer.status == .created)
        #expect(answer.headers[.location] == "/api/v1/candidates/12")
        #expect(answer.headers[.idempotencyReplayed] == "true")
    }

    @Test("Nothing to say is 204")
    func nothing() async throws {
        let answer = try await ScriptedService("{}").send(.delete, "/api/v1/session")
        #expect(answer.status == .noContent)
        #expect(answer.headers[.contentType] == nil)
        #expect(answer.headers[.contentLength] == nil)
    }

    @Test("Every answer is guarded", arguments: ["/", "/api/v1/me", "/api/v1/nothing", "/problems/busy"])
    func guarded(path: String) async throws {
        let answer = try await ScriptedService("{}").send(.get, path)
        #expect(answer.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
        #expect(answer.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.referrerPolicy] == "no-referrer")
    }

    @Test("A request has an id: the one that it came with, if that can stand in a log")
    func requestID() async throws {
        let name = HTTPField.Name.requestID
        let service = ScriptedService("{}")
        for (given, isKept) in [
            ("abc-1.2_3", true), ("a b", false), (String(repeating: "x", count: 65), false), ("é", false),
        ] {
            let id = try await service.send(.get, "/api/v1/me", headers: [name: given]).headers[name]
            #expect((id == given) == isKept)
            #expect(id?.isEmpty == false)
        }
    }

    @Test(
        "The texts that an answer is searched for",
        arguments: [
            (#"{"items":[],"next":"abc"}"#, "abc"), (#"{"items":[{"next":"abc"}]}"#, nil),
            (#"{"items":[],"next":null}"#, nil),
            (#"{"next":"a","x":"b"}"#, nil), ("", nil), ("}", nil),
        ] as [(String, String?)])
    func next(body: String, cursor: String?) {
        #expect(AnswerText.next(in: Array(body.utf8)) == cursor)
    }
}
