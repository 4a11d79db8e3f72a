import DatabaseTestSupport
import LibPQ
import Testing

@testable import Postgres

extension ServerTests {
    @Suite struct NotificationListenerTests {
        /// What a listener heard, in order.
        private actor Diary {
            private(set) var catchUps = 0
            private(set) var heard: [Notification] = []
            private(set) var events = 0

            func note(_ event: NotificationListener.Event) {
                events += 1
                switch event {
                case .catchUp: catchUps += 1
                case .notifications(let notifications): heard += notifications
                }
            }

            func has(_ channel: String, _ payload: String) -> Bool {
                heard.contains { $0.channel == channel && $0.payload == payload }
            }
        }

        /// Lends a listener at work behind a proxy; it must end when its task is cancelled, and leave nothing.
        private func withListener(
            _ name: String, _ body: (FaultyServer, Diary) async throws -> Void
        ) async throws {
            try await FaultyServer.with(name, { $0.connectDeadline = .seconds(1) }) { server in
                let diary = Diary()
                var listener = NotificationListener(
                    server.pool.configuration, channels: ["\(name)-a", "\(name) \"B\""], logger: TestServer.quiet)
                listener.probeInterval = .milliseconds(100)
                listener.probeDeadline = .milliseconds(1000)
                listener.longestPause = .milliseconds(200)
                listener.bufferLimit = 50
                let listening = Task { [listener] in try await listener.run { await diary.note($0) } }
                do {
                    try await eventually("listening") { await diary.catchUps == 1 }
                    try await body(server, diary)
                } catch {
                    listening.cancel()
                    throw error
                }
                listening.cancel()
                try await listening.value
            }
        }

        private func notify(_ channel: String, _ payload: String, _ server: FaultyServer) async throws {
            _ = try await server.direct.pipeline(["select pg_notify(\(channel), \(payload))"], commits: true)
        }

        @Test func severalChannelsAreHeardInOrder() async throws {
            try await withListener("hear") { server, diary in
                for number in 1...20 {
                    try await notify(number.isMultiple(of: 2) ? "hear-a" : "hear \"B\"", "\(number)", server)
                }
                try await eventually("all is heard") { await diary.heard.count == 20 }
                #expect(await diary.heard.map(\.payload) == (1...20).map(String.init))
                #expect(await diary.catchUps == 1)
            }
        }

        @Test func repeatedWordsAreToldOnce() async throws {
            try await withListener("again") { server, diary in
                // One transaction's equal notifications are one already; these are fifty transactions.
                for _ in 1...50 { try await notify("again-a", "look", server) }
                try await notify("again-a", "end", server)
                try await eventually("the end") { await diary.has("again-a", "end") }
                #expect(await diary.has("again-a", "look"))
                let (events, heard) = await (diary.events, diary.heard.count)
                #expect(events <= heard + 1)
            }
        }

        @Test(arguments: [FaultProxy.Fault.cut, .reset, .halfClose(.client), .halfClose(.server), .silence])
        func whatIsMissedIsCaughtUp(_ fault: FaultProxy.Fault) async throws {
            try await withListener("missed") { server, diary in
                server.proxy.welcome(.cutting)
                server.proxy.strike(fault)
                try await notify("missed-a", "unheard", server)
                // Not before the loss was noticed, or nothing would have been missed.
                let accepted = server.proxy.acceptedCount
                try await eventually("it tries to come back") { server.proxy.acceptedCount > accepted }
                #expect(await diary.catchUps == 1)
                server.proxy.welcome(.forwarding)
                try await eventually("it looks at the truth") { await diary.catchUps >= 2 }
                try await notify("missed-a", "heard", server)
                try await eventually("it hears again") { await diary.has("missed-a", "heard") }
                // The other way round a server may speak until it notices that nobody speaks to it.
                if case .halfClose(.client) = fault { return }
                #expect(await !diary.has("missed-a", "unheard"))
            }
        }

        @Test func aTerminatedBackendIsReplaced() async throws {
            try await withListener("ended") { server, diary in
                for round in 1...3 {
                    _ = try await server.direct.pipeline([
                        "select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'ended'"
                    ])
                    try await eventually("it looks at the truth") { await diary.catchUps == round + 1 }
                    try await notify("ended-a", "\(round)", server)
                    try await eventually("it hears again") { await diary.has("ended-a", "\(round)") }
                }
            }
        }

        @Test func aDeafServerIsNoticedBySilence() async throws {
            try await withListener("deaf-listen") { server, diary in
                server.proxy.welcome(.deaf)
                server.proxy.strike(.silence)
                let accepted = server.proxy.acceptedCount
                try await eventually("it gives the silent connection up") { server.proxy.acceptedCount > accepted }
                server.proxy.heal()
                try await eventually("it looks at the truth") { await diary.catchUps >= 2 }
            }
        }

        @Test func aFloodIsToldAsOneLook() async throws {
            try await withListener("flood") { server, diary in
                _ = try await server.direct.pipeline(
                    ["select pg_notify('flood-a', g::text) from generate_series(1, 400) g"], commits: true)
                try await eventually("it looks at the truth") { await diary.catchUps >= 2 }
                #expect(await diary.heard.count < 400)
            }
        }

        @Test func whatTheHandlerThrowsEndsIt() async throws {
            struct Enough: Error {}
            try await FaultyServer.with("enough") { server in
                let listener = NotificationListener(
                    server.pool.configuration, channels: ["enough"], logger: TestServer.quiet)
                await #expect(throws: Enough.self) { try await listener.run { _ in throw Enough() } }
                try await expectAlive(server.pool)
            }
        }

        @Test func whatNoRepetitionCuresIsThrown() async throws {
            var configuration = try TestServer.configuration("nobody")
            configuration.keywords["user"] = "no_such_role"
            let listener = NotificationListener(configuration, channels: ["x"], logger: TestServer.quiet)
            let error = await postgresError { try await listener.run { _ in } }
            #expect(error?.code == .authentication)
        }
    }
}
