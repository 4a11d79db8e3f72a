extension Problem {
    /// The closed set of problem names of INTERFACE.md.
    package enum Name: String, Sendable, CaseIterable, Codable {
        case notSignedIn = "not-signed-in"
        case notPermitted = "not-permitted"
        case notFound = "not-found"
        case invalid
        case malformed
        case tooLarge = "too-large"
        case conflict
        case alreadyRepresented = "already-represented"
        case conflictOfInterest = "conflict-of-interest"
        case consentMissing = "consent-missing"
        case routeThroughAgent = "route-through-agent"
        case chaseTooEarly = "chase-too-early"
        case notABusinessDay = "not-a-business-day"
        case invalidDate = "invalid-date"
        case contactDeclinesCalls = "contact-declines-calls"
        case referenceNotAlerted = "reference-not-alerted"
        case notTailored = "not-tailored"
        case offerNotCitable = "offer-not-citable"
        case selfReferral = "self-referral"
        case alreadyKnown = "already-known"
        case lateNomination = "late-nomination"
        case alreadyPaid = "already-paid"
        case idempotencyKeyReused = "idempotency-key-reused"
        case inDoubt = "in-doubt"
        case changedMeanwhile = "changed-meanwhile"
        case tooManyAttempts = "too-many-attempts"
        case busy
        case `internal`
    }
}

extension Problem.Name {
    /// The HTTP status, the short title and what the person can do, as INTERFACE.md and the problem's page state them.
    private var row: (status: Int, title: String, advice: String) {
        switch self {
        case .notSignedIn: (401, "Not signed in", "Sign in again; a session ends when it is idle or signed out.")
        case .notPermitted: (403, "Not permitted", "Ask somebody whose role or desk this is.")
        case .notFound: (404, "Not found", "Check the id in the list that you may see.")
        case .invalid: (422, "Invalid input", "Correct the fields that are named and send again.")
        case .malformed: (400, "Malformed request", "Send well-formed UTF-8 JSON as the API document describes.")
        case .tooLarge: (413, "Too large", "Send less at once.")
        case .conflict: (409, "Conflict", "Look at the current state and decide again.")
        case .alreadyRepresented:
            (409, "Already represented", "A candidate has one live submission for a vacancy, whatever the channel.")
        case .conflictOfInterest:
            (409, "Conflict of interest", "Somebody without a hand in the referral must do this.")
        case .consentMissing:
            (409, "Consent missing", "Record the candidate's consent to be put forward for this vacancy first.")
        case .routeThroughAgent:
            (403, "Goes through your agent", "Ask your agent; they speak to the company for you.")
        case .chaseTooEarly: (409, "Too early to chase", "Wait until the date that is named.")
        case .notABusinessDay: (422, "Not a business day", "Choose a business day on the client's calendar.")
        case .invalidDate: (422, "Invalid date", "Give a date that can be true.")
        case .contactDeclinesCalls: (409, "Contact declines calls", "Write to them, or speak to another contact.")
        case .referenceNotAlerted:
            (409, "Reference not alerted", "The candidate must tell the reference first.")
        case .notTailored: (409, "Note not tailored", "Word the note for this reader.")
        case .offerNotCitable: (409, "Offer not citable", "Only an attested, current offer may be cited, once.")
        case .selfReferral: (409, "Self-referral", "Nobody can refer themselves.")
        case .alreadyKnown: (409, "Already known", "The candidate was known for this client before.")
        case .lateNomination: (409, "Late nomination", "The candidate had applied before they were nominated.")
        case .alreadyPaid: (409, "Already paid", "A payment is final; only a reversing entry undoes it.")
        case .idempotencyKeyReused:
            (422, "Idempotency key reused", "Use a new key for another request, the same key only to repeat one.")
        case .inDoubt: (503, "In doubt", "Send the same request again with the same Idempotency-Key; it settles what happened.")
        case .changedMeanwhile: (412, "Changed meanwhile", "Read it again and apply your change to what is there now.")
        case .tooManyAttempts: (429, "Too many attempts", "Wait for the time that is named and try again.")
        case .busy: (503, "Busy", "Try again in a moment.")
        case .internal: (500, "Internal error", "Tell the person who runs the service the reference.")
        }
    }

    package var status: Int { row.status }
    package var title: String { row.title }
    package var advice: String { row.advice }

    /// The exit code of the command line (INTERFACE.md).
    package var exitCode: Int32 {
        switch self {
        case .notSignedIn, .notPermitted: 4
        case .notFound: 5
        case .invalid, .malformed, .tooLarge: 65
        case .tooManyAttempts, .busy, .inDoubt: 75
        case .internal: 1
        default: 6
        }
    }
}
