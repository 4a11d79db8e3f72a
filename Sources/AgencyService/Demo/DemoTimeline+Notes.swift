import Agency
import Postgres

/// Thank-you notes, material and references of the demo agency (T10 to T12).
extension DemoTimeline {
    /// A note to the company's interviewer.
    mutating func thank(_ interview: Interview, on day: CivilDate, _ message: String) -> Int64 {
        let id = nextID("notes")
        let submission = interview.submission
        add(
            day, minute: 1080, days(submission.company),
            """
            insert into liaison.notes (id, interview_id, candidate_id, client_id, recruiter_id, contact_id, message)
            overriding system value
            values (\(id), \(interview.id), \(submission.candidate.id), \(submission.company.id), \(submission.desk.rawValue),
                    \(submission.company.contact(.interviewer).id), \(message))
            """)
        return id
    }

    mutating func forward(_ note: Int64, of interview: Interview, on day: CivilDate) {
        let submission = interview.submission
        add(
            day, minute: 1090, days(submission.company),
            """
            update liaison.notes set forwarded_at = liaison.now(), forwarded_by = \(account(of: submission.desk)) where id = \(note)
            """)
    }

    mutating func giveBack(_ note: Int64, of interview: Interview, on day: CivilDate, reason: String) {
        let submission = interview.submission
        add(
            day, minute: 1090, days(submission.company),
            """
            update liaison.notes
               set return_reason = \(reason), returned_at = liaison.now(), returned_by = \(account(of: submission.desk))
             where id = \(note)
            """)
    }

    /// What the candidate promised, as the agent heard it.
    mutating func promised(_ interview: Interview, on day: CivilDate, _ what: String) {
        addMaterial(interview, on: day, what, .material, isPromise: true, by: account(of: interview.submission.desk))
    }

    /// What the candidate gives the agent to pass on.
    mutating func handOver(_ interview: Interview, on day: CivilDate, _ what: String, _ kind: MaterialKind) {
        let author = account(.candidate, interview.submission.candidate.id)
        addMaterial(interview, on: day, what, kind, isPromise: false, by: author)
    }

    private mutating func addMaterial(
        _ interview: Interview, on day: CivilDate, _ what: String, _ kind: MaterialKind, isPromise: Bool, by account: Int64
    ) {
        let submission = interview.submission
        add(
            day, minute: 1100, days(submission.company),
            """
            insert into liaison.materials (id, interview_id, candidate_id, client_id, recruiter_id, what, kind, is_promise, added_by)
            overriding system value
            values (\(nextID("materials")), \(interview.id), \(submission.candidate.id), \(submission.company.id),
                    \(submission.desk.rawValue), \(what), \(kind), \(isPromise), \(account))
            """)
    }

    /// Two references of an interview's candidate: one who was told of the position and asked, and one who was not.
    mutating func references(_ interview: Interview) throws {
        let submission = interview.submission
        let agency = setting.agency
        let told = nextID("candidate_references")
        add(
            try agency.back(6), minute: 600, agency,
            """
            insert into liaison.candidate_references (id, candidate_id, recruiter_id, name, relation, company, email, phone)
            overriding system value
            values (\(told), \(submission.candidate.id), \(submission.desk.rawValue), 'Harriet Lowe', 'former manager', 'Lowe Optics',
                    'harriet.lowe@loweoptics.example', '+44 20 7946 0955'),
                   (\(nextID("candidate_references")), \(submission.candidate.id), \(submission.desk.rawValue), 'Paul Serrano', 'colleague',
                    null, null, '+44 7700 900888')
            """)
        add(
            try agency.back(6), minute: 610, agency,
            """
            insert into liaison.reference_alerts (reference_id, candidate_id, vacancy_id)
            values (\(told), \(submission.candidate.id), \(submission.vacancy.id))
            """)
        add(
            try agency.back(4), minute: 900, agency,
            """
            insert into liaison.reference_contacts (reference_id, vacancy_id, contacted_on, method, outcome, logged_by)
            values (\(told), \(submission.vacancy.id), liaison.agency_today(), 'phone', 'Speaks warmly of her calm with customers.',
                    \(account(of: submission.desk)))
            """)
    }
}
