import TestSupport
import Testing

/// The exit codes of the real program, which scripts rely on.
@Suite struct ExitCodeTests {
    @Test func doneWithNoResults() async throws {
        try await installed { installation in
            let list = try await installation.run("incident", "list", as: Cast.ruth)
            #expect(list.status == 0)
            #expect(list.output.isEmpty)
        }
    }

    @Test func nobodySignedIn() async throws {
        try await installed { installation in
            let answer = try await installation.run("candidate", "list")
            #expect(answer.status == 4)
            #expect(answer.output.isEmpty)
            #expect(answer.errors.contains("liaison login"))
        }
    }

    @Test func notPermitted() async throws {
        try await installed { installation in
            let answer = try await installation.run("account", "list", as: Cast.ruth)
            #expect(answer.status == 4)
        }
    }

    @Test func notFound() async throws {
        try await installed { installation in
            let answer = try await installation.run("candidate", "show", "4711", as: Cast.ruth)
            #expect(answer.status == 5)
        }
    }

    @Test func refusedByARule() async throws {
        try await withDatabase { database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            try await database.promise(interview, by: "2026-03-09", given: "2026-03-02")
            try await LiaisonInstallation.with(database) { installation in
                let refused = try await installation.run(
                    "chase", "log", String(interview), "--on", "2026-03-04", "--contact", "101", "--method", "phone",
                    as: Cast.ruth)
                #expect(refused.status == 6)
                // P is a Monday, so the first chase opens on the Tuesday after (T4).
                #expect(refused.errors.contains("2026-03-10"))
                #expect(refused.output.isEmpty)
            }
            let stored: Int64 = try await database.value("select count(*) from liaison.chases")
            #expect(stored == 0)
        }
    }

    @Test func usage() async throws {
        try await LiaisonInstallation.with(nil) { installation in
            let verb = try await installation.run("candidate", "fly")
            #expect(verb.status == 64)
            let flag = try await installation.run("candidate", "show", "--no-such-flag")
            #expect(flag.status == 64)
            let help = try await installation.run("--help")
            #expect(help.status == 0)
        }
    }

    @Test func badInputData() async throws {
        try await LiaisonInstallation.with(nil) { installation in
            let answer = try await installation.run("etiquette", "plan", input: "{ not json\n")
            #expect(answer.status == 65)
            #expect(answer.errors.contains("1"))
        }
    }

    @Test func databaseUnavailable() async throws {
        try await LiaisonInstallation.with(nil) { installation in
            var installation = installation
            installation.environment["LIAISON_DATABASE_URL"] = "postgresql:///liaison?host=/nowhere"
            let answer = try await installation.run("candidate", "list", as: Cast.ruth)
            #expect(answer.status == 69)
            #expect(!answer.errors.contains(Cast.ruth.token))
        }
    }

    @Test func serviceUnavailable() async throws {
        try await LiaisonInstallation.with(nil) { installation in
            var installation = installation
            installation.environment["LIAISON_SERVER_URL"] = "http://127.0.0.1:1"
            let answer = try await installation.run("candidate", "list", as: Cast.ruth)
            #expect(answer.status == 69)
        }
    }
}

/// Lends an installation on a database of its own with the cast.
func installed(_ body: (LiaisonInstallation) async throws -> Void) async throws {
    try await withDatabase { try await LiaisonInstallation.with($0, body) }
}
