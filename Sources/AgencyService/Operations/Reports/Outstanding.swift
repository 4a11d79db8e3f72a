import Agency
import Postgres

/// Interviews whose feedback is outstanding, as SQL that reads only them.
enum Outstanding {
    /// Which of the outstanding interviews.
    struct Narrowing {
        /// The day they are looked at, as in `ReportDay`.
        var asOf: CivilDate?
        /// Only those due before so many days after it; a whole number.
        var daysAhead: SQL = "0"
        /// Conditions on the interview `i`.
        var rows: SQL = ""
        var cursor: DayCursor?
        /// Nil for all of them, in no order.
        var limit: Int64?

        fileprivate func end(_ order: StaticString) -> SQL { limit.map { "order by \(raw: "\(order)") limit \($0)" } ?? "" }
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
           and i.due_on < (select d.as_of + \(narrowing.daysAhead) from day d)\(narrowing.rows)
           \(narrowing.cursor.after("i.due_on", "i.id"))
         \(narrowing.end("i.due_on, i.id"))
        """
    }

    /// For a past day the stored due date may be a promise of later, so it is found again in the history of promises.
    ///
    /// From today on this half never runs, as its first condition has no column in it.
    private static func past(_ narrowing: Narrowing, asOf: CivilDate) -> SQL {
        """
        select i.id, coalesce(u.date, i.default_due_on) as due_on from (\(open(on: asOf, narrowing.rows))) i
          left join lateral (select p.date from liaison.promises p where p.interview_id = i.id and p.given_on <= \(asOf)
                              order by p.given_on desc, p.id desc limit 1) u on true
         where coalesce(u.date, i.default_due_on) < \(asOf) + \(narrowing.daysAhead)
           \(narrowing.cursor.after("coalesce(u.date, i.default_due_on)", "i.id"))
         \(narrowing.end("2, 1"))
        """
    }

    /// The interviews that were held by a past day and had no answer on it.
    ///
    /// Most are answered within four weeks, so the weeks before the day hold them; of the older ones only those that wait still, or
    /// waited long, which have an index each.
    static func open(on asOf: CivilDate, _ rows: SQL) -> SQL {
        let parts: [SQL] = [
            "i.held_on between \(asOf) - 28 and \(asOf) and (i.resolved_on is null or i.resolved_on > \(asOf))",
            "i.held_on < \(asOf) - 28 and i.resolved_on is null",
            "i.held_on < \(asOf) - 28 and i.resolved_on > \(asOf) and i.resolved_on - i.held_on > 28",
        ]
        return parts.map { part -> SQL in
            """
            select i.id, i.held_on, i.default_due_on from liaison.interviews i
             where not (select d.is_current from day d) and i.cancelled_at is null and \(part)\(rows)
            """
        }.joined(by: " union all ")
    }

    /// The rows of the table `page` with everything that a plan needs, as `OutstandingInterview` reads them.
    ///
    /// Facts about one interview are looked up for each row: for a page that is all there is to do, and for a whole report it takes
    /// no longer than to sum up the tables first (measured with a million rows).
    /// - Parameters:
    ///   - withContacts: whether each row carries its client's contacts; else they come from a `ContactBook`.
    ///   - more: further columns, behind those that `OutstandingInterview` reads.
    static func rows(for role: Role?, withContacts: Bool = true, and more: SQL = "") -> SQL {
        // A client contact has no grant on chases, and sees the recruiter of the company alone (RULES 7).
        let isClient = role == .client
        let chases: SQL =
            isClient
            ? "(select null::bigint as count, null::date as last_on, null::date as last_contact_on, null::bigint[] as unanswered)"
            : """
            (select count(*) filter (where h.kind = 'chase') as count, max(h.made_on) filter (where h.kind = 'chase') as last_on,
                    max(h.made_on) as last_contact_on,
                    array_agg(h.contact_id) filter (where h.kind = 'chase' and not h.is_answered) as unanswered
               from liaison.chases h where h.interview_id = i.id and (d.is_current or h.made_on <= d.as_of))
            """
        let contacts: SQL =
            withContacts
            ? """
            , array(select \(CompanyContacts.text("n")) from liaison.contacts n
                     where n.client_id = i.client_id order by n.id) as contacts
            """ : ""
        // For a page each client is asked by its index; "not exists" would read every contact there is, which a whole report may.
        let deciders: SQL = "from liaison.contacts n where n.client_id = i.client_id and n.function in ('hr', 'decision_maker')"
        let isWithoutDecider: SQL = withContacts ? "(select count(*) \(deciders)) = 0" : "not exists (select \(deciders))"
        return """
            select i.id as interview_id, i.submission_id, k.name as candidate, c.name as client, v.title as vacancy,
                   r.name as recruiter, i.held_on, page.due_on, d.as_of, i.client_id, c.calendar_id, b.version as calendar_version,
                   \(SQL.policyVersion) as policy_version,
                   v.decision_maker_id,
                   array(select p.date from liaison.promises p
                          where p.interview_id = i.id and (d.is_current or p.given_on <= d.as_of)
                          order by p.given_on, p.id) as promises,
                   h.count as chases, h.last_on as last_chased_on, h.last_contact_on, h.unanswered,
                   case when \(isWithoutDecider)
                        then array(select w.contact_id from liaison.interviewers w
                                    where w.interview_id = i.id order by w.contact_id) end as interviewers\(contacts)\(more)
              from page
             cross join day d
              join liaison.interviews i on i.id = page.id
              join liaison.submissions s on s.id = i.submission_id
              join liaison.vacancies v on v.id = s.vacancy_id
              join liaison.candidates k on k.id = i.candidate_id
              join liaison.clients c on c.id = i.client_id
              join liaison.calendars b on b.id = c.calendar_id
              left join liaison.recruiters r on r.id = \(raw: isClient ? "c.recruiter_id" : "i.recruiter_id")
             cross join lateral \(chases) h
             order by page.due_on, i.id
            """
    }
}
