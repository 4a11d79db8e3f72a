import Postgres

extension TestDatabase {
    /// An interview of a sent submission, with the company's first interviewer, from nine to ten in the company's zone.
    ///
    /// - Returns: its id.
    package func heldInterview(_ submission: Int64, on date: String, interviewer: Int64? = nil) async throws -> Int64 {
        try await value(
            """
            with made as (
                insert into liaison.interviews (submission_id, candidate_id, client_id, recruiter_id, starts_at, ends_at)
                select s.id, s.candidate_id, s.client_id, s.recruiter_id,
                       (\(date)::date + time '09:00') at time zone c.time_zone,
                       (\(date)::date + time '10:00') at time zone c.time_zone
                  from liaison.submissions s join liaison.clients c on c.id = s.client_id
                 where s.id = \(submission)
                returning id, candidate_id, client_id
            ), met as (
                insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id)
                select id, coalesce(\(interviewer), client_id * 100 + 3), candidate_id, client_id from made
            )
            select id from made
            """)
    }

    /// A promise of feedback by a date, given on another.
    @discardableResult
    package func promise(_ interview: Int64, by date: String, given: String) async throws -> Int64 {
        try await value(
            """
            insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on)
            select id, candidate_id, client_id, recruiter_id, \(date)::date, \(given)::date
              from liaison.interviews where id = \(interview)
            returning id
            """)
    }
}
