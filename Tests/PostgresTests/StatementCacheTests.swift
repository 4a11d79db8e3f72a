import Testing

@testable import Postgres

/// The bookkeeping of prepared statements, without a server.
@Suite struct StatementCacheTests {
    private func key(_ text: String, _ types: [UInt32] = []) -> StatementCache.Key { .init(text: text, types: types) }

    private func prepare(_ text: String, in cache: inout StatementCache) -> String? {
        _ = cache.plan(key(text))
        guard case .prepare(let name) = cache.plan(key(text)) else { return nil }
        cache.confirmPrepared(key(text))
        return name
    }

    @Test func theSecondUsePrepares() {
        var cache = StatementCache(capacity: 4)
        #expect(cache.plan(key("a")) == .unnamed)
        #expect(cache.plan(key("a")) == .prepare(name: "l1"))
        cache.confirmPrepared(key("a"))
        #expect(cache.plan(key("a")) == .execute(name: "l1"))
        // Other types make another statement.
        #expect(cache.plan(key("a", [20])) == .unnamed)
    }

    @Test func aFailedPreparationIsTriedAgainUnderAnotherName() {
        var cache = StatementCache(capacity: 4)
        _ = cache.plan(key("a"))
        #expect(cache.plan(key("a")) == .prepare(name: "l1"))
        cache.prepareFailed(key("a"))
        #expect(cache.plan(key("a")) == .prepare(name: "l2"))
    }

    @Test func theLeastRecentlyUsedIsEvicted() {
        var cache = StatementCache(capacity: 2)
        let first = prepare("a", in: &cache)
        let second = prepare("b", in: &cache)
        #expect(cache.plan(key("a")) == .execute(name: first ?? ""))
        _ = cache.plan(key("c"))
        #expect(cache.takeDiscarded() == [second])
        #expect(cache.takeDiscarded().isEmpty)
        #expect(cache.plan(key("a")) == .execute(name: first ?? ""))
        #expect(cache.plan(key("b")) == .unnamed)
        // "c" was seen once and never prepared: there is nothing to deallocate.
        #expect(cache.takeDiscarded().isEmpty)
    }

    @Test func aStatementUnderWayIsNotEvicted() {
        var cache = StatementCache(capacity: 1)
        _ = cache.plan(key("a"))
        _ = cache.plan(key("a"))
        _ = cache.plan(key("b"))
        cache.confirmPrepared(key("a"))
        #expect(cache.plan(key("a")) == .execute(name: "l1"))
    }

    @Test func switchedOffItPreparesNothing() {
        var cache = StatementCache(capacity: 0)
        for _ in 1...5 { #expect(cache.plan(key("a")) == .unnamed) }
        #expect(cache.count == 0)
    }

    @Test(arguments: 1...20)
    func whatTheServerHoldsIsWhatTheBooksSay(_ seed: Int) {
        var random = SeededGenerator(seed: seed)
        let capacity = Int.random(in: 1...5, using: &random)
        var cache = StatementCache(capacity: capacity)
        var server: Set<String> = []
        for _ in 1...500 {
            let wanted = key("\(Int.random(in: 1...8, using: &random))")
            let plan = cache.plan(wanted)
            for name in cache.takeDiscarded() { #expect(server.remove(name) != nil) }
            switch plan {
            case .unnamed: break
            case .execute(let name): #expect(server.contains(name))
            case .prepare(let name):
                if Int.random(in: 0..<5, using: &random) == 0 {
                    cache.prepareFailed(wanted)
                } else {
                    #expect(server.insert(name).inserted)
                    cache.confirmPrepared(wanted)
                }
            }
            if Int.random(in: 0..<100, using: &random) == 0 {
                server = []
                cache.removeAll()
            }
            #expect(server.count <= capacity)
            #expect(cache.count <= capacity)
        }
    }
}
