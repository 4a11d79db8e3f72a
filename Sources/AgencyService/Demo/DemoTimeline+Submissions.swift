import Agency
import Postgres

extension DemoTimeline {
    /// A candidate for a vacancy, registered on a day; consent and sending follow on the next business days if asked for.
    mutating func submit(
        _ candidate: Int64, for vacancy: Int64, _ channel: Channel = .agency, on day: CivilDate,
        nomination: Int64? = nil, consents: Bool = true, sends: Bool = true
    ) throws -> Submission {
        let submission = Submission(
            id: nextID("submissions"), candidate: DemoPeople.candidates[Int(candidate) - 1],
            vacancy: DemoVacancy.all[Int(vacancy) - 1], channel: channel)
        let company = submission.company
        let days = days(company)
        add(
            day, minute: 570, days,
            """
            insert into liaison.submissions (id, candidate_id, client_id, vacancy_id, recruiter_id, nomination_id, channel)
            overriding system value
            values (\(submission.id), \(candidate), \(company.id), \(vacancy), \(submission.desk.rawValue), \(nomination), \(channel))
            """)
        if consents, channel == .agency {
            let words = "Yes, please put me forward to \(company.name) as \(submission.vacancy.title)."
            let recorder =
                candidate == DemoCast.agencyCandidate ? account(.candidate, candidate) : account(of: submission.desk)
            add(
                try days.after(day, 1), minute: 585, days,
                """
                insert into liaison.consents (id, candidate_id, wording, recorded_by)
                values (\(submission.id), \(candidate), \(words), \(recorder))
                """)
        }
        if sends {
            let sentOn = try days.after(day, 2)
            add(
                sentOn, minute: 600, days,
                "update liaison.submissions set stage = 'sent', sent_on = \(sentOn) where id = \(submission.id)")
        }
        return submission
    }

    /// A candidate who was sent in time for an interview on a day.
    mutating func candidacy(
        _ candidate: Int64, for vacancy: Int64, _ channel: Channel = .agency, interviewOn day: CivilDate,
        hour: Int = 11,
        nomination: Int64? = nil
    ) throws -> Interview {
        let days = days(DemoVacancy.all[Int(vacancy) - 1].company)
        let start = try days.before(min(day, days.today), 9)
        let submission = try submit(candidate, for: vacancy, channel, on: start, nomination: nomination)
        return try schedule(submission, on: day, hour: hour)
    }

    mutating func close(_ submission: Submission, as stage: Stage, on day: CivilDate, reason: String) {
        add(
            day, minute: 1000, days(submission.company),
            """
            update liaison.submissions set stage = \(stage), closed_on = \(day), close_reason = \(reason)
             where id = \(submission.id)
            """)
    }

    mutating func withdraw(_ submission: Submission, on day: CivilDate, reason: String) {
        add(
            day, minute: 990, days(submission.company),
            """
            insert into liaison.withdrawals (id, candidate_id, reason, recorded_by)
            values (\(submission.id), \(submission.candidate.id), \(reason), \(account(of: submission.desk)))
            """)
    }

    /// A question of the candidate; answered some business days later, or not yet.
    mutating func ask(
        _ submission: Submission, on day: CivilDate, _ question: String, answer: String? = nil,
        answeredOn: CivilDate? = nil
    ) {
        let id = nextID("enquiries")
        let agency = setting.agency
        add(
            day, minute: 620, agency,
            """
            insert into liaison.enquiries (id, submission_id, candidate_id, recruiter_id, question) overriding system value
            values (\(id), \(submission.id), \(submission.candidate.id), \(submission.desk.rawValue), \(question))
            """)
        guard let answer, let answeredOn else { return }
        add(
            answeredOn, minute: 640, agency,
            """
            update liaison.enquiries set answer = \(answer), answered_at = liaison.now(), answered_on = liaison.agency_today(),
                   answered_by = \(submission.desk.rawValue)
             where id = \(id)
            """)
    }

    mutating func report(_ submission: Submission, _ kind: String, on day: CivilDate, _ description: String) {
        add(
            day, minute: 960, days(submission.company),
            """
            insert into liaison.incidents (submission_id, candidate_id, recruiter_id, kind, happened_on, description, recorded_by)
            values (\(submission.id), \(submission.candidate.id), \(submission.desk.rawValue), \(kind), \(day), \(description),
                    \(account(of: submission.desk)))
            """)
    }
}
