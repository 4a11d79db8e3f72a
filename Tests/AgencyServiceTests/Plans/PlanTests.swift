import Agency
import AgencyService
import Foundation
import Postgres
import TestSupport
import Testing

/// Every read of the catalogue stays with its indexes on a million interviews, under each role's policies.
@Suite(.serialized) struct PlanTests {
    @Test func `every read has its plans looked at, for each role that has it`() {
        let looked = Set(PlanCase.all.map { "\($0.operation) as \($0.role.rawValue)" })
        for operation in Catalogue.operations where operation.description.route.method == .get {
            for role in operation.description.roles {
                let name = "\(operation.name) as \(role.rawValue)"
                #expect(looked.contains(name), "PlanCase has no \(name)")
            }
        }
    }

    @Test func `no read looks at more than its page needs`() async throws {
        try await withPlans { plans in
            for plan in PlanCase.all {
                let faults = try await plans.faults(of: plan)
                #expect(faults.isEmpty, "\(plan): \(faults.joined(separator: "; "))")
            }
        }
    }

    @Test(arguments: [
        ("interviews_open_idx", "report.overdue-feedback", Role.coordinator),
        ("feedback_logged_by_idx", "feedback.list", .client), ("silences_last_heard_idx", "report.silent", .coordinator),
    ])
    func `without its index a read is at fault`(index: String, operation: String, role: Role) async throws {
        try await withPlans { plans in
            let plan = try #require(
                PlanCase.all.first { $0.operation == operation && $0.role == role && $0.input.isEmpty })
            let before = try await plans.faults(of: plan)
            #expect(before.isEmpty, "\(before)")
            let after = try await plans.without(index) { try await plans.faults(of: plan) }
            #expect(!after.isEmpty)
        }
    }
}

/// Calls reads on the million interviews and hears from the server how it went about them.
private struct Plans {
    let service: AgencyService
    let superuser: PostgresPool
    let big: BigTables
    let keeper: PlanKeeper

    /// Prepared statements have plans of their own for their first five executions; then one plan may serve every input.
    private static let executions = 7

    func faults(of plan: PlanCase) async throws -> [String] {
        var plans: [ExecutedPlan] = []
        for _ in 0..<Self.executions {
            _ = keeper.takeAll()
            do {
                _ = try await service.respond(plan.operation, as: plan.token, plan.input)
            } catch let problem as Problem {
                return ["refused: \(problem.name) \(problem.detail)"]
            }
            plans = keeper.takeAll()
        }
        if plans.isEmpty { return ["no plan was heard of"] }
        return plan.faults(plans, big)
    }

    /// Lets `body` see the database without an index, and brings it back.
    func without<Result>(_ index: String, _ body: () async throws -> Result) async throws -> Result {
        let found = try await superuser.withConnection {
            try await $0.query(
                """
                select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index i
                  join pg_class c on c.oid = i.indexrelid where c.relname = \(index)
                """)
        }
        let row = try #require(found.first)
        let name: String = try row.get("name")
        let definition: String = try row.get("definition")
        try await superuser.withConnection { try await $0.simple("drop index \(name)") }
        do {
            let result = try await body()
            try await superuser.withConnection { try await $0.simple(definition) }
            return result
        } catch {
            try await superuser.withConnection { try await $0.simple(definition) }
            throw error
        }
    }
}

private func withPlans(_ body: (Plans) async throws -> Void) async throws {
    let keeper = PlanKeeper()
    try await MillionInterviews.withService(settings: PlanKeeper.settings, logger: keeper.logger) { service, superuser in
        let big = try await BigTables(of: superuser)
        #expect(big.contains("interviews") && big.contains("candidates"))
        try await body(Plans(service: service, superuser: superuser, big: big, keeper: keeper))
    }
}
