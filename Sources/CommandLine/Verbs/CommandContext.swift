import AgencyService

/// What a verb works with: the terminal, the installation, and the way to the service.
struct CommandContext: Sendable {
    let terminal: Terminal
    let environment: [String: String]
    let installation: Installation
    let credentials: CredentialsFile
    /// Makes the way to the service when it is first needed; help and usage errors need none.
    let openTransport: @Sendable () async throws -> any Transport

    /// The token to present: `LIAISON_TOKEN`, else what was kept at sign-in.
    var token: String? {
        get throws {
            if let token = environment["LIAISON_TOKEN"], !token.isEmpty { return token }
            return try credentials.token(for: installation.server)
        }
    }

    /// Performs an operation and gives the JSON text of its answer.
    ///
    /// - Parameters:
    ///   - key: the idempotency key of an earlier try; nil makes a new one where one is of use.
    ///   - file: the file that goes with the request.
    /// - Throws: `Failure`.
    func call(_ name: String, _ input: JSONObject, key: String? = nil, file: SentFile? = nil) async throws -> [UInt8] {
        try await withTransport { transport in
            try await OperationCaller(transport: transport, token: try token).call(name, input, key: key, file: file)
        }
    }

    /// Writes a whole list to standard output as comma-separated text.
    ///
    /// - Throws: `Failure` or `BrokenPipe`.
    func export(_ name: String, _ input: JSONObject) async throws {
        try await withTransport { transport in
            let output = terminal.output
            try await OperationCaller(transport: transport, token: try token).export(name, input) { try output.write($0) }
        }
    }

    func withTransport<Result: Sendable>(_ body: (any Transport) async throws -> Result) async throws -> Result {
        let transport = try await openTransport()
        do {
            let result = try await body(transport)
            await transport.close()
            return result
        } catch {
            await transport.close()
            throw error
        }
    }
}
