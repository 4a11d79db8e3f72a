import Agency

/// Taking over what another system holds.
enum ImportOperations {
    static let all = [AnyOperation(opencats), AnyOperation(csv)]

    struct OpenCATS: Codable, Sendable {
        var text: DumpText
        var dryRun: Bool?
    }

    static let opencats = Operation<OpenCATS, ImportReport>(
        "import.opencats", "Take over a backup of OpenCATS; a second run changes nothing",
        route: .post("/imports/opencats"),
        roles: [.coordinator], status: 200, rules: ["P", "R10"], deadline: deadline
    ) { input, call in
        try await OpenCATSImport(call: call, dryRun: input.dryRun ?? false).run(input.text)
    }
}
