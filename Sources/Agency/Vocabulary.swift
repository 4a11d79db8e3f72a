/// The kind of account, and so what its holder may see and do.
package enum Role: String, CaseIterable, Codable, Sendable {
    case candidate, recruiter, coordinator, client, referrer, admin
}

/// How a candidate came to a vacancy; decides who may talk to whom (R1, R4, R5).
package enum Channel: String, CaseIterable, Codable, Sendable {
    case agency, direct, speculative, referral
}

/// What a client contact does in a hire.
package enum ContactFunction: String, CaseIterable, Codable, Sendable {
    case decisionMaker = "decision_maker"
    case hr, interviewer, other
}

/// What the client decided, as logged with its feedback.
package enum Decision: String, CaseIterable, Codable, Sendable {
    case advance, hold, reject, offer
}

/// How a contact with the client was made.
package enum ContactMethod: String, CaseIterable, Codable, Sendable {
    case phone, email, meeting
}

/// Why the client was contacted: for feedback, out of courtesy (T5), or to cite an offer (T13).
package enum ChaseKind: String, CaseIterable, Codable, Sendable {
    case chase, courtesy
    case offerNotice = "offer_notice"
}

/// Where a submission stands.
package enum Stage: String, CaseIterable, Codable, Sendable {
    case registered, sent, interviewing
    case onHold = "on_hold"
    case offered, placed, rejected, withdrawn, closed

    /// Nothing more is awaited from the client.
    package var isClosed: Bool {
        switch self {
        case .registered, .sent, .interviewing, .onHold, .offered: false
        case .placed, .rejected, .withdrawn, .closed: true
        }
    }
}
