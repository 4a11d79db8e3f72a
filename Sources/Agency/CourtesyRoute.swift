/// Which way a candidate's words go to the company after an interview (T10, T11).
package enum CourtesyRoute: String, CaseIterable, Codable, Sendable {
    /// The agent passes them on (R1).
    case agent
    /// The candidate writes to HR, with the interviewer in copy (R4).
    case hr
    /// The candidate writes to the interviewer, and never to the referrer (R5).
    case interviewer

    package init(_ channel: Channel) {
        self =
            switch channel {
            case .agency: .agent
            case .direct, .speculative: .hr
            case .referral: .interviewer
            }
    }
}
