extension BonusPlan {
    /// Answers one NDJSON line of the what-if command with one JSON line, keys sorted.
    package static func answer(line: String) -> Result<String, LineProblem> {
        moneyAnswer(line, BonusScenario.self, make)
    }
}

extension FeePlan {
    /// Answers one NDJSON line of the what-if command with one JSON line, keys sorted.
    package static func answer(line: String) -> Result<String, LineProblem> {
        moneyAnswer(line, FeeScenario.self, make)
    }
}

private func moneyAnswer<Scenario: Decodable, Plan: Encodable>(
    _ line: String, _: Scenario.Type, _ make: (Scenario) throws(PlanProblem) -> Plan
) -> Result<String, LineProblem> {
    Result { () throws(LineProblem) in
        let scenario = try PlanReader.read(line, as: Scenario.self)
        let plan: Plan
        do throws(PlanProblem) {
            plan = try make(scenario)
        } catch {
            throw LineProblem(reason: error.reason)
        }
        return try PlanReader.write(plan)
    }
}
