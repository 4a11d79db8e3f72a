import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("The API document")
struct OpenAPITests {
    let document = OpenAPIDocument.make(SampleCatalogue.operations, url: "")

    private func operation(_ path: String, _ method: String) throws -> JSONValue {
        try #require(document["paths"]?[path]?[method])
    }

    @Test("Every reference leads somewhere")
    func references() {
        func check(_ value: JSONValue) {
            switch value {
            case .object(let members):
                if let reference = members["$ref"]?.string {
                    let target = reference.dropFirst(2).split(separator: "/").reduce(document as JSONValue?) {
                        $0?[String($1)]
                    }
                    #expect(target != nil, "\(reference)")
                }
                members.values.forEach(check)
            case .array(let elements): elements.forEach(check)
            default: break
            }
        }
        check(document)
    }

    @Test("Every operation is there once, with roles, rules and tag")
    func operations() throws {
        let add = try operation("/candidates", "post")
        #expect(add["operationId"] == "candidate.add")
        #expect(add["tags"] == ["candidate"])
        #expect(add["x-roles"] == ["coordinator", "recruiter"])
        #expect(add["x-rules"] == ["P"])
        #expect(add["responses"]?["201"]?["headers"]?["Location"] != nil)
        #expect(
            Set(try #require(add["responses"]?.object).keys) == [
                "201", "400", "401", "403", "409", "413", "422", "500", "503",
            ])
        #expect(try operation("/session", "post")["security"] == [])
        #expect(try operation("/session", "delete")["responses"]?["204"]?["content"] == nil)
    }

    @Test("Path and query are parameters, the rest is the body")
    func inputs() throws {
        let edit = try operation("/candidates/{id}", "patch")
        let path = try #require(edit["parameters"]?.array?.first)
        #expect(path["name"] == "id")
        #expect(path["in"] == "path")
        #expect(path["required"] == true)
        let schema = document["components"]?["schemas"]?["CandidateEditInput"]
        #expect(schema?["properties"]?["id"] == nil)
        #expect(schema?["properties"]?["name"]?["type"] == ["string", "null"])
        #expect(schema?["additionalProperties"] == false)
        #expect(edit["requestBody"]?["required"] == false)
        let list = try operation("/candidates", "get")
        #expect(list["parameters"]?.array?.compactMap { $0["name"]?.string } == ["limit", "cursor", "query", "open"])
        #expect(list["requestBody"] == nil)
    }

    @Test("Answers have every member, null where there is nothing")
    func outputs() throws {
        let candidate = document["components"]?["schemas"]?["Candidate"]
        #expect(candidate?["required"] == ["id", "name", "phone", "grade", "agent"])
        #expect(candidate?["properties"]?["grade"]?["enum"] == ["good", "better", nil])
        #expect(
            candidate?["properties"]?["agent"]?["anyOf"] == [["$ref": "#/components/schemas/Agent"], ["type": "null"]])
        #expect(document["components"]?["schemas"]?["CandidatePage"] != nil)
    }

    @Test("It is served, and is the same text each time")
    func served() async throws {
        let answer = try await ScriptedService("{}").send(.get, "/api/v1/openapi.json")
        #expect(answer.headers[.contentType] == "application/json")
        #expect(try answer.json["openapi"] == "3.1.0")
        let again = OpenAPIDocument.make(SampleCatalogue.operations, url: "")
        #expect(try JSONWriter.bytes(again) == Array(answer.body.readableBytesView))
    }
}
