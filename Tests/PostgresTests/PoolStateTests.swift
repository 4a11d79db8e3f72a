import Testing

@testable import Postgres

/// The pool's decisions with numbers for connections and waiters.
@Suite struct PoolStateTests {
    private typealias State = PoolState<Int, String>
    private let start = MonotonicTime(nanoseconds: 1_000_000_000)

    private func resumed(_ handover: State.Handover) -> String? {
        if case .resume(let waiter, _) = handover { return waiter }
        return nil
    }

    private func opens(_ admission: State.Admission) -> Bool? {
        if case .queued(let opens) = admission { return opens }
        return nil
    }

    @Test func opensOnlyAsManyAsWaitAndFit() {
        var state = State(maximumConnections: 2, maximumWaiters: 10)
        #expect(state.acquireIdle() == nil)
        #expect(opens(state.admit("a", id: 1, now: start)) == true)
        #expect(opens(state.admit("b", id: 2, now: start)) == true)
        #expect(opens(state.admit("c", id: 3, now: start)) == false)
        #expect(state.total == 2)
        #expect(resumed(state.connected(10)) == "a")
        #expect(resumed(state.release(10, isReusable: true).handover) == "b")
        #expect(resumed(state.connected(11)) == "c")
        guard case .keep = state.release(11, isReusable: true).handover else { return #expect(Bool(false)) }
        #expect(state.idle == [11])
        #expect(state.acquireIdle() == 11)
    }

    @Test func servesInOrderAndSkipsThoseWhoGaveUp() {
        var state = State(maximumConnections: 1, maximumWaiters: 10)
        for (id, name) in ["a", "b", "c", "d"].enumerated() { _ = state.admit(name, id: id, now: start) }
        #expect(state.withdraw(1) == "b")
        #expect(state.withdraw(1) == nil)
        #expect(resumed(state.connected(10)) == "a")
        #expect(resumed(state.release(10, isReusable: true).handover) == "c")
        #expect(resumed(state.release(10, isReusable: true).handover) == "d")
        #expect(state.waiterCount == 0)
    }

    @Test func newcomersDoNotOvertake() {
        var state = State(maximumConnections: 1, maximumWaiters: 10)
        _ = state.admit("a", id: 1, now: start)
        _ = state.connected(10)
        _ = state.admit("b", id: 2, now: start)
        #expect(state.acquireIdle() == nil)
        #expect(resumed(state.release(10, isReusable: true).handover) == "b")
    }

    @Test func aFullQueueRefuses() {
        var state = State(maximumConnections: 1, maximumWaiters: 1)
        _ = state.admit("a", id: 1, now: start)
        guard case .refused(.queueFull) = state.admit("b", id: 2, now: start) else { return #expect(Bool(false)) }
    }

    @Test func aBrokenConnectionIsReplacedForThoseWhoWait() {
        var state = State(maximumConnections: 1, maximumWaiters: 10)
        _ = state.admit("a", id: 1, now: start)
        _ = state.connected(10)
        _ = state.admit("b", id: 2, now: start)
        let outcome = state.release(10, isReusable: false)
        #expect(outcome.opensConnection)
        #expect(state.connecting == 1)
        #expect(resumed(state.connected(11)) == "b")
        #expect(!state.release(11, isReusable: false).opensConnection)
        #expect(state.total == 0)
    }

    @Test func failuresTellThoseWhoWaitedLongEnough() {
        var state = State(maximumConnections: 2, maximumWaiters: 10)
        _ = state.admit("a", id: 1, now: start)
        _ = state.admit("b", id: 2, now: start + .seconds(5))
        let first = state.connectFailed(isPermanent: false, waitingSince: start)
        #expect(first.told == ["a"])
        #expect(!first.repeats)
        #expect(state.connecting == 1)
        let second = state.connectFailed(isPermanent: false, waitingSince: start)
        #expect(second.told.isEmpty)
        #expect(second.repeats)
        let third = state.connectFailed(isPermanent: true, waitingSince: start)
        #expect(third.told == ["b"])
        #expect(!third.repeats)
        #expect(state.total == 0)
    }

    @Test func closingHandsEverythingBack() {
        var state = State(maximumConnections: 2, maximumWaiters: 10)
        _ = state.admit("a", id: 1, now: start)
        _ = state.connected(10)
        _ = state.admit("b", id: 2, now: start)
        let (waiters, connections) = state.close()
        #expect(waiters == ["b"])
        #expect(connections.isEmpty)
        #expect(!state.isDrained)
        guard case .close(11) = state.connected(11) else { return #expect(Bool(false)) }
        guard case .close(10) = state.release(10, isReusable: true).handover else { return #expect(Bool(false)) }
        #expect(state.isDrained)
        guard case .refused(.closed) = state.admit("c", id: 3, now: start) else { return #expect(Bool(false)) }
    }

    @Test func aThousandRandomStepsKeepTheBooks() {
        var random = SystemRandomNumberGenerator()
        var state = State(maximumConnections: 3, maximumWaiters: 5)
        var leased: [Int] = []
        var nextConnection = 0
        for step in 1...1000 {
            switch Int.random(in: 0...3, using: &random) {
            case 0:
                if case .lease(let connection) = state.admit("\(step)", id: step, now: start) {
                    leased.append(connection)
                }
            case 1 where state.connecting > 0:
                nextConnection += 1
                if case .resume(_, let connection) = state.connected(nextConnection) { leased.append(connection) }
            case 2 where !leased.isEmpty:
                let outcome = state.release(leased.removeFirst(), isReusable: .random())
                if case .resume(_, let connection) = outcome.handover { leased.append(connection) }
            case 3 where state.connecting > 0:
                _ = state.connectFailed(isPermanent: .random(), waitingSince: start)
            default: break
            }
            #expect(state.leased == leased.count)
            #expect(state.total <= 3)
            #expect(state.waiterCount <= 5)
            #expect(state.waiterCount == 0 || state.idle.isEmpty)
            #expect(state.waiterCount == 0 || state.total > 0)
        }
    }
}
