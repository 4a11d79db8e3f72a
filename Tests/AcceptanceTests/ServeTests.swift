import Foundation
import TestSupport
import Testing

/// The real service over HTTP, alone and with the command line in front of it.
@Suite struct ServeTests {
    @Test func healthReadinessMetrics() async throws {
        try await served { server, _ in
            for path in ["/healthz", "/readyz", "/metrics", "/api/v1/openapi.json", "/"] {
                let answer = try await server.request("GET", path)
                #expect(answer.status == 200, "\(path)")
            }
        }
    }

    @Test func tokenIsNeeded() async throws {
        try await served { server, _ in
            let answer = try await server.request("GET", "/api/v1/candidates")
            #expect(answer.status == 401)
            #expect(answer.headers["content-type"]?.hasPrefix("application/problem+json") == true)
            #expect(try await server.request("GET", "/api/v1/me", as: Cast.anna).status == 200)
        }
    }

    @Test func sameBytesInProcessAndOverHTTP() async throws {
        try await served { server, installation in
            var remote = installation
            remote.environment["LIAISON_DATABASE_URL"] = nil
            remote.environment["LIAISON_SERVER_URL"] = server.url
            for (person, arguments) in [
                (Cast.ruth, ["candidate", "list"]), (Cast.anna, ["status"]), (Cast.cora, ["submission", "show", "1"]),
                (Cast.clara, ["submission", "list"]), (Cast.rafe, ["referral", "list"]),
            ] {
                let words = (arguments + ["--json"]).joined(separator: " ")
                let near = try await installation.shell("liaison \(words)", as: person)
                let far = try await remote.shell("liaison \(words)", as: person)
                #expect(near.status == 0, "\(words): \(near.errors)")
                #expect(near.output == far.output, "\(words)")
                #expect(!near.output.isEmpty)
            }
        }
    }

    @Test func wholeReportInProcessAndOverHTTP() async throws {
        try await withDatabase { database in
            for submission in Cast.Submission.all { _ = try await database.heldInterview(submission, on: "2026-02-16") }
            try await LiaisonInstallation.with(database) { installation in
                try await LiaisonServer.with(installation) { server in
                    var remote = installation
                    remote.environment["LIAISON_DATABASE_URL"] = nil
                    remote.environment["LIAISON_SERVER_URL"] = server.url
                    for words in ["overdue-feedback", "overdue-feedback --by client", "silent --all"] {
                        let command = "liaison report \(words) --format csv"
                        let near = try await installation.shell(command, as: Cast.cora)
                        let far = try await remote.shell(command, as: Cast.cora)
                        #expect(near.status == 0, "\(words): \(near.errors)")
                        #expect(near.lines.count > 1)
                        #expect(near.output == far.output, "\(words)")
                    }
                    let refused = try await remote.shell("liaison report silent --format csv", as: Cast.clara)
                    #expect(refused.status == 4)
                }
            }
        }
    }

    @Test func endsWhenAsked() async throws {
        try await installed { installation in
            try await LiaisonServer.with(installation) { server in
                try await server.stop()
                #expect(!server.process.isRunning)
            }
        }
    }

    @Test func takesAsManyDescriptorsAsTheSystemGives() async throws {
        try await installed { installation in
            try await LiaisonServer.with(installation, descriptors: 200) { server in
                let limits = try String(contentsOfFile: "/proc/\(server.process.identifier)/limits", encoding: .utf8)
                let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max open files") })
                let words = line.split(separator: " ")
                #expect(words[3] == words[4], "\(line)")
                #expect(words[3] != "200")
            }
        }
    }

    @Test func worksWithTwoConnectionsAndWithoutPreparedStatements() async throws {
        try await installed { installation in
            let arguments = ["--connections-per-role", "2", "--prepared-statements", "off"]
            try await LiaisonServer.with(installation, arguments: arguments) { server in
                for _ in 1...4 {
                    #expect(try await server.request("GET", "/api/v1/candidates", as: Cast.cora).status == 200)
                }
                let table = try await server.request(
                    "GET", "/api/v1/reports/overdue-feedback", as: Cast.cora, headers: ["Accept": "text/csv"])
                #expect(table.status == 200)
                let metrics = try await server.request("GET", "/metrics").text
                #expect(metrics.contains("liaison_pool_connections_maximum{pool=\"liaison_staff\"} 2\n"))
            }
        }
    }

    @Test func standingClockIsSaidAloud() async throws {
        try await served { server, _ in
            #expect(server.process.errors.contains("LIAISON_NOW"))
        }
    }

    @Test func notBeforeTheMigrations() async throws {
        try await withDatabase(.empty) { database in
            try await database.execute("delete from liaison.schema_migrations where number > 1")
            try await LiaisonInstallation.with(database) { installation in
                let answer = try await installation.run("serve", "--port", "0", deadline: .seconds(20))
                #expect(answer.status != 0)
                #expect(answer.errors.contains("liaison db migrate"))
            }
        }
    }

    private func served(
        _ body: (LiaisonServer, LiaisonInstallation) async throws -> Void
    ) async throws {
        try await installed { installation in
            try await LiaisonServer.with(installation) { try await body($0, installation) }
        }
    }
}
