import Agency
import Postgres

/// What is asked of an interview before a note or material is taken, as the asker may know it (T10, T11).
struct CourtesyFacts: Decodable {
    struct Person: Decodable {
        var id: Int64
        var name: String
    }

    struct Written: Decodable {
        var id: Int64
        var contactId: Int64
        var message: String
    }

    var channel: Channel
    var candidate: String
    var client: String
    var clientId: Int64
    var calendarId: Int64
    var calendarVersion: Int64
    var policyVersion: Int64
    /// The client's local date.
    var today: CivilDate
    var heldOn: CivilDate
    var hasEnded: Bool
    var isCancelled: Bool
    var people: [Person]
    /// Notes about the interview that were not returned.
    var notes: [Written]

    static func query(_ interview: Int64) -> SQL {
        """
        select s.channel, k.name as candidate, c.name as client, i.client_id, c.calendar_id, b.version as calendar_version,
               \(SQL.policyVersion) as policy_version, liaison.local_date(liaison.now(), c.time_zone) as today, i.held_on,
               i.ends_at <= liaison.now() as has_ended, i.cancelled_at is not null as is_cancelled,
               (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.id), '[]')
                  from liaison.interviewers w join liaison.contacts p on p.id = w.contact_id where w.interview_id = i.id) as people,
               (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'contact_id', n.contact_id, 'message', n.message) order by n.id), '[]')
                  from liaison.notes n where n.interview_id = i.id and n.returned_at is null) as notes
          from liaison.interviews i
          join liaison.submissions s on s.id = i.submission_id
          join liaison.candidates k on k.id = i.candidate_id
          join liaison.clients c on c.id = i.client_id
          join liaison.calendars b on b.id = c.calendar_id
         where i.id = \(interview)
        """
    }

    var route: CourtesyRoute { CourtesyRoute(channel) }

    var source: EtiquetteSource {
        EtiquetteSource(
            calendarId: calendarId, calendarVersion: calendarVersion, policyVersion: policyVersion, clientId: clientId)
    }

    /// - Throws: `conflict` for a cancelled interview, `invalid-date` for one that was not held yet.
    func requireHeld(rule: String) throws(Problem) {
        if isCancelled {
            throw Problem(.conflict, "The interview was cancelled; there is nothing to write about.", rule: rule)
        }
        if !hasEnded {
            throw Problem(
                .invalidDate, "This follows the interview, which is on \(heldOn).", rule: rule,
                facts: ["opens_on": .string(heldOn.description)])
        }
    }

    /// The note that one to a reader would be most like, if it is like any.
    ///
    /// - Throws: `not-tailored` if it says the same as one of them.
    func similar(to message: String, for reader: Int64, policy: EtiquettePolicy) throws(Problem) -> SimilarNote? {
        let names = people.map(\.name) + [candidate]
        let wording = Tailoring(message, names: names)
        var closest: SimilarNote?
        for note in notes where note.contactId != reader {
            let contact = people.first { $0.id == note.contactId }?.name ?? ""
            switch wording.likeness(to: Tailoring(note.message, names: names), policy: policy) {
            case .identical:
                throw Problem(
                    .notTailored, "This says the same as your note to \(contact); word it for its reader.", rule: "T10",
                    facts: ["note_id": .integer(note.id), "contact": .string(contact)])
            case .similar(let percent) where percent > closest?.percent ?? 0:
                closest = SimilarNote(noteId: note.id, contact: contact, percent: percent)
            case .similar, .different: break
            }
        }
        return closest
    }
}
