import Agency
import Postgres

extension AgendaOperations {
    /// How many days ahead a chase that will open is shown.
    private static let daysAhead = 7

    /// How many days ahead feedback may be due whose courtesy call or chase opens in those days.
    ///
    /// More where clients have longer to answer: by that, and by the holidays that the day may roll over.
    private static let lookAhead: SQL = """
        (\(raw: "\(daysAhead + 1)") + (select greatest(coalesce(max((y.changes ->> 'answer_days')::integer), 0) - 3, 0)
                                       from liaison.policies y))
        """

    /// The work of a recruiter's own desks, or of every desk for a coordinator.
    static func ofStaff(_ asOf: CivilDate?, _ call: Call) async throws -> Agenda {
        let scope = ReportOperations.Scope(asOf: asOf)
        let chases = Outstanding.page(
            .init(
                asOf: asOf, daysAhead: lookAhead, rows: call.desk("i.recruiter_id", only: nil),
                limit: Agenda.largest))
        let results = try await call.pipeline([
            "with \(ReportDay.table(asOf)), \(chases) \(Outstanding.rows(for: call.role, and: ", i.recruiter_id"))",
            recentInterviews(asOf, call),
            try ReportOperations.unreleased(scope, limit: Agenda.largest, call),
            try ReportOperations.unanswered(scope, limit: Agenda.largest, call),
            missingConsents(asOf, call),
            openTasks(asOf, call),
            pressingOffers(asOf, call),
            QueuedNote.query(asOf, call),
            DueMaterial.ofStaff(asOf, call),
            SilentCandidate.query(asOf),
            DueCall.query(asOf, daysAhead: daysAhead, call),
            DoneWork.query(asOf, call),
            LentDesk.query(asOf, call),
        ])
        let outstanding = try results[0].rows.map { try OutstandingInterview($0) }
        let outstandingDesks: [Int64] = try results[0].rows.map { try $0.get("recruiter_id") }
        let interviews = try results[1].decode(RecentInterview.self)
        let feedback = try results[2].decode(ReportOperations.UnreleasedRow.self)
        let enquiries = try results[3].decode(ReportOperations.UnansweredRow.self)
        let consents = try results[4].decode(MissingConsent.self)
        let tasks = try results[5].decode(OpenTask.self)
        let offers = try results[6].decode(PressingOffer.self)
        let notes = try results[7].decode(QueuedNote.self)
        let materials = try results[8].decode(DueMaterial.self)
        let silent = try results[9].decode(SilentCandidate.self)
        let calls = try results[10].decode(DueCall.self)
        let done = try results[11].decode(DoneWork.self)
        let lent = try results[12].decode(LentDesk.self)

        let etiquettes = try await call.etiquettes(
            outstanding.map(\.source) + interviews.map(\.source) + feedback.map(\.source) + offers.map(\.source)
                + notes.map(\.source))
        var lines = DeskLines(lent, on: asOf, for: call.role)
        for (row, desk) in zip(outstanding, outstandingDesks) {
            lines.add(try row.agenda(etiquettes[row.source].on(row.asOf), daysAhead: daysAhead), on: desk)
        }
        for row in interviews { lines.add(try row.agenda(etiquettes[row.source].on(row.heldOn)), on: row.recruiterId) }
        for row in feedback { lines.add([try row.agenda(etiquettes[row.source].on(row.loggedOn))], on: row.recruiterId) }
        for row in enquiries { lines.add([row.agenda], on: row.recruiterId) }
        for row in silent { lines.add([try row.agenda], on: row.recruiterId) }
        for row in calls { lines.add([row.agenda], on: row.recruiterId) }
        for row in consents { lines.add([row.agenda], on: row.recruiterId) }
        for row in tasks { lines.add([row.agenda], on: row.recruiterId) }
        for row in offers { lines.add(try [row.agenda(etiquettes[row.source].on(row.asOf))].compactMap(\.self), on: row.recruiterId) }
        for row in notes { lines.add([try row.agenda(etiquettes[row.source].on(row.heldOn))], on: row.recruiterId) }
        for row in materials { lines.add([row.agendaOfStaff], on: row.recruiterId) }
        for row in done.sorted(by: DoneWork.inOrder) { lines.add([row.agenda], on: row.recruiterId) }
        let isCut = results.dropLast(2).contains { Int64($0.count) >= Agenda.largest }
        let limits = isCut ? "Only the first \(Agenda.largest) of a kind are shown; the reports have all." : nil
        return Agenda(
            lines.items, note: [lines.note, limits].compactMap(\.self).joined(separator: " "),
            empty: "Nothing is due. Who waits for an answer of a client: liaison report overdue-feedback.", cover: lines.cover)
    }

    /// An interview of the day or before it whose facts are not all known (T1).
    private struct RecentInterview: Decodable {
        var interviewId: Int64
        var submissionId: Int64
        var candidate: String
        var client: String
        var heldOn: CivilDate
        var startsAt: String
        var hasEnded: Bool
        var missing: [String]
        var recruiterId: Int64
        var asOf: CivilDate
        var clientId: Int64
        var calendarId: Int64
        var calendarVersion: Int64
        var policyVersion: Int64

        var source: EtiquetteSource {
            EtiquetteSource(
                calendarId: calendarId, calendarVersion: calendarVersion, policyVersion: policyVersion, clientId: clientId)
        }

        func agenda(_ etiquette: Etiquette) throws -> [AgendaItem] {
            func item(_ due: CivilDate, _ state: AgendaState, _ what: String, _ verb: String) -> AgendaItem {
                AgendaItem(
                    dueOn: due, state: state, opensOn: heldOn, rule: "T1", what: what, interviewId: interviewId,
                    submissionId: submissionId, candidate: candidate, client: client,
                    command: "liaison interview \(verb) \(interviewId)")
            }
            if !hasEnded { return [item(heldOn, .today, "Interview at \(startsAt); debrief afterwards", "show")] }
            if missing.isEmpty { return [] }
            let due = try etiquette.debriefDue(held: heldOn)
            let facts = missing.map { $0.replacing("_", with: " ") }.joined(separator: ", ")
            return [item(due, AgendaState(on: asOf, due: due), "Debrief: \(facts)", "debrief")]
        }
    }

    /// The facts of T1 that are neither known nor marked in the debrief `f` of the interview `i`.
    private static let missingFacts: SQL = """
        array(select x from unnest(array[
                  case when f.further_round is null then 'further_round' end,
                  case when f.further_round and f.further_round_on is null then 'further_round_on' end,
                  case when f.decision_on is null then 'decision_on' end,
                  case when f.feedback_by is null then 'feedback_by' end,
                  case when f.attendees is null
                            and not exists (select from liaison.interviewers w where w.interview_id = i.id)
                       then 'attendees' end,
                  case when f.promised is null then 'promised' end]) x
               where x is not null and x <> all (coalesce(f.would_not_say, '{}')))
        """

    /// Interviews of the day, and earlier ones with facts missing.
    ///
    /// Once feedback is there, the questions of T1 have had their answer.
    private static func recentInterviews(_ asOf: CivilDate?, _ call: Call) -> SQL {
        let rows = call.desk("i.recruiter_id", only: nil)
        // Looked up for one interview after the other, so that the newest are enough.
        let isAsked: SQL = """
            (i.held_on = (select y.as_of from day y)
             or not exists (select from liaison.debriefs f where f.id = i.id and \(missingFacts) = '{}'))
            """
        var halves: [SQL] = [
            """
            (select i.id from liaison.interviews i
              where (select y.is_current from day y) and i.resolved_on is null and i.cancelled_at is null
                and i.held_on <= (select y.as_of from day y)\(rows) and \(isAsked)
              order by i.held_on desc, i.id desc limit \(Agenda.largest))
            """
        ]
        if let asOf {
            halves.append(
                """
                (select i.id from (\(Outstanding.open(on: asOf, rows))) i where \(isAsked)
                  order by i.held_on desc, i.id desc limit \(Agenda.largest))
                """)
        }
        return """
            with \(ReportDay.table(asOf)), page as materialized (
                \(halves.joined(by: " union all ")))
            select i.id as interview_id, i.submission_id, k.name as candidate, c.name as client, i.held_on,
                   to_char(i.starts_at at time zone c.time_zone, 'HH24:MI') as starts_at,
                   i.held_on < d.as_of or d.is_current and i.ends_at <= (select liaison.now()) as has_ended,
                   \(missingFacts) as missing, i.recruiter_id, d.as_of, i.client_id, c.calendar_id, b.version as calendar_version,
                   \(SQL.policyVersion) as policy_version
              from page
             cross join day d
              join liaison.interviews i on i.id = page.id
              join liaison.candidates k on k.id = i.candidate_id
              join liaison.clients c on c.id = i.client_id
              join liaison.calendars b on b.id = c.calendar_id
              left join liaison.debriefs f on f.id = i.id
             order by i.held_on, i.id
            """
    }

    /// A submission on the agency channel that waits for the candidate's consent (R10).
    private struct MissingConsent: Decodable {
        var submissionId: Int64
        var candidate: String
        var client: String
        var vacancy: String
        var recruiterId: Int64
        var asOf: CivilDate

        var agenda: AgendaItem {
            AgendaItem(
                dueOn: asOf, state: .today, opensOn: nil, rule: "R10",
                what: "Consent to be put forward for \(vacancy) is missing", interviewId: nil,
                submissionId: submissionId,
                candidate: candidate, client: client, command: "liaison submission consent \(submissionId)")
        }
    }

    private static func missingConsents(_ asOf: CivilDate?, _ call: Call) -> SQL {
        """
        with \(ReportDay.table(asOf))
        select s.id as submission_id, k.name as candidate, c.name as client, v.title as vacancy, s.recruiter_id, d.as_of
          from day d
          join liaison.submissions s
            on s.closed_on is null and s.channel = 'agency' and s.stage = 'registered'
           and liaison.local_date(s.created_at, d.time_zone) <= d.as_of\(call.desk("s.recruiter_id", only: nil))
          join liaison.candidates k on k.id = s.candidate_id
          join liaison.clients c on c.id = s.client_id
          join liaison.vacancies v on v.id = s.vacancy_id
         where not exists (select from liaison.consents g where g.id = s.id)
         order by s.id limit \(Agenda.largest)
        """
    }
}
