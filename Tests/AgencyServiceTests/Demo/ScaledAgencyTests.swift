import Agency
import Crypto
import Postgres
import TestSupport
import Testing

@testable import AgencyService

@Suite struct ScaledAgencyTests {
    static let now = "2026-03-04T10:00:00Z"

    @discardableResult
    private func load(
        _ database: TestDatabase, _ order: ScaledAgency.Order, now: String = now
    ) async throws -> (accounts: [DemoAccount], sessions: [ScaledAgency.OpenSession]) {
        _ = try await CalendarSeed.load(directory: Checkout.file("sql/holidays"), into: database.superuser)
        let now = try #require(Instant(rfc3339: now))
        return try await ScaledAgency.load(
            order, into: database.superuser, hasher: PasswordHasher(cost: .init(logRounds: 4)), now: now
        ) { _ in }
    }

    @Test func everyRuleHoldsThatTheTriggersKeep() async throws {
        try await withDatabase(.empty) { database in
            try await load(database, .init(scale: 1, overdue: 40))
            let rules = ScaledRules(today: "2026-03-04")
            for (rule, sql) in rules.belonging + rules.dates + rules.stages + rules.chases {
                let broken: Int64 = try await database.value(sql)
                #expect(broken == 0, "\(rule)")
            }
        }
    }
}
