import Testing

@testable import Postgres

/// Random histories of a pool, against a plain model of what a pool owes its callers.
@Suite struct PoolStatePropertyTests {
    /// The world around the pool: callers, connections and a clock that only the test moves.
    private struct World {
        var state: PoolState<Int, Int>
        var random: SeededGenerator
        var now = MonotonicTime(nanoseconds: 1_000_000_000_000)
        let maximum: Int
        /// Those who wait, in the order in which they came.
        var waiting: [(id: Int, since: MonotonicTime)] = []
        var leased: Set<Int> = []
        var idle: Set<Int> = []
        var closed: Set<Int> = []
        /// Attempts to connect that the shell was told to make or to repeat.
        var attempts = 0
        var lastID = 0
        var lastConnection = 0

        init(seed: Int) {
            random = SeededGenerator(seed: seed)
            maximum = Int.random(in: 1...4, using: &random)
            state = PoolState(maximumConnections: maximum, maximumWaiters: 6)
        }

        mutating func step() {
            now = now + .milliseconds(Int.random(in: 0...500, using: &random))
            switch Int.random(in: 0...9, using: &random) {
            case 0...2: come()
            case 3...4: giveBack()
            case 5: giveUp()
            case 6...7: connect()
            case 8: failToConnect()
            default: findDead()
            }
            check()
        }

        private mutating func come() {
            if let connection = state.acquireIdle() {
                #expect(waiting.isEmpty, "a newcomer overtook")
                lease(connection)
                return
            }
            lastID += 1
            switch state.admit(lastID, id: lastID, now: now) {
            case .lease(let connection):
                #expect(waiting.isEmpty, "a newcomer overtook")
                lease(connection)
            case .refused(.queueFull): #expect(waiting.count == 6)
            case .refused(.closed): Issue.record("not closed")
            case .queued(let opensConnection):
                waiting.append((lastID, now))
                if opensConnection { attempts += 1 }
            }
        }

        private mutating func lease(_ connection: Int) {
            #expect(idle.remove(connection) != nil)
            #expect(leased.insert(connection).inserted)
        }

        private mutating func giveBack() {
            guard let connection = leased.sorted().randomElement(using: &random) else { return }
            leased.remove(connection)
            let isClean = Int.random(in: 0..<3, using: &random) > 0
            let (handover, opensConnection) = state.release(connection, isReusable: isClean)
            if opensConnection { attempts += 1 }
            take(handover, of: connection, mustClose: !isClean)
        }

        private mutating func take(_ handover: PoolState<Int, Int>.Handover, of connection: Int, mustClose: Bool) {
            switch handover {
            case .resume(let id, let served):
                #expect(served == connection && !mustClose)
                #expect(waiting.first?.id == id, "not the one who waits longest")
                waiting.removeAll { $0.id == id }
                #expect(leased.insert(connection).inserted)
            case .keep:
                #expect(waiting.isEmpty && !mustClose)
                idle.insert(connection)
            case .close(let closing):
                #expect(closing == connection && mustClose, "a clean connection was closed")
                closed.insert(connection)
            }
        }

        private mutating func giveUp() {
            guard let (id, _) = waiting.randomElement(using: &random) else { return }
            #expect(state.withdraw(id) == id)
            #expect(state.withdraw(id) == nil)
            waiting.removeAll { $0.id == id }
        }

        private mutating func connect() {
            guard attempts > 0 else { return }
            attempts -= 1
            lastConnection += 1
            take(state.connected(lastConnection), of: lastConnection, mustClose: false)
        }

        private mutating func failToConnect() {
            guard attempts > 0 else { return }
            let isPermanent = Int.random(in: 0..<5, using: &random) == 0
            let limit = now - .seconds(1)
            let (told, repeats) = state.connectFailed(isPermanent: isPermanent, waitingSince: limit)
            let expected = waiting.filter { isPermanent || $0.since <= limit }.map(\.id)
            #expect(told == expected, "those who waited long enough are told, and nobody else")
            waiting.removeAll { told.contains($0.id) }
            if !repeats { attempts -= 1 }
        }

        /// The shell finds a leased connection dead before use; its caller comes again.
        private mutating func findDead() {
            guard let connection = leased.sorted().randomElement(using: &random) else { return }
            leased.remove(connection)
            closed.insert(connection)
            if state.discardLeased() { attempts += 1 }
        }

        func check() {
            #expect(state.total <= maximum)
            #expect(state.leased == leased.count)
            #expect(Set(state.idle) == idle && state.idle.count == idle.count)
            #expect(state.connecting == attempts)
            #expect(state.waiterCount == waiting.count)
            #expect(waiting.isEmpty || idle.isEmpty, "somebody waits beside a free connection")
            // Whoever waits is waited upon: by an attempt to connect, or by somebody who will give a connection back.
            #expect(waiting.isEmpty || attempts + leased.count > 0, "somebody waits for nothing")
            #expect(waiting.isEmpty || attempts + leased.count >= min(maximum, waiting.count), "a connection could have been opened")
            #expect(closed.isDisjoint(with: leased) && closed.isDisjoint(with: idle))
        }

        /// Everybody gives back and nobody comes: the queue must empty.
        mutating func settle() {
            var steps = 0
            while !waiting.isEmpty || !leased.isEmpty || attempts > 0 {
                steps += 1
                #expect(steps < 10_000, "somebody waits for ever")
                if steps == 10_000 { return }
                connect()
                giveBack()
            }
            check()
        }
    }

    @Test(arguments: 1...30)
    func everyHistoryKeepsThePromises(_ seed: Int) {
        var world = World(seed: seed)
        for _ in 1...300 { world.step() }
        world.settle()
    }

    @Test(arguments: 1...20)
    func closingEndsEveryHistory(_ seed: Int) {
        var world = World(seed: seed)
        for _ in 1...100 { world.step() }
        let (waiters, connections) = world.state.close()
        #expect(waiters == world.waiting.map(\.id))
        #expect(Set(connections) == world.idle)
        for connection in world.leased {
            guard case .close(connection) = world.state.release(connection, isReusable: true).handover else {
                Issue.record("kept after closing")
                continue
            }
        }
        for _ in 0..<world.attempts {
            guard case .close(0) = world.state.connected(0) else {
                Issue.record("kept after closing")
                continue
            }
        }
        #expect(world.state.isDrained)
        #expect(world.state.total == 0)
    }
}
