import Agency
import Postgres

extension DemoTimeline {
    /// An interview of an hour with the company's interviewer and, from the second round on, the decision maker.
    mutating func schedule(
        _ submission: Submission, on day: CivilDate, hour: Int = 11, scheduledOn: CivilDate? = nil, round: Int = 1
    ) throws -> Interview {
        let company = submission.company
        let days = days(company)
        let id = nextID("interviews")
        let location = round == 1 ? "Video call" : "\(company.name), reception"
        let known = try scheduledOn ?? days.before(min(day, days.today), 4)
        let start = "\(day) \(hour < 10 ? "0" : "")\(hour):00"
        add(
            known, minute: 630, days,
            """
            insert into liaison.interviews (id, submission_id, candidate_id, client_id, recruiter_id, starts_at, ends_at, location)
            overriding system value
            values (\(id), \(submission.id), \(submission.candidate.id), \(company.id), \(submission.desk.rawValue),
                    \(start)::timestamp at time zone \(company.zone),
                    (\(start)::timestamp + interval '1 hour') at time zone \(company.zone), \(location))
            """)
        let people =
            round == 1
            ? [company.contact(.interviewer)] : [company.contact(.interviewer), company.contact(.decisionMaker)]
        for person in people {
            add(
                known, minute: 631, days,
                """
                insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id)
                values (\(id), \(person.id), \(submission.candidate.id), \(company.id))
                """)
        }
        return Interview(id: id, submission: submission, heldOn: day)
    }

    mutating func cancel(_ interview: Interview, on day: CivilDate, reason: String) {
        add(
            day, minute: 700, days(interview.submission.company),
            """
            update liaison.interviews set cancelled_at = liaison.now(), cancel_reason = \(reason) where id = \(interview.id)
            """)
    }

    /// The agent's facts, gathered on the next business day (T1); a fact that is nil was not said.
    mutating func debrief(
        _ interview: Interview, feedbackBy: CivilDate? = nil, decisionOn: CivilDate? = nil, furtherRound: Bool? = true,
        isComplete: Bool = true
    ) throws {
        let company = interview.submission.company
        let days = days(company)
        var unsaid: [String] = []
        if isComplete {
            unsaid = ["further_round_on", "promised"]
            if feedbackBy == nil { unsaid.append("feedback_by") }
            if decisionOn == nil { unsaid.append("decision_on") }
            if furtherRound == nil { unsaid.append("further_round") }
        }
        let person = company.contact(.interviewer)
        add(
            try days.after(interview.heldOn, 1), minute: 650, days,
            """
            insert into liaison.debriefs (id, client_id, recruiter_id, further_round, decision_on, feedback_by, attendees,
                                          would_not_say, debriefed_by)
            values (\(interview.id), \(company.id), \(interview.submission.desk.rawValue), \(furtherRound), \(decisionOn), \(feedbackBy),
                    \("\(person.name), \(person.title)"), \(unsaid), \(account(of: interview.submission.desk)))
            """)
    }

    /// A date by which the client said it would answer.
    mutating func promise(
        _ interview: inout Interview, _ date: CivilDate, givenOn day: CivilDate, by function: ContactFunction = .hr
    ) {
        let company = interview.submission.company
        interview.promises.append(PromiseGiven(givenOn: day, date: date))
        add(
            day, minute: 860, days(company),
            """
            insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on, contact_id, recorded_by)
            values (\(interview.id), \(interview.submission.candidate.id), \(company.id), \(interview.submission.desk.rawValue),
                    \(date), \(day), \(company.contact(function).id), \(account(of: interview.submission.desk)))
            """)
    }

    /// A contact with the client on the first day from `earliest` on that the rules allow (T4-T6, T18).
    ///
    /// - Returns: the day, or nil if there is none yet.
    @discardableResult
    mutating func chase(
        _ interview: inout Interview, from earliest: CivilDate, _ function: ContactFunction, isAnswered: Bool = false,
        outcome: String = "No answer.", byCandidate: Bool = false
    ) throws -> CivilDate? {
        let company = interview.submission.company
        let days = days(company)
        let person = company.contact(function)
        var day = max(earliest, interview.heldOn)
        while day <= days.today {
            let window = try days.etiquette.chaseWindow(
                held: interview.heldOn, promises: interview.promises, contacts: interview.contacts,
                grace: byCandidate ? 2 : 0, asOf: day)
            let isFree = spoken[person.id, default: []].allSatisfy { abs($0.days(since: day)) > 2 }
            if day >= window.opens, days.isBusinessDay(day), isFree { break }
            day = try day.adding(days: 1)
        }
        guard day <= days.today else { return nil }
        spoken[person.id, default: []].append(day)
        interview.contacts.append(ContactMade(on: day, kind: .chase))
        let candidate = interview.submission.candidate.id
        let logger = byCandidate ? account(.candidate, candidate) : account(of: interview.submission.desk)
        add(
            day, minute: 840, days,
            """
            insert into liaison.chases (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, kind,
                                        outcome, is_answered, by_candidate, logged_by)
            values (\(interview.id), \(candidate), \(company.id), \(interview.submission.desk.rawValue), \(person.id), \(day),
                    \(person.mayCall ? ContactMethod.phone : .email), 'chase', \(outcome), \(isAnswered), \(byCandidate), \(logger))
            """)
        return day
    }

    /// What the client said, logged on the day it came.
    mutating func feedback(
        _ interview: Interview, _ decision: Decision, on day: CivilDate, _ comments: String, rating: Int,
        byClient: Bool = false
    ) -> Int64 {
        let id = nextID("feedback")
        let submission = interview.submission
        let person = submission.company.contact(byClient ? .decisionMaker : .hr)
        let logger = byClient ? account(.client, person.id) : account(of: submission.desk)
        add(
            day, minute: 900, days(submission.company),
            """
            insert into liaison.feedback (id, interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments,
                                          rating, received_on, contact_id, method, logged_by)
            overriding system value
            values (\(id), \(interview.id), \(submission.id), \(submission.candidate.id), \(submission.company.id),
                    \(submission.desk.rawValue), \(decision), \(comments), \(rating), \(day), \(person.id),
                    \(byClient ? "portal" : "phone"), \(logger))
            """)
        return id
    }

    mutating func release(
        _ feedback: Int64, of interview: Interview, _ outcome: Decision, on day: CivilDate, _ message: String
    ) {
        let submission = interview.submission
        add(
            day, minute: 930, days(submission.company),
            """
            insert into liaison.releases (feedback_id, submission_id, interview_id, candidate_id, recruiter_id, outcome, message, released_by)
            values (\(feedback), \(submission.id), \(interview.id), \(submission.candidate.id), \(submission.desk.rawValue), \(outcome),
                    \(message), \(account(of: submission.desk)))
            """)
    }

    mutating func withhold(_ feedback: Int64, of interview: Interview, on day: CivilDate, _ reason: String) {
        let submission = interview.submission
        add(
            day, minute: 930, days(submission.company),
            """
            insert into liaison.withholdings (id, recruiter_id, reason, withheld_by)
            values (\(feedback), \(submission.desk.rawValue), \(reason), \(account(of: submission.desk)))
            """)
    }

    /// Closes a submission with a word to the candidate (T19).
    mutating func closeWithWord(_ submission: Submission, on day: CivilDate, reason: String, _ message: String) {
        close(submission, as: .closed, on: day, reason: reason)
        add(
            day, minute: 1005, days(submission.company),
            """
            insert into liaison.releases (submission_id, candidate_id, recruiter_id, outcome, message, released_by)
            values (\(submission.id), \(submission.candidate.id), \(submission.desk.rawValue), 'closed', \(message),
                    \(account(of: submission.desk)))
            """)
    }
}
