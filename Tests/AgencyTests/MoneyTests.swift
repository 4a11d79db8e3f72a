import Foundation
import Testing

@testable import Agency

@Suite struct MoneyTests {
    private func money(_ minor: Int64, _ code: String = "GBP") throws -> Money {
        Money(minor: minor, currency: try #require(Currency(code)))
    }

    @Test func amountsAreWrittenWithTheDecimalsOfTheCurrency() throws {
        #expect(try money(100_000).description == "1000.00 GBP")
        #expect(try money(-5).description == "-0.05 GBP")
        #expect(try money(1000, "JPY").description == "1000 JPY")
        #expect(try money(1, "KWD").description == "0.001 KWD")
        #expect(try money(.min, "KWD").description == "-9223372036854775.808 KWD")
        #expect(Currency("gbp") == nil && Currency("XXX") == nil && Currency("") == nil)
        let data = Data(#"{"minor":5,"currency":"EUR"}"#.utf8)
        #expect(try JSONDecoder().decode(Money.self, from: data) == money(5, "EUR"))
    }

    @Test func sharesRoundHalfAwayFromZero() throws {
        #expect(try money(1).share(BasisPoints(5000)) == money(1))
        #expect(try money(-1).share(BasisPoints(5000)) == money(-1))
        #expect(try money(1).share(BasisPoints(4999)) == money(0))
        #expect(try money(3).share(BasisPoints(5000)) == money(2))
        #expect(try money(.max).share(.whole) == money(.max))
        #expect(try money(.min).share(.whole) == money(.min))
        #expect(throws: MoneyProblem.overflow) { try money(.max).share(BasisPoints(10_001)) }
        #expect(throws: MoneyProblem.overflow) { try money(.max).share(BasisPoints(.max)) }
    }

    @Test func currenciesAreNeverMixedAndNothingOverflows() throws {
        #expect(throws: MoneyProblem.differentCurrencies) { try money(1).adding(money(1, "EUR")) }
        #expect(throws: MoneyProblem.differentCurrencies) { try money(1).subtracting(money(1, "EUR")) }
        #expect(throws: MoneyProblem.overflow) { try money(.max).adding(money(1)) }
        #expect(throws: MoneyProblem.overflow) { try money(.min).subtracting(money(1)) }
    }

    @Test func partsAddUpToTheAmount() throws {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<2000 {
            var left: Int64 = 10_000
            var shares: [BasisPoints] = []
            while left > 0, shares.count < 6 {
                let share = shares.count == 5 ? left : Int64.random(in: 0...left, using: &random)
                shares.append(BasisPoints(share))
                left -= share
            }
            if left > 0 { shares.append(BasisPoints(left)) }
            let amount = try money(Int64.random(in: 0...1_000_000, using: &random))
            let sum = try amount.split(shares).reduce(Money.zero(amount.currency)) { try $0.adding($1) }
            #expect(sum == amount)
        }
        #expect(try money(1).split([]) == [])
    }

    @Test func anInstalmentIsForfeitedFromTheLeavingDateOn() throws {
        func state(_ left: String?, _ asOf: String) throws -> InstalmentState {
            BonusPlan.state(due: try date("2026-05-01"), left: try left.map { try date($0) }, asOf: try date(asOf))
        }
        #expect(try state(nil, "2026-04-30") == .pending)
        #expect(try state(nil, "2026-05-01") == .payable)
        #expect(try state("2026-05-01", "2026-05-01") == .payable)
        #expect(try state("2026-05-02", "2026-06-01") == .payable)
        #expect(try state("2026-04-30", "2026-04-29") == .pending)
        #expect(try state("2026-04-30", "2026-04-30") == .forfeited)
        #expect(try state("2026-04-30", "2026-05-02") == .forfeited)
    }

    @Test func theFirstRowThatCoversTheDaysServedReturnsItsShare() {
        let rebates = [RebateRow(withinDays: 28, rebate: .whole), RebateRow(withinDays: 56, rebate: BasisPoints(5000))]
        #expect(FeePlan.returnedShare(daysServed: 28, rebates: rebates) == .whole)
        #expect(FeePlan.returnedShare(daysServed: 29, rebates: rebates) == BasisPoints(5000))
        #expect(FeePlan.returnedShare(daysServed: 57, rebates: rebates) == BasisPoints(0))
        #expect(FeePlan.returnedShare(daysServed: nil, rebates: rebates) == BasisPoints(0))
    }
}
