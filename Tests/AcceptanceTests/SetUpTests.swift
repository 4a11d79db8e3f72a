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

    @Test func wrongPassword() async throws {
        try await installed { installation in
            let answer = try await installation.run("login", Cast.ruth.email, "--password-stdin", input: "wrong\n")
            #expect(answer.status == 4)
            #expect(
                !FileManager.default.fileExists(atPath: installation.directory + "/config/liaison/credentials.json"))
        }
    }
}
