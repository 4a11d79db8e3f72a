import Agency
import Postgres

enum StatusOperations {
    static let all = [AnyOperation(status)]

    static let status = Operation<NoInput, CandidateStatus>(
        "status", "Show what is known, what happens next, and what you may do now", route: .get("/status"),
        roles: [.candidate], rules: ["R1", "R2", "R9", "R11", "T2", "T4", "T10", "T17"]
    ) { _, call in
        let facts = try await facts(call)
        let etiquettes = try await call.etiquettes(facts.flatMap { [$0.source, $0.agencySource] })
        return CandidateStatus(
            submissions: try facts.map { fact in
                try SubmissionStatus(
                    fact, client: etiquettes[fact.source], agency: etiquettes[fact.agencySource].on(fact.agencyToday))
            })
    }

    /// The candidate's submissions with all that the status is made of.
    static func facts(_ call: Call) async throws -> [StatusFacts] { try await call.result(query).rows.map(StatusFacts.init) }

    /// One statement, so that everything shown stands at one moment; row-level security leaves the candidate's own rows.
    static let query: SQL = """
        select s.id, v.title as vacancy, c.name as client, s.channel, s.published_stage as stage, s.published_on,
               s.published_closed_on, liaison.local_date(s.created_at, a.time_zone) as created_on,
               liaison.local_date(g.given_at, a.time_zone) as consented_on,
               liaison.local_date(w.withdrawn_at, a.time_zone) as withdrawn_on, s.nomination_id,
               liaison.local_date(n.confirmed_at, a.time_zone) as referral_confirmed_on,
               r.name as agent_name, r.email as agent_email, r.phone as agent_phone,
               s.client_id, c.calendar_id, k.version as calendar_version, a.calendar_id as agency_calendar_id,
               b.version as agency_calendar_version, a.policy_version, liaison.local_date((select liaison.now()), c.time_zone) as today,
               liaison.local_date((select liaison.now()), a.time_zone) as agency_today,
               (select json_agg(json_build_array(
                           i.id, i.round, liaison.local_date(i.starts_at, c.time_zone),
                           to_char(i.starts_at at time zone c.time_zone, 'HH24:MI'), i.held_on,
                           i.ends_at <= (select liaison.now()), i.cancelled_at is not null, i.published_answered_on,
                           (select coalesce(json_agg(json_build_array(m.id, m.name, m.title) order by m.id), '[]')
                              from liaison.interviewers e join liaison.contacts m on m.id = e.contact_id
                             where e.candidate_id = i.candidate_id and e.interview_id = i.id),
                           (select coalesce(json_agg(json_build_array(p.given_on, p.date) order by p.given_on, p.id), '[]')
                              from liaison.promises p
                             where p.candidate_id = i.candidate_id and p.interview_id = i.id),
                           (select max(h.made_on) from liaison.chases h
                             where h.candidate_id = i.candidate_id and h.interview_id = i.id and h.by_candidate))
                           order by i.ends_at, i.id)
                  from liaison.interviews i
                 where i.candidate_id = s.candidate_id and i.submission_id = s.id) as interviews,
               (select json_agg(json_build_array(l.outcome, l.message, l.released_on) order by l.id)
                  from liaison.releases l
                 where l.candidate_id = s.candidate_id and l.submission_id = s.id) as releases,
               (select json_agg(json_build_array(q.question, q.asked_on, q.due_on, q.answer, q.answered_on) order by q.id)
                  from liaison.enquiries q
                 where q.candidate_id = s.candidate_id and q.submission_id = s.id) as enquiries,
               (select json_agg(json_build_array(t.interview_id, t.contact_id, t.written_on, t.return_reason) order by t.id)
                  from liaison.notes t) as notes,
               (select json_agg(json_build_array(h.message, h.sent_on) order by h.id)
                  from liaison.holding_messages h
                 where h.candidate_id = s.candidate_id and h.submission_id = s.id) as holding_messages,
               (select json_agg(json_build_array(o.call_by, o.promised_on, o.called_on) order by o.id)
                  from liaison.call_promises o
                 where o.candidate_id = s.candidate_id and o.submission_id = s.id) as calls
          from liaison.submissions s
          join liaison.vacancies v on v.id = s.vacancy_id
          join liaison.clients c on c.id = s.client_id
          join liaison.calendars k on k.id = c.calendar_id
         cross join liaison.settings a
          join liaison.calendars b on b.id = a.calendar_id
          join liaison.recruiters r on r.id = s.recruiter_id
          left join liaison.consents g on g.candidate_id = s.candidate_id and g.id = s.id
          left join liaison.withdrawals w on w.candidate_id = s.candidate_id and w.id = s.id
          left join liaison.nominations n on n.id = s.nomination_id
         order by s.id
        """
}

extension SubmissionStatus {
    /// - Parameter agency: by the policy of the agency's today.
    init(_ facts: StatusFacts, client: DatedEtiquette, agency: Etiquette) throws {
        self.init(
            id: facts.id, vacancy: facts.vacancy, client: facts.client, channel: facts.channel, stage: facts.stage,
            known: try facts.known(client.on(facts.today)), next: try facts.next(client, agency: agency),
            mayNow: try facts.permissions(client, agency: agency),
            agent: AgentReach(name: facts.agentName, email: facts.agentEmail, phone: facts.agentPhone))
    }
}
