import Agency
import Postgres

/// Contracts, a hire and its fee (M5 to M7).
extension DemoTimeline {
    /// A hire under a flat contract that is recorded for it.
    mutating func place(_ submission: Submission, on day: CivilDate, startOn: CivilDate) throws {
        let company = submission.company
        let fee: Int64 = 1_200_000
        let paymentDays = 30
        add(
            try setting.agency.back(100), minute: 600, setting.agency,
            """
            insert into liaison.contracts (client_id, effective_from, kind, currency, flat_minor, payment_days, rebates, set_by)
            values (\(company.id), liaison.agency_today(), 'flat', 'EUR', \(fee), \(paymentDays),
                    '[{"within_days": 28, "rebate_bp": 10000}, {"within_days": 84, "rebate_bp": 5000}]', 3)
            """)
        add(
            day, minute: 720, days(company),
            """
            select liaison.place_candidate(\(submission.id), \(startOn), null, null, c.id, \(fee), \(try startOn.adding(days: paymentDays)))
              from liaison.contracts c where c.client_id = \(company.id)
            """)
    }
}
