import AgencyService
import Foundation
import Testing

@testable import CommandLine

struct InstallationTests {
    @Test func credentialsAreOnlyTheirOwners() async throws {
        try await withTemporaryFolder { folder in
            let file = CredentialsFile(environment: ["XDG_CONFIG_HOME": folder])
            #expect(file.path == folder + "/liaison/credentials.json")
            #expect(try file.token(for: "http://a") == nil)
            try file.keep(["token": "t1", "expires_at": "2026-03-04T00:00:00Z"], email: "a@b.example", for: "http://a")
            try file.keep(["token": "t2"], email: "c@b.example", for: "/home/x")
            #expect(PrivateFile(path: file.path).mode == 0o600)
            #expect(PrivateFile(path: folder + "/liaison").mode == 0o700)
            #expect(try file.token(for: "http://a") == "t1")
            try file.forget("http://a")
            #expect(try file.token(for: "http://a") == nil)
            #expect(try file.token(for: "/home/x") == "t2")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder + "/liaison").sorted()
            #expect(left == ["credentials.json", "credentials.json.lock"])
        }
    }

    @Test func signInsAtTheSameTimeAreAllKept() async throws {
        try await withTemporaryFolder { folder in
            let file = CredentialsFile(path: folder + "/credentials.json")
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask { try? file.keep(["token": "t"], email: "a@b.example", for: "server\(number)") }
                }
            }
            for number in 0..<20 {
                let token = try file.token(for: "server\(number)")
                #expect(token == "t")
            }
        }
    }

    @Test func brokenCredentialsAreSaidSo() async throws {
        try await withTemporaryFolder { folder in
            try PrivateFile(path: folder + "/credentials.json").write(Array("{".utf8))
            #expect(throws: Failure.self) { try CredentialsFile(path: folder + "/credentials.json").token(for: "x") }
        }
    }

    @Test func loginKeepsTheTokenAndLogoutForgetsIt() async throws {
        try await withTemporaryFolder { folder in
            let output = MemorySink()
            let file = CredentialsFile(path: folder + "/credentials.json")
            let environment = ["LIAISON_SERVER_URL": "http://a/"]
            try file.keep(["token": "t1"], email: "a@b.example", for: "http://a")
            let transport = ScriptedTransport(.answer(#"{"role":"admin"}"#), .answer("{}"))
            let context = scriptedContext(
                memoryTerminal(output), transport, environment: environment, credentials: file.path)
            try await WhoAmI.parse([]).run(in: context)
            try await Logout.parse([]).run(in: context)
            #expect(transport.requests.map(\.request.token) == ["t1", "t1"])
            #expect(try file.token(for: "http://a") == nil)
        }
    }

    @Test func privateServerListensUnderHome() async throws {
        try await withTemporaryFolder { folder in
            let installation = Installation(environment: ["LIAISON_HOME": folder])
            #expect(
                try installation.databaseURL
                    == "postgresql:///liaison?host=\(RemoteRequest.escaped(folder + "/run"))&user=liaison_superuser")
            try PrivateFile(path: folder + "/socket-directory").write(Array("/tmp/deep\n".utf8))
            try PrivateFile(path: folder + "/superuser-password").write(Array("a b".utf8))
            #expect(
                try installation.databaseURL
                    == "postgresql:///liaison?host=%2Ftmp%2Fdeep&user=liaison_superuser&password=a%20b")
            #expect(try installation.roleSecret == nil)
            let secret = try installation.ensuredRoleSecret()
            #expect(try installation.roleSecret == secret && installation.ensuredRoleSecret() == secret)
            #expect(PrivateFile(path: folder + "/role-secret").mode == 0o600)
        }
    }

    @Test func environmentGoesFirstAndFlagsBeforeIt() throws {
        let installation = Installation(environment: ["LIAISON_DATABASE_URL": "postgresql:///x", "LIAISON_HOME": "/h"])
        #expect(try installation.databaseURL == "postgresql:///x")
        let serve = try Serve.parse(["--port", "9", "--now", "2026-03-04T09:00:00Z"])
        let environment = serve.environment(["LIAISON_PORT": "8", "LIAISON_HOST": "::1"])
        #expect(environment["LIAISON_PORT"] == "9" && environment["LIAISON_HOST"] == "::1")
        #expect(try Installation(environment: environment).fixedNow?.description == "2026-03-04T09:00:00Z")
        #expect(throws: Failure.self) { try Installation(environment: ["LIAISON_NOW": "tomorrow"]).fixedNow }
    }

    @Test func thePoolsAreWhatTheEnvironmentAndTheFlagsSay() throws {
        func configuration(_ more: [String: String], _ flags: String...) throws -> ServiceConfiguration {
            let environment = try Serve.parse(flags).environment(["LIAISON_DATABASE_URL": "postgresql:///x"].merging(more) { $1 })
            return try Installation(environment: environment).serviceConfiguration()
        }
        let usual = try configuration([:])
        #expect(usual.connectionsPerRole == 12 && usual.preparedStatements)
        let changed = try configuration(["LIAISON_CONNECTIONS_PER_ROLE": "20", "LIAISON_PREPARED_STATEMENTS": "off"])
        #expect(changed.connectionsPerRole == 20 && !changed.preparedStatements)
        let flagged = try configuration(
            ["LIAISON_CONNECTIONS_PER_ROLE": "20", "LIAISON_PREPARED_STATEMENTS": "off"], "--connections-per-role", "3",
            "--prepared-statements", "on")
        #expect(flagged.connectionsPerRole == 3 && flagged.preparedStatements)
        for (name, value) in [
            ("LIAISON_CONNECTIONS_PER_ROLE", "1"), ("LIAISON_CONNECTIONS_PER_ROLE", "1001"), ("LIAISON_CONNECTIONS_PER_ROLE", "many"),
            ("LIAISON_PREPARED_STATEMENTS", "maybe"), ("LIAISON_PREPARED_STATEMENTS", "OFF "),
        ] {
            let failure = #expect(throws: Failure.self) { try configuration([name: value]) }
            #expect(failure?.status == .usage)
        }
    }

    @Test func doctorNamesAFileThatOthersMayRead() async throws {
        try await withTemporaryFolder { folder in
            chmod(folder, 0o700)
            let secret = PrivateFile(path: folder + "/role-secret")
            try secret.write([0x61])
            let installation = Installation(environment: ["LIAISON_HOME": folder])
            let credentials = CredentialsFile(path: folder + "/none")
            let wrong = Finding.files(installation, credentials).filter { !$0.isFine }
            #expect(wrong.isEmpty)
            chmod(secret.path, 0o644)
            let findings = Finding.files(installation, credentials)
            #expect(findings.contains { !$0.isFine && $0.advice == "chmod 600 \(secret.path)" })
        }
    }
}
