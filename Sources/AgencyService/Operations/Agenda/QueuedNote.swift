import Agency
import Postgres

/// A thank-you note that waits for its agent (T10).
struct QueuedNote: Decodable {
    var noteId: Int64
    var interviewId: Int64
    var submissionId: Int64
    var recruiterId: Int64
    var candidate: String
    var client: String
    var contact: String
    var heldOn: CivilDate
    var writtenOn: CivilDate
    var asOf: CivilDate
    var calendarId: Int64
    var calendarVersion: Int64
    var policyVersion: Int64
    var clientId: Int64

    var source: EtiquetteSource {
        EtiquetteSource(
            calendarId: calendarId, calendarVersion: calendarVersion, policyVersion: policyVersion, clientId: clientId)
    }

    /// Due with the note itself; one that came late is due on its day.
    func agenda(_ etiquette: Etiquette) throws -> AgendaItem {
        let due = max(try etiquette.thankYouDeadline(held: heldOn), try etiquette.calendar.roll(writtenOn))
        return AgendaItem(
            dueOn: due, state: AgendaState(on: asOf, due: due), opensOn: nil, rule: "T10",
            what: "Forward the thank-you note to \(contact), or return it with a reason", interviewId: interviewId,
            submissionId: submissionId, candidate: candidate, client: client, command: "liaison note forward \(noteId)")
    }

    /// What waits now, or waited at the end of a day.
    static func query(_ asOf: CivilDate?, _ call: Call) -> SQL {
        let past = PastQueue(
            table: "liaison.notes", came: "written_on", passed: "forwarded_at",
            desk: call.desk("x.recruiter_id", only: nil))
        let waits: SQL =
            asOf == nil
            ? "\(Note.isQueued)\(call.desk("n.recruiter_id", only: nil))"
            : """
            n.id = any (array(\(past.ids))) and n.route = 'agent'
            and (coalesce(n.forwarded_at, n.returned_at) is null
                 or liaison.local_date(coalesce(n.forwarded_at, n.returned_at), c.time_zone) > d.as_of)
            """
        return """
            with \(ReportDay.table(asOf))
            select n.id as note_id, n.interview_id, i.submission_id, n.recruiter_id, k.name as candidate, c.name as client, p.name as contact,
                   i.held_on,
                   n.written_on, d.as_of, c.calendar_id, b.version as calendar_version, \(SQL.policyVersion) as policy_version, n.client_id
              from day d
             cross join liaison.notes n
              join liaison.interviews i on i.id = n.interview_id
              join liaison.candidates k on k.id = n.candidate_id
              join liaison.clients c on c.id = n.client_id
              join liaison.calendars b on b.id = c.calendar_id
              join liaison.contacts p on p.id = n.contact_id
             where \(waits)
             order by n.id limit \(Agenda.largest)
            """
    }
}

extension StatusFacts {
    /// The notes that are still to be written for an interview, or to be written anew, as long as its answer is awaited (T10).
    func thanks(for meeting: Meeting, on day: CivilDate, _ etiquette: Etiquette) throws -> [AgendaItem] {
        let open = unthanked(meeting)
        guard let first = open.first else { return [] }
        let recommended = try etiquette.thankYouRecommended(held: meeting.heldOn)
        let due = day <= recommended ? recommended : try etiquette.thankYouDeadline(held: meeting.heldOn)
        return [
            AgendaItem(
                dueOn: due, state: AgendaState(on: day, due: due), opensOn: meeting.heldOn, rule: "T10",
                what: "Thank \(open.map(\.name).joined(separator: " and ")) for the interview, each in words of their own",
                interviewId: meeting.id, submissionId: id, candidate: nil, client: client,
                command: "liaison note write \(meeting.id) --contact \(first.id) --message TEXT")
        ]
    }
}
