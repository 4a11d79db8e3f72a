import Agency
import Postgres

/// What the contract of a start date says of a hire that brings a fee (M5, M6).
struct HireTerms: Decodable {
    var contractId: Int64
    var kind: FeeKind
    var currency: Currency
    var feeBp: Int64?
    var minimumMinor: Int64
    var flatMinor: Int64?
    var paymentDays: Int

    /// One row for a hire of a submission on a day that brings a fee, none for any other.
    static func query(submission: Int64, start: CivilDate) -> SQL {
        """
        select contract_id, kind, currency, fee_bp, minimum_minor, flat_minor, payment_days from liaison.hire_terms(\(submission), \(start))
        """
    }

    /// The fee and the day on which it is due.
    ///
    /// - Throws: `invalid` where the fee is a share of a salary that is missing or in another currency.
    func plan(start: CivilDate, salary: Money?) throws -> FeePlan {
        if kind == .percent, salary?.currency != currency {
            var problem = Problem.invalid([
                "salary": "must be given in \(currency.code): the fee is a share of the first-year salary by the client's contract"
            ])
            problem.rule = "M5"
            throw problem
        }
        do throws(PlanProblem) {
            return try FeePlan.make(
                for: FeeScenario(
                    currency: currency, kind: kind, fee: feeBp.map { BasisPoints($0) }, minimumMinor: minimumMinor, flatMinor: flatMinor,
                    salaryMinor: salary?.minor, paymentDays: paymentDays, start: start))
        } catch {
            throw Problem.invalid(["salary": error.reason])
        }
    }
}
