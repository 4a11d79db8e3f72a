import Agency

/// Taking over what another system holds.
enum ImportOperations {
    static let all = [AnyOperation(opencats)]

    struct OpenCATS: Codable, Sendable {
        var text: DumpText
        var dryRun: Bool?
    }

    static let opencats = Operation<OpenCATS, ImportReport>(
        "import.opencats", "Take over a backup of OpenCATS; a second run changes nothing",
        route: .post("/imports/opencats"),
        roles: [.coordinator], status: 200, rules: ["P", "R10"]
    ) { input, call in
        try await OpenCATSImport(call: call, dryRun: input.dryRun ?? false).run(input.text)
    }
}
