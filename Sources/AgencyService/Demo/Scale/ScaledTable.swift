/// The tables that a load at scale fills, with the columns in the order of their rows.
enum ScaledTable: Int, CaseIterable, Sendable {
    case recruiters, accounts, clients, contacts, contactDetails, vacancies, candidates, referrers, programmes, nominations, ties, deskLoans
    case submissions, consents, withdrawals, interviews, interviewers, debriefs, promises, chases, feedback, releases, withholdings
    case enquiries, incidents, auditEvents

    var name: String {
        switch self {
        case .contactDetails: "contact_details"
        case .deskLoans: "desk_loans"
        case .auditEvents: "audit_events"
        default: "\(self)"
        }
    }

    /// Empty in an agency without recruiters, so that it can be filled as if it were new.
    var isEmptied: Bool { self != .accounts && self != .auditEvents }

    var columns: String {
        switch self {
        case .recruiters: "id, name, email, phone, is_coordinator"
        case .accounts: "id, email, role, name, person_id, created_at"
        case .clients: "id, name, time_zone, calendar_id, recruiter_id"
        case .contacts: "id, client_id, name, title, function, may_call"
        case .contactDetails: "id, client_id, email, phone, cleared"
        case .vacancies: "id, client_id, recruiter_id, title, decision_maker_id, opened_on, closed_on, close_reason"
        case .candidates: "id, name, email, phone, recruiter_id, registered_on"
        case .referrers: "id, name, email, client_id, contact_id, recruiter_id"
        case .programmes: "id, name, sponsor_client_id, amount_minor, currency, instalments, pays_beside_fee, starts_on"
        case .nominations:
            "id, programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, candidate_id, client_id, vacancy_id, made_at, made_on, confirmed_at"
        case .ties: "client_id, contact_id, person, relation, declared_at, declared_by"
        case .deskLoans: "recruiter_id, to_recruiter_id, from_on, to_on, returned_at, lent_by"
        case .submissions:
            """
            id, candidate_id, client_id, vacancy_id, recruiter_id, nomination_id, channel, stage, sent_on, closed_on, close_reason, created_at, \
            published_stage, published_on, published_closed_on
            """
        case .consents: "id, candidate_id, wording, given_at, recorded_by"
        case .withdrawals: "id, candidate_id, reason, withdrawn_at, recorded_by"
        case .interviews:
            """
            id, submission_id, candidate_id, client_id, recruiter_id, round, starts_at, ends_at, location, held_on, default_due_on, due_on, \
            resolved_on, answered_on, published_answered_on, cancelled_at, cancel_reason
            """
        case .interviewers: "interview_id, contact_id, candidate_id, client_id"
        case .debriefs:
            "id, client_id, recruiter_id, further_round, decision_on, feedback_by, attendees, would_not_say, debriefed_at, debriefed_by"
        case .promises: "id, interview_id, candidate_id, client_id, recruiter_id, date, given_on, contact_id, recorded_by, recorded_at"
        case .chases:
            """
            id, interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, kind, outcome, is_answered, logged_by, \
            logged_at
            """
        case .feedback:
            """
            id, interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments, rating, received_on, contact_id, method, \
            logged_at, logged_on, logged_by, released_at, withheld_at
            """
        case .releases:
            "id, feedback_id, submission_id, interview_id, candidate_id, recruiter_id, outcome, message, released_at, released_on, released_by"
        case .withholdings: "id, recruiter_id, reason, withheld_at, withheld_by"
        case .enquiries:
            "id, submission_id, candidate_id, recruiter_id, question, asked_at, asked_on, due_on, answer, answered_at, answered_on, answered_by"
        case .incidents: "id, submission_id, candidate_id, recruiter_id, kind, happened_on, description, recorded_at, recorded_by"
        case .auditEvents: "at, account_id, operation, action, table_name, row_id, changes"
        }
    }
}

/// Rows for each table.
struct ScaledRows: Sendable {
    private var texts = [CopyText](repeating: CopyText(), count: ScaledTable.allCases.count)

    subscript(table: ScaledTable) -> CopyText {
        get { texts[table.rawValue] }
        _modify { yield &texts[table.rawValue] }
    }

    var rows: Int { texts.reduce(0) { $0 + $1.rows } }

    mutating func append(_ other: ScaledRows) {
        for table in ScaledTable.allCases { self[table].append(other[table]) }
    }
}
