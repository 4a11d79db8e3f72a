import Testing

@testable import AgencyService

@Suite struct ConnectionBudgetTests {
    @Test func `twelve are two for tables, four shared and six for work alone`() {
        let budget = ConnectionBudget(12)
        #expect(budget.tables == 2)
        #expect(budget.shared == 4)
    }

    @Test(arguments: 2...100) func `something is left for work alone`(count: Int) {
        let budget = ConnectionBudget(count)
        #expect(budget.tables >= 1)
        #expect(budget.shared >= 0)
        #expect(budget.tables + budget.shared < count)
        #expect(count < 3 || budget.shared >= 1)
    }
}
