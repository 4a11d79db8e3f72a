import DatabaseTestSupport
import Glibc
import Synchronization
import Testing

@testable import Postgres

extension ServerTests {
    /// What a network does to a connection that is being made.
    @Suite struct ConnectFaultTests {
        /// A fault after so many bytes of the server's first words.
        static let early: [(FaultProxy.Fault, Int)] = [
            (.cut, 1), (.cut, 30), (.reset, 1), (.reset, 200), (.halfClose(.client), 30), (.halfClose(.server), 30),
        ]

        @Test(arguments: [FaultProxy.Transport.tcp, .unixSocket])
        func aBrokenAttemptIsRepeatedWithinTheWindow(_ transport: FaultProxy.Transport) async throws {
            try await FaultyServer.with("early-\(transport)", on: transport) { server in
                for (fault, bytes) in Self.early {
                    server.proxy.plan(fault, .afterBytes(bytes, from: .server))
                    let held = try await server.pool.acquire()
                    #expect(server.proxy.hasStruck)
                    held.session.doom()
                    server.pool.release(held)
                }
                #expect(server.pool.statistics.connectFailures == Self.early.count)
                try await expectAlive(server.pool)
            }
        }

        @Test(arguments: [FaultProxy.Fault.silence, .halfClose(.client)])
        func aServerThatFallsSilentIsGivenUpAtTheDeadline(_ fault: FaultProxy.Fault) async throws {
            try await FaultyServer.with("silent-connect", { $0.connectDeadline = .seconds(1) }) { server in
                server.proxy.plan(fault, .afterBytes(30, from: .server))
                try await expectAlive(server.pool)
                #expect(server.proxy.hasStruck)
                #expect(server.pool.statistics.connectFailures == 1)
            }
        }

        @Test(arguments: [FaultProxy.Welcome.deaf, .none, .cutting])
        func callersAreToldOnceTheWindowIsOver(_ welcome: FaultProxy.Welcome) async throws {
            let change: (inout PoolConfiguration) -> Void = {
                $0.connectDeadline = .milliseconds(300)
                $0.connectRetryWindow = .milliseconds(100)
            }
            try await FaultyServer.with("unwelcome", change) { server in
                server.proxy.welcome(welcome)
                let error = await postgresError { try await expectAlive(server.pool) }
                #expect(error?.code == .connectFailed)
                #expect(error?.isSafeToRetry == true)
            }
        }

        @Test func aServerThatComesBackWithinTheWindowIsNotMissed() async throws {
            try await FaultyServer.with("comes-back", { $0.connectDeadline = .milliseconds(500) }) { server in
                for welcome in [FaultProxy.Welcome.deaf, .none, .cutting] {
                    server.proxy.welcome(welcome)
                    let failures = server.pool.statistics.connectFailures
                    let waiting = Task { try await expectAlive(server.pool) }
                    try await eventually("an attempt failed") { server.pool.statistics.connectFailures > failures }
                    server.proxy.heal()
                    try await waiting.value
                    let held = try await server.pool.acquire()
                    held.session.doom()
                    server.pool.release(held)
                }
            }
        }

        /// Holds a thread until it is let go.
        private final class Gate: Sendable {
            private let isOpen = Atomic(false)
            private let seen = Atomic<Int32>(-2)

            /// What was seen after the gate opened; nil before.
            var value: Int32? {
                let value = seen.load(ordering: .acquiring)
                return value == -2 ? nil : value
            }

            func wait(_ look: () -> Int32) {
                while !isOpen.load(ordering: .acquiring) { usleep(1000) }
                seen.store(look(), ordering: .releasing)
            }

            func open() { isOpen.store(true, ordering: .releasing) }
        }

        @Test func aConnectionIsNotTakenFromAStepThatOutlivesTheDeadline() async throws {
            try await FaultyServer.with("outlived") { server in
                let held = try await server.pool.acquire()
                let gate = Gate()
                let step = try await held.session.onBlockingThread(until: .after(.milliseconds(50))) { handle in
                    gate.wait { handle.socket }
                    return true
                }
                #expect(step == nil)
                held.session.doom()
                gate.open()
                try await eventually("the step ends") { gate.value != nil }
                #expect(gate.value.map { $0 >= 0 } == true)
                server.pool.release(held)
                try await expectAlive(server.pool)
            }
        }

        @Test func aSlowNetworkIsNoFault() async throws {
            try await FaultyServer.with("slow") { server in
                server.proxy.delay(.milliseconds(20))
                let text = String(repeating: "x", count: 500_000)
                let echo = try await server.pool.pipeline(["select \(text)::text"])[0].scalar(as: String.self)
                #expect(echo == text)
            }
        }
    }
}
