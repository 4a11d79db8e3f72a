import Agency
import Postgres

/// What stands around an interview, part by part.
extension ExplainedRow {
    /// Whom the candidate met and the latest note to each; a client contact reads what was let across.
    static func thanks(for role: Role?) -> SQL {
        let returned: SQL = role == .client ? "null::date" : "liaison.local_date(n.returned_at, s.time_zone)"
        return """
            (select coalesce(jsonb_agg(jsonb_build_object('contact_id', p.id, 'name', p.name, 'written_on', n.written_on,
                             'forwarded_on', liaison.local_date(n.forwarded_at, s.time_zone), 'returned_on', n.returned_on) order by p.id), '[]')
               from liaison.interviewers w
               join liaison.contacts p on p.id = w.contact_id
               left join lateral (select n.written_on, n.forwarded_at, \(returned) as returned_on
                                    from liaison.notes n where n.interview_id = w.interview_id and n.contact_id = w.contact_id
                                   order by n.id desc limit 1) n on true
              where w.interview_id = i.id)
            """
    }

    /// Material of the interview, and the candidate's references with when they were told of the position.
    static let shared: SQL = """
        , (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'is_promise', m.is_promise, 'added_on', m.added_on,
                           'due_on', m.due_on, 'done_on', m.done_on, 'returned_on', liaison.local_date(m.returned_at, s.time_zone))
                           order by m.id), '[]')
             from liaison.materials m where m.interview_id = i.id) as material,
        (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'told_on',
                         (select t.told_on from liaison.reference_alerts t where t.reference_id = f.id and t.vacancy_id = s.vacancy_id))
                         order by f.id), '[]')
           from liaison.candidate_references f where f.candidate_id = s.candidate_id) as referees
        """

    /// What staff know beside; row-level security leaves out what is for the own desk alone.
    static let staff: SQL = """
        , liaison.runs_desk(s.recruiter_id) as runs, s.sent_on, s.closed_on,
        (select liaison.local_date(g.given_at, s.agency_zone) from liaison.consents g where g.id = s.id) as consented_on,
        (select coalesce(jsonb_agg(o.happened_on order by o.id), '[]') from liaison.incidents o
          where o.candidate_id = s.candidate_id and o.submission_id = s.id) as incidents,
        (select \(Debrief.missing) from liaison.debriefs d
          where d.id = i.id and liaison.local_date(d.debriefed_at, s.time_zone) <= s.day) as missing,
        (select coalesce(jsonb_agg(jsonb_build_object('contact_id', n.id, 'on', h.made_on, 'by', h.by)), '[]')
           from liaison.contacts n
          cross join lateral (select h.made_on, case when h.by_candidate then 'a candidate' else u.name end as by
                                from liaison.chases h left join liaison.recruiters u on u.id = h.recruiter_id
                               where h.client_id = n.client_id and h.contact_id = n.id
                                 and h.made_on = (select max(x.made_on) from liaison.chases x
                                                   where x.client_id = n.client_id and x.contact_id = n.id and x.made_on <= s.day)
                               order by h.id desc limit 1) h
          where n.client_id = s.client_id) as spoken,
        (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'logged_on', f.logged_on,
                         'settled_on', liaison.local_date(coalesce(f.released_at, f.withheld_at), s.agency_zone)) order by f.id), '[]')
           from liaison.feedback f where f.submission_id = s.id) as feedback,
        (select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'state', t.state, 'due_on', t.due_on, 'opened_on', t.opened_on,
                         'closed_on', t.closed_on) order by t.id), '[]')
           from liaison.tasks t where t.candidate_id = s.candidate_id and t.submission_id = s.id) as tasks,
        (select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'asked_on', q.asked_on, 'answered_on', q.answered_on) order by q.id), '[]')
           from liaison.enquiries q where q.candidate_id = s.candidate_id and q.submission_id = s.id) as enquiries,
        liaison.last_heard(s.id) as last_heard_on
        """
}
