import Foundation
import TestSupport
import Testing

/// From a bare database to the demo agency, as deploy/run does it.
@Suite struct SetUpTests {
    @Test func migrateLoadAndSignIn() async throws {
        try await withDatabase(.empty) { database in
            try await LiaisonInstallation.with(database) { installation in
                for arguments in [
                    ["db", "migrate"], ["db", "check"], ["db", "status"], ["demo", "load", "--if-empty"],
                ] {
                    let step = try await installation.shell(
                        "liaison " + arguments.joined(separator: " "), deadline: .seconds(300))
                    #expect(step.status == 0, "\(arguments): \(step.errors)")
                }
                let file = installation.home + "/demo-accounts.csv"
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == 0o600)
                let text = try String(contentsOfFile: file, encoding: .utf8)
                let accounts = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
                #expect(accounts.first == ["role", "email", "password"])
                let roles = Set(accounts.dropFirst().map { $0[0] })
                #expect(roles == ["recruiter", "coordinator", "candidate", "client", "referrer", "admin"])
                #expect(accounts.count { $0[0] == "recruiter" } >= 2)
                #expect(accounts.count { $0[0] == "candidate" } >= 3)
                // A password takes two seconds in a debug build, so one account for each role.
                for account in roles.compactMap({ role in accounts.first { $0[0] == role } }) {
                    let signedIn = try await installation.run(
                        "login", account[1], "--password-stdin", input: account[2], deadline: .seconds(300))
                    #expect(signedIn.status == 0, "\(account[0]): \(signedIn.errors)")
                    let me = try await installation.run("whoami", "--json")
                    #expect(me.output.contains("\"\(account[0])\""))
                }
                let again = try await installation.run("demo", "load", "--if-empty")
                #expect(again.status == 0)
                #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
            }
        }
    }

    @Test func loadAtScaleAndWork() async throws {
        try await withDatabase(.empty) { database in
            try await LiaisonInstallation.with(database) { installation in
                let loaded = try await installation.run("demo", "load", "--scale", "1", "--sessions", "3", deadline: .seconds(300))
                #expect(loaded.status == 0, "\(loaded.errors)")
                let file = installation.home + "/load-sessions.csv"
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == 0o600)
                let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
                #expect(lines.first == ["role", "account_id", "token"])
                #expect(lines.count == 9)
                var installation = installation
                for line in lines.dropFirst() {
                    installation.environment["LIAISON_TOKEN"] = line[2]
                    let process = try LiaisonProcess(["whoami", "--json"], environment: installation.environment, directory: installation.directory)
                    let me = try await process.outcome()
                    #expect(me.output.contains("\"\(line[0])\""), "\(me.errors)")
                }
                let again = try await installation.run("demo", "load", "--scale", "1")
                #expect(again.status == 6)
                let kept = try await installation.run("demo", "load", "--scale", "1", "--if-empty")
                #expect(kept.status == 0)
            }
        }
    }

    @Test func anInterruptedLoadLeavesNothing() async throws {
        try await withDatabase(.empty) { database in
            try await LiaisonInstallation.with(database) { installation in
                let indexes: Int64 = try await database.value("select count(*) from pg_indexes where schemaname = 'liaison'")
                let process = try LiaisonProcess(
                    ["demo", "load", "--scale", "50"], environment: installation.environment, directory: installation.directory)
                var isCopying = false
                while !isCopying, process.isRunning {
                    isCopying = try await database.value(
                        "select exists (select from pg_stat_activity where datname = current_database() and query like 'copy liaison.%')")
                }
                process.signal(SIGINT)
                let outcome = try await process.outcome()
                #expect(outcome.status == 2)
                // Waits for the locks of the load, and so for its end.
                let isEmpty: Bool = try await database.value("select not exists (select from liaison.recruiters)")
                #expect(isEmpty)
                let left: Int64 = try await database.value("select count(*) from pg_indexes where schemaname = 'liaison'")
                #expect(left == indexes)
                #expect(!FileManager.default.fileExists(atPath: installation.home + "/demo-accounts.csv"))
            }
        }
    }

    @Test func wrongPassword() async throws {
        try await installed { installation in
            let answer = try await installation.run("login", Cast.ruth.email, "--password-stdin", input: "wrong\n")
            #expect(answer.status == 4)
            #expect(
                !FileManager.default.fileExists(atPath: installation.directory + "/config/liaison/credentials.json"))
        }
    }
}
