import Agency
import Postgres

/// Interviews whose feedback is outstanding, as SQL that reads only them.
enum Outstanding {
    /// Which of the outstanding interviews.
    struct Narrowing {
        /// The day they are looked at, as in `ReportDay`.
        var asOf: CivilDate?
        /// Only those due before so many days after it.
        var daysAhead = 0
        /// Conditions on the interview `i`.
        var rows: SQL = ""
        var cursor: DayCursor?
        var limit: Int64
    }

    /// A common table `page` of interview ids with their due dates as known on the day; it stands on the table `day`.
    static func page(_ narrowing: Narrowing) -> SQL {
        guard let asOf = narrowing.asOf else { return "page as materialized (\(current(narrowing)))" }
        return """
            page as materialized (
                (\(current(narrowing)))
                union all
                (\(past(narrowing, asOf: asOf))))
            """
    }

    /// From today on the stored due date is the one in force, and the partial index gives the rows in their order.
    private static func current(_ narrowing: Narrowing) -> SQL {
        """
        select i.id, i.due_on from liaison.interviews i
         where (select d.is_current from day d) and i.resolved_on is null and i.cancelled_at is null
           and i.held_on <= (select d.as_of from day d)
           and i.due_on < (select d.as_of + \(narrowing.daysAhead)::integer from day d)\(narrowing.rows)
           \(narrowing.cursor.after("i.due_on", "i.id"))
         order by i.due_on, i.id limit \(narrowing.limit)
        """
    }

    /// For a past day the stored due date may be a promise of later, so it is found again in the history of promises.
    ///
    /// The rows are those still open and those resolved since, by the two partial indexes. From today on this half never
    /// runs, as its first condition has no column in it.
    private static func past(_ narrowing: Narrowing, asOf: CivilDate) -> SQL {
        """
        select i.id, coalesce(u.date, i.default_due_on) as due_on from liaison.interviews i
          left join lateral (select p.date from liaison.promises p where p.interview_id = i.id and p.given_on <= \(asOf)
                              order by p.given_on desc, p.id desc limit 1) u on true
         where not (select d.is_current from day d)
           and (i.resolved_on is null or i.resolved_on > \(asOf)) and i.cancelled_at is null and i.held_on <= \(asOf)
           and coalesce(u.date, i.default_due_on) < \(asOf) + \(narrowing.daysAhead)::integer\(narrowing.rows)
           \(narrowing.cursor.after("coalesce(u.date, i.default_due_on)", "i.id"))
         order by 2, 1 limit \(narrowing.limit)
        """
    }

    /// The rows of the table `page` with everything that a plan needs.
    static func rows(for role: Role?) -> SQL {
        // A client contact has no grant on chases, and sees the recruiter of the company alone (RULES 7).
        let isClient = role == .client
        let chases: SQL =
            isClient
            ? "null"
            : """
            (select coalesce(jsonb_agg(jsonb_build_object('contact_id', h.contact_id, 'made_on', h.made_on, 'kind', h.kind,
                                                          'is_answered', h.is_answered) order by h.made_on, h.id), '[]')
               from liaison.chases h where h.interview_id = i.id and (d.is_current or h.made_on <= d.as_of))
            """
        return """
            select i.id as interview_id, i.submission_id, k.name as candidate, c.name as client, v.title as vacancy,
                   r.name as recruiter, i.held_on, page.due_on, d.as_of, c.calendar_id, b.version as calendar_version,
                   v.decision_maker_id,
                   jsonb_build_object(
                       'promises', (select coalesce(jsonb_agg(jsonb_build_object('given_on', p.given_on, 'date', p.date)
                                                              order by p.given_on, p.id), '[]')
                                      from liaison.promises p
                                     where p.interview_id = i.id and (d.is_current or p.given_on <= d.as_of)),
                       'chases', \(chases),
                       'contacts', (select coalesce(jsonb_agg(
                                               jsonb_build_object('id', n.id, 'name', n.name, 'function', n.function,
                                                                  'may_call', n.may_call) order by n.id), '[]')
                                      from liaison.contacts n where n.client_id = i.client_id),
                       'interviewers', (select coalesce(jsonb_agg(w.contact_id order by w.contact_id), '[]')
                                          from liaison.interviewers w where w.interview_id = i.id)) as detail
              from page
             cross join day d
              join liaison.interviews i on i.id = page.id
              join liaison.submissions s on s.id = i.submission_id
              join liaison.vacancies v on v.id = s.vacancy_id
              join liaison.candidates k on k.id = i.candidate_id
              join liaison.clients c on c.id = i.client_id
              join liaison.calendars b on b.id = c.calendar_id
              left join liaison.recruiters r on r.id = \(raw: isClient ? "c.recruiter_id" : "i.recruiter_id")
             order by page.due_on, i.id
            """
    }
}
