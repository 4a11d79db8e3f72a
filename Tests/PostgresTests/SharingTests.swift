import Testing

@testable import Postgres

extension ServerTests {
    @Suite struct SharingTests {
        @Test func everybodyGetsTheirOwnAnswer() async throws {
            try await Self.withSharingPool("own") { pool in
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    for number in 1...300 {
                        group.addTask {
                            let results = try await pool.pipeline(
                                ["select \(number)::int", "select repeat(\(String(number)), 100)"], sharing: true)
                            let echoed = try results[0].scalar(as: Int.self)
                            let repeated = try results[1].scalar(as: String.self)
                            return results.count == 2 && echoed == number && repeated == String(repeating: "\(number)", count: 100)
                        }
                    }
                    for try await isRight in group { #expect(isRight) }
                }
                let statistics = pool.statistics
                #expect(statistics.pipelinesShared > 0)
                #expect(statistics.sharing <= 2)
                #expect(statistics.total <= 4)
            }
        }

        @Test func anErrorIsItsCallersAlone() async throws {
            try await Self.withSharingPool("error") { pool in
                await withTaskGroup(of: Bool.self) { group in
                    for number in 0..<60 {
                        group.addTask {
                            let divisor = Int32(number % 3)
                            do {
                                let results = try await pool.pipeline(["select 1", "select 6 / \(divisor)"], sharing: true)
                                return try divisor > 0 && results[1].scalar(as: Int32.self) == 6 / divisor
                            } catch let error as PostgresError {
                                return divisor == 0 && error.sqlState == "22012" && error.statementIndex == 1
                            } catch { return false }
                        }
                    }
                    for await isRight in group { #expect(isRight) }
                }
            }
        }

        @Test func whatOneSetsTheNextDoesNotSee() async throws {
            try await Self.withSharingPool("settings") { pool in
                for number in 1...5 {
                    let results = try await pool.pipeline(
                        [
                            "select coalesce(current_setting('liaison.test_share', true), '')",
                            "select set_config('liaison.test_share', \(String(number)), true)",
                        ],
                        sharing: true)
                    #expect(try results[0].scalar(as: String.self).isEmpty)
                }
            }
        }

        @Test func aStatementBehindAFailingOneIsPreparedAllTheSame() async throws {
            try await Self.withSharingPool("behind") { pool in
                for divisor in [Int32(0), 0, 0, 1, 2] {
                    let error = await Self.failure {
                        _ = try await pool.pipeline(["select 2 / \(divisor)", "select 'behind'"], sharing: true)
                    }
                    #expect(error?.sqlState == (divisor == 0 ? "22012" : nil))
                }
                #expect(pool.statistics.retried == 0)
            }
        }

        @Test func whoeverGivesUpLeavesTheOthersAlone() async throws {
            try await Self.withSharingPool("giving up") { pool in
                let impatient = (1...10).map { _ in
                    Task { await Self.failure { _ = try await pool.pipeline(["select pg_sleep(0.05)"], sharing: true) } }
                }
                for task in impatient { task.cancel() }
                for _ in 1...20 {
                    let value = try await pool.pipeline(["select 7"], sharing: true)[0].scalar(as: Int.self)
                    #expect(value == 7)
                }
                for task in impatient {
                    let error = await task.value
                    #expect(error == nil || error?.code == .cancelled)
                }
            }
        }

        @Test func aStuckQueryEndsAtItsDeadlineAndHoldsUpNobody() async throws {
            try await Self.withSharingPool("stuck") { pool in
                let stuck = Task {
                    await Self.failure {
                        _ = try await pool.pipeline(["select pg_sleep(60)"], deadline: .milliseconds(400), sharing: true)
                    }
                }
                for _ in 1...50 {
                    let value = try await pool.pipeline(["select 8"], sharing: true)[0].scalar(as: Int.self)
                    #expect(value == 8)
                }
                #expect(await stuck.value?.code == .timedOut)
                let last = try await pool.pipeline(["select 9"], sharing: true)[0].scalar(as: Int.self)
                #expect(last == 9)
            }
        }

        @Test func whoeverCameBehindASlowQueryGoesElsewhere() async throws {
            let limits: (inout PoolConfiguration) -> Void = {
                ($0.maximumConnections, $0.sharedConnections) = (4, 1)
                $0.keywords["application_name"] = "sharing behind"
            }
            try await TestServer.withPool("behind", limits) { pool in
                for _ in 1...3 {
                    while pool.statistics.sharing == 0 {
                        _ = try await pool.pipeline(["select 1"], sharing: true)
                        try await Task.sleep(for: .milliseconds(5))
                    }
                    let slow = Task {
                        await Self.failure { _ = try await pool.pipeline(["select pg_sleep(60)"], deadline: .seconds(60), sharing: true) }
                    }
                    // Most come before it is known how slow it is.
                    let behind = (1...20).map { number in
                        Task {
                            try await pool.pipeline(["select \(number)::int"], deadline: .seconds(15), sharing: true)[0].scalar(as: Int.self)
                        }
                    }
                    for (index, task) in behind.enumerated() {
                        let value = try await task.value
                        #expect(value == index + 1)
                    }
                    slow.cancel()
                    _ = await slow.value
                    _ = try await pool.pipeline([
                        """
                        select pg_terminate_backend(pid, 5000) from pg_stat_activity
                         where application_name = current_setting('application_name') and query like '%pg_sleep(60)%' and pid <> pg_backend_pid()
                        """
                    ])
                    try await eventually("the slow one's connection is given up") { pool.statistics.sharing == 0 }
                }
            }
        }

        @Test func aTerminatedBackendIsBridged() async throws {
            try await Self.withSharingPool("terminated") { pool in
                for _ in 1...5 {
                    _ = try await pool.pipeline(
                        [
                            """
                            select pg_terminate_backend(pid) from pg_stat_activity
                             where application_name = current_setting('application_name') and pid <> pg_backend_pid()
                            """
                        ])
                    try await withThrowingTaskGroup(of: Int.self) { group in
                        for _ in 1...20 {
                            group.addTask { try await pool.pipeline(["select 5"], sharing: true)[0].scalar(as: Int.self) }
                        }
                        for try await value in group { #expect(value == 5) }
                    }
                }
            }
        }

        @Test func closingServesThoseWhoWait() async throws {
            try await Self.withSharingPool("closing share") { pool in
                let waiting = (1...10).map { _ in
                    Task { await Self.failure { _ = try await pool.pipeline(["select pg_sleep(0.01)"], sharing: true) } }
                }
                try await Task.sleep(for: .milliseconds(20))
                await pool.close()
                for task in waiting {
                    let error = await task.value
                    #expect(error == nil || error?.code == .poolClosed)
                }
                #expect(pool.statistics.total == 0)
            }
        }

        @Test func aQueueThatNeverRunsEmptyStaysSmall() {
            func entry(_ ticket: UInt64) -> SharedPipeline.Entry {
                SharedPipeline.Entry(ticket: ticket, deadline: .distantFuture, run: PipelineRun(capacity: 1))
            }
            var queue = EntryQueue()
            for ticket in UInt64(1)...3 { queue.append(entry(ticket)) }
            for ticket in UInt64(1)...10_000 {
                queue.append(entry(ticket + 3))
                #expect(queue.removeFirst()?.ticket == ticket)
            }
            #expect(queue.count == 3)
            #expect(queue.places < 100)
        }

        @Test func nobodyIsLookedAtAllTheTime() async {
            let now = MonotonicTime.now
            let far = now + .seconds(60)
            func entry(_ ticket: UInt64, _ deadline: MonotonicTime, patience: MonotonicTime = .distantFuture) -> SharedPipeline.Entry {
                SharedPipeline.Entry(ticket: ticket, deadline: deadline, patience: patience, run: PipelineRun(capacity: 1))
            }
            var queue = EntryQueue()
            #expect(queue.nextLook(after: now) == nil)
            // The first's patience is for nobody, as it waits for itself alone.
            queue.append(entry(1, far, patience: now + .seconds(1)))
            #expect(queue.nextLook(after: now) == far)
            // One who gave up, but whose work the server has yet to begin.
            queue.append(entry(2, now - .seconds(5)))
            let next = queue.nextLook(after: now)
            #expect(next.map { $0 > now + .milliseconds(10) && $0 < now + .seconds(1) } == true)
            let soon = now + .milliseconds(20)
            let answer: SharedPipeline.Answer = await withCheckedContinuation { continuation in
                var waiting = entry(3, far, patience: soon)
                waiting.continuation = continuation
                queue.append(waiting)
                #expect(queue.nextLook(after: now) == soon)
                continuation.resume(returning: .success(nil))
            }
            if case .success(nil) = answer { return }
            Issue.record("nothing is not an error")
        }

        /// The error, or nil where there was none.
        private static func failure(_ body: () async throws -> Void) async -> PostgresError? {
            do {
                try await body()
                return nil
            } catch { return error as? PostgresError }
        }

        /// Four connections, two of them shared and open.
        private static func withSharingPool(_ name: String, _ body: (PostgresPool) async throws -> Void) async throws {
            let limits: (inout PoolConfiguration) -> Void = {
                ($0.maximumConnections, $0.sharedConnections) = (4, 2)
                $0.keywords["application_name"] = "sharing \(name)"
            }
            try await TestServer.withPool(name, limits) { pool in
                while pool.statistics.sharing == 0 {
                    _ = try await pool.pipeline(["select 1"], sharing: true)
                    try await Task.sleep(for: .milliseconds(5))
                }
                try await body(pool)
            }
        }
    }
}
