import Agency

/// The overdue feedback of a day (T3), interview by interview or summed up.
package struct OverdueReport: Codable, Sendable {
    package var items: [OverdueItem]
    package var next: String?
}

/// A line of the overdue report.
package enum OverdueItem: Codable, Sendable {
    case interview(OverdueFeedback)
    case group(OverdueGroup)

    package init(from decoder: any Decoder) throws {
        // The line of an interview is the usual one, and so what the API document shows.
        if let interview = try? OverdueFeedback(from: decoder) {
            self = .interview(interview)
        } else {
            self = .group(try OverdueGroup(from: decoder))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .interview(let interview): try interview.encode(to: encoder)
        case .group(let group): try group.encode(to: encoder)
        }
    }
}

/// A held interview whose feedback is overdue, and what to do next.
package struct OverdueFeedback: Codable, Sendable {
    package var interviewId: Int64
    package var candidate: String
    package var client: String
    package var vacancy: String
    package var recruiter: String?
    package var heldOn: CivilDate
    package var dueOn: CivilDate
    /// The date that was promised first (T7), or null.
    package var firstPromisedOn: CivilDate?
    package var slips: Int
    package var daysOverdue: Int
    package var businessDaysOverdue: Int
    /// Null, as all that follows, for a client contact: chases are the agency's own.
    package var chases: Int?
    package var lastChasedOn: CivilDate?
    package var chaseState: ChaseState?
    package var chaseOpens: CivilDate?
    package var chaseBy: CivilDate?
    package var recommendedContact: String?
}

/// Overdue feedback summed up for a client, a recruiter or a contact.
package struct OverdueGroup: Codable, Sendable {
    /// The id of the client, recruiter or contact; null where a client has no contacts.
    package var key: Int64?
    package var name: String
    package var overdue: Int64
    package var daysOverdueMax: Int
    package var oldestDueOn: CivilDate
}

/// What the overdue report can be summed up by.
package enum OverdueGrouping: String, CaseIterable, Codable, Sendable, SchemaDescribing {
    case client, recruiter, contact
}

extension ChaseState: SchemaDescribing {}

extension OverdueFeedback: TableRow {
    package static let columns = [
        "interview_id", "candidate", "client", "vacancy", "recruiter", "held_on", "due_on", "first_promised_on", "slips",
        "days_overdue", "business_days_overdue", "chases", "last_chased_on", "chase_state", "chase_opens", "chase_by",
        "recommended_contact",
    ]

    package func write(to lines: inout CSVLines) {
        lines.cell(interviewId)
        lines.cell(candidate)
        lines.cell(client)
        lines.cell(vacancy)
        lines.cell(recruiter)
        lines.cell(heldOn)
        lines.cell(dueOn)
        lines.cell(firstPromisedOn)
        lines.cell(slips)
        lines.cell(daysOverdue)
        lines.cell(businessDaysOverdue)
        lines.cell(chases)
        lines.cell(lastChasedOn)
        lines.cell(chaseState?.rawValue)
        lines.cell(chaseOpens)
        lines.cell(chaseBy)
        lines.cell(recommendedContact)
    }
}

extension OverdueGroup: TableRow {
    package static let columns = ["key", "name", "overdue", "days_overdue_max", "oldest_due_on"]

    package func write(to lines: inout CSVLines) {
        lines.cell(key)
        lines.cell(name)
        lines.cell(overdue)
        lines.cell(daysOverdueMax)
        lines.cell(oldestDueOn)
    }
}
