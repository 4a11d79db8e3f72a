import Agency
import AgencyService
import ArgumentParser

/// A word of the rulebook as an argument; `decision-maker` is as good as `decision_maker`.
package protocol Word: ExpressibleByArgument, RawRepresentable, CaseIterable, InputMember where RawValue == String {}

extension Word {
    package init?(argument: String) { self.init(rawValue: argument.lowercased().replacing("-", with: "_")) }
}

extension Role: Word {}
extension Channel: Word {}
extension ContactFunction: Word {}
extension Decision: Word {}
extension ContactMethod: Word {}
extension ChaseKind: Word {}
extension Stage: Word {}
extension FeedbackMethod: Word {}
extension CSVKind: Word {}
extension OfferState: Word {}
extension TaskState: Word {}
extension PhraseKind: Word {}
extension MaterialKind: Word {}
extension FeeKind: Word {}
extension FeeState: Word {}
extension BonusState: Word {}

/// What kind of incident a submission saw (R3).
package enum IncidentKind: String, Word {
    case bypass
    case clientContact = "client_contact"
}

/// What a report is summed up by.
package enum ReportGrouping: String, Word {
    case client, recruiter, contact
}

/// Where a logged feedback stands on its way to the candidate.
package enum FeedbackState: String, Word {
    case unreleased, released, withheld
}

extension CivilDate: ExpressibleByArgument {
    /// A date as `2026-03-04`.
    package init?(argument: String) { self.init(iso: argument) }
}

extension Instant: ExpressibleByArgument {
    /// A time with its zone as `2026-03-04T10:00:00+01:00`.
    package init?(argument: String) { self.init(rfc3339: argument) }
}
