import Agency
import Postgres

extension ReportOperations {
    /// The whole overdue report of a day summed up, the most overdue first.
    static func groups(
        of asOf: CivilDate?, by grouping: OverdueGrouping, _ rows: SQL, _ call: Call
    ) async throws -> [OverdueGroup] {
        let page = Outstanding.page(.init(asOf: asOf, rows: rows))
        let tables: SQL = "with \(ReportDay.table(asOf)), \(page)"
        switch grouping {
        case .client: return try await call.all(sums(tables, "c.id", "c.name"))
        case .recruiter:
            // A client contact sees the recruiter of the company alone (RULES 7).
            return try await call.all(
                call.role == .client
                    ? sums(tables, "c.recruiter_id", "coalesce(r.name, '')", "c.recruiter_id")
                    : sums(tables, "i.recruiter_id", "r.name", "i.recruiter_id"))
        case .contact: return try await contacts(tables, call)
        }
    }

    private static func sums(
        _ tables: SQL, _ key: StaticString, _ name: StaticString, _ recruiter: StaticString = "i.recruiter_id"
    ) -> SQL {
        """
        \(tables)
        select \(raw: "\(key)") as key, \(raw: "\(name)") as name, count(*) as overdue,
               (select d.as_of from day d) - min(page.due_on) as days_overdue_max, min(page.due_on) as oldest_due_on
          from page
          join liaison.interviews i on i.id = page.id
          join liaison.clients c on c.id = i.client_id
          left join liaison.recruiters r on r.id = \(raw: "\(recruiter)")
         group by 1, 2
         order by 3 desc, 5, 1 limit \(Paging.largest)
        """
    }

    private struct Lateness: Decodable {
        var clientId: Int64
        var calendarId: Int64
        var calendarVersion: Int64
        var policyVersion: Int64
        var asOf: CivilDate
        var dueOn: CivilDate
        var decisionMakerId: Int64?
        var interviewers: [Int64]
        /// Who was asked, once for each unanswered chase.
        var asked: [Int64]

        var source: EtiquetteSource {
            EtiquetteSource(
                calendarId: calendarId, calendarVersion: calendarVersion, policyVersion: policyVersion, clientId: clientId)
        }
    }

    private struct ClientContact: Decodable {
        var id: Int64
        var clientId: Int64
        var name: String
        var function: ContactFunction
        var mayCall: Bool
    }

    /// By whom the plan recommends to ask (T8): that choice is the etiquette's, so the rows are added up here.
    private static func contacts(_ tables: SQL, _ call: Call) async throws -> [OverdueGroup] {
        let asked: SQL =
            call.role == .client
            ? "'{}'::bigint[]"
            : """
            array(select h.contact_id from liaison.chases h
                   where h.interview_id = i.id and h.kind = 'chase' and not h.is_answered
                     and (d.is_current or h.made_on <= d.as_of))
            """
        let results = try await call.pipeline([
            """
            \(tables)
            select i.client_id, c.calendar_id, b.version as calendar_version, \(SQL.policyVersion) as policy_version, d.as_of, page.due_on, v.decision_maker_id,
                   array(select w.contact_id from liaison.interviewers w where w.interview_id = i.id) as interviewers,
                   \(asked) as asked
              from page cross join day d
              join liaison.interviews i on i.id = page.id
              join liaison.submissions s on s.id = i.submission_id
              join liaison.vacancies v on v.id = s.vacancy_id
              join liaison.clients c on c.id = i.client_id
              join liaison.calendars b on b.id = c.calendar_id
            """,
            """
            \(tables)
            select n.id, n.client_id, n.name, n.function, n.may_call from liaison.contacts n
             where n.client_id = any (array(select distinct i.client_id from page join liaison.interviews i on i.id = page.id))
             order by n.id
            """,
        ])
        let people = Dictionary(grouping: try results[1].decode(ClientContact.self), by: \.clientId)
        var groups: [Int64?: OverdueGroup] = [:]
        let rows = try results[0].decode(Lateness.self)
        let etiquettes = try await call.etiquettes(rows.map(\.source))
        for row in rows {
            let contacts = people[row.clientId] ?? []
            let advice = ContactAdvice.make(
                contacts: contacts.map { .init(id: $0.id, function: $0.function, mayCall: $0.mayCall) },
                decisionMakerID: row.decisionMakerId, interviewerIDs: Set(row.interviewers),
                attempts: row.asked.map { .init(contactID: $0, kind: .chase, isAnswered: false) },
                policy: try etiquettes[row.source].policies.policy(on: row.asOf))
            let contact = contacts.first { $0.id == advice?.contactID }
            var group =
                groups[contact?.id]
                ?? OverdueGroup(
                    key: contact?.id, name: contact?.name ?? "no contact named", overdue: 0, daysOverdueMax: 0,
                    oldestDueOn: row.dueOn)
            group.overdue += 1
            group.daysOverdueMax = max(group.daysOverdueMax, row.asOf.days(since: row.dueOn))
            group.oldestDueOn = min(group.oldestDueOn, row.dueOn)
            groups[contact?.id] = group
        }
        return groups.values.sorted {
            ($1.overdue, $0.oldestDueOn, $0.key ?? .max) < ($0.overdue, $1.oldestDueOn, $1.key ?? .max)
        }
    }
}
