import AgencyService
import TestSupport
import Testing

/// A way to type commands as a recruiter, or as somebody else.
struct Typist {
    let installation: LiaisonInstallation

    @discardableResult
    func callAsFunction(
        _ command: String, as person: Cast.Person = Cast.ruth, input: String? = nil, expect status: Int32 = 0
    ) async throws -> LiaisonProcess.Outcome {
        let outcome = try await installation.shell("liaison \(command)", as: person, input: input)
        #expect(outcome.status == status, "\(command): \(outcome.errors)")
        return outcome
    }
}

/// A way to call the API as a recruiter, or as somebody else.
struct Caller {
    let server: LiaisonServer

    @discardableResult
    func callAsFunction(
        _ method: String, _ path: String, _ input: JSONObject?, as person: Cast.Person = Cast.ruth, _ status: Int
    ) async throws -> JSONValue {
        let text = try input.map { String(decoding: try JSONWriter.bytes(JSONValue.object($0)), as: UTF8.self) }
        let answer = try await server.request(
            method, "/api/v1\(path)", headers: ["Authorization": "Bearer \(person.token)"], body: text)
        #expect(answer.status == status, "\(method) \(path): \(answer.text)")
        return try JSONReader.value(answer.body)
    }
}
