import AgencyService
import TestSupport
import Testing

/// Somebody at the command line: a recruiter, or whoever is named, with the real program.
struct Typist {
    let installation: LiaisonInstallation

    /// Lends an installation on a database of its own.
    static func with(_ body: (Typist, TestDatabase) async throws -> Void) async throws {
        try await withDatabase { database in
            try await LiaisonInstallation.with(database) { installation in
                try await body(Typist(installation: installation), database)
            }
        }
    }

    /// Types a command and expects how it ends.
    ///
    /// - Parameter now: the moment; the cast's if it is not given.
    @discardableResult
    func callAsFunction(
        _ command: String, as person: Cast.Person = Cast.ruth, input: String? = nil, at now: String? = nil, expect status: Int32 = 0
    ) async throws -> LiaisonProcess.Outcome {
        let clock = now.map { "LIAISON_NOW=\($0) " } ?? ""
        let outcome = try await installation.shell("\(clock)liaison \(command)", as: person, input: input)
        #expect(outcome.status == status, "\(command): \(outcome.errors)")
        return outcome
    }

    /// Types a command and reads its answer as JSON.
    @discardableResult
    func json(_ command: String, as person: Cast.Person = Cast.ruth, at now: String? = nil) async throws -> JSONValue {
        let outcome = try await self("\(command) --json", as: person, at: now)
        return try JSONReader.value(Array(outcome.output.utf8))
    }
}

extension JSONValue {
    var id: Int64 { get throws { try #require(self["id"]?.integer) } }
    var items: [JSONValue] { self["items"]?.array ?? [] }
}
