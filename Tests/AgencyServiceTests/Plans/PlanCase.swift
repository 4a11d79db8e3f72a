import Agency
import AgencyService
import TestSupport

/// A read of the catalogue with an input, and what its plan may cost.
struct PlanCase: Sendable, CustomStringConvertible {
    var operation: String
    var role: Role
    var input: JSONObject
    /// The account that asks.
    var account: Int64
    /// How many rows of big tables may be looked at: a page of fifty with what belongs to each of them.
    var rows: Int64 = 1500
    /// How many rows one sort may take: a page and one more.
    var sorted: Int64 = 51
    /// How many statements may run, with those of functions: who is asking, the day, and not one for each row.
    var statements = 60
    /// Indexes that must be used.
    var indexes: [String] = []

    var description: String { "\(operation) \(input) as \(role.rawValue) \(account)" }

    init(_ operation: String, _ role: Role, _ input: JSONObject = [:], account: Int64? = nil) {
        self.operation = operation
        self.role = role
        self.input = input
        self.account = account ?? Self.usual(role)
    }

    private static func usual(_ role: Role) -> Int64 {
        switch role {
        case .admin: 1
        case .coordinator: 1001
        case .recruiter: 1002
        case .client: 2001
        case .referrer: 20_001
        case .candidate: 100_040
        }
    }

    /// The token of the account.
    var token: String { MillionInterviews.token(role, account: account) }
}

extension [PlanCase] {
    /// The same with other limits; `because` says why more is needed.
    func allowing(
        rows: Int64? = nil, sorted: Int64? = nil, statements: Int? = nil, because: StaticString
    ) -> [PlanCase] {
        map { plan in
            var copy = plan
            copy.rows = rows ?? plan.rows
            copy.sorted = sorted ?? plan.sorted
            copy.statements = statements ?? plan.statements
            return copy
        }
    }

    /// The same, with an index that must be used.
    func by(_ index: String) -> [PlanCase] {
        map { plan in
            var copy = plan
            copy.indexes.append(index)
            return copy
        }
    }
}

extension [Role] {
    /// One operation for several roles and several inputs.
    func calls(_ operation: String, _ inputs: JSONObject...) -> [PlanCase] {
        flatMap { role in (inputs.isEmpty ? [[:]] : inputs).map { PlanCase(operation, role, $0) } }
    }
}
