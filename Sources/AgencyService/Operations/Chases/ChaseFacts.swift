import Agency
import Postgres

/// Everything that a chase plan rests on, read in one round trip, as the asker may know it.
struct ChaseFacts: Decodable {
    struct Given: Decodable {
        var date: CivilDate
        var givenOn: CivilDate
    }

    struct Made: Decodable {
        var madeOn: CivilDate
        var kind: ChaseKind
        var contactId: Int64
        var isAnswered: Bool
    }

    struct Person: Decodable {
        var id: Int64
        var name: String
        var function: ContactFunction
        var mayCall: Bool
        var isInterviewer: Bool
        /// The latest day on which anybody of the agency spoke to them (T18).
        var lastContactOn: CivilDate?
    }

    struct DeclaredOffer: Decodable {
        var id: Int64
        var company: String
        var position: String
        var replyBy: CivilDate
        var isAttested: Bool
        var isUntrue: Bool
        var hasUntrueBefore: Bool
        var citedOn: CivilDate?
    }

    struct Agent: Codable, Sendable {
        var name: String
        var email: String
        var phone: String?
    }

    var interviewId: Int64
    var submissionId: Int64
    var channel: Channel
    var heldOn: CivilDate
    var today: CivilDate
    var clientId: Int64
    var calendarId: Int64
    var calendarVersion: Int64
    var policyVersion: Int64
    var cancelledAt: Instant?
    /// When the asker's chase stops: logged feedback or a closing for staff, what was published for a candidate (R9).
    var stoppedOn: CivilDate?
    var decisionMakerId: Int64?
    var promises: [Given]
    var contacts: [Made]
    var people: [Person]
    /// The candidate's offers, as far as the asker may know them.
    var offers: [DeclaredOffer]
    var agent: Agent

    var source: EtiquetteSource {
        EtiquetteSource(
            calendarId: calendarId, calendarVersion: calendarVersion, policyVersion: policyVersion, clientId: clientId)
    }

    static func query(_ interview: Int64, for role: Role?) -> SQL { query(of: "\(interview)", for: role) }

    /// - Parameter interview: an expression for its id.
    static func query(of interview: SQL, for role: Role?) -> SQL {
        let isCandidate = role == .candidate
        let stopped: SQL =
            isCandidate
            ? "least(i.published_answered_on, s.published_closed_on)"
            : "i.resolved_on"
        let decisionMaker: SQL = isCandidate ? "null::bigint" : "v.decision_maker_id"
        // A candidate knows the people they met, whether a contact takes calls only where details are cleared, and no chases but their own.
        let people: SQL =
            isCandidate
            ? """
            select jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'function', n.function, 'may_call', false,
                             'is_interviewer', true, 'last_contact_on', null) order by n.id)
              from liaison.interviewers w join liaison.contacts n on n.id = w.contact_id where w.interview_id = i.id
            """
            : """
            select jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'function', n.function, 'may_call', n.may_call,
                             'is_interviewer', exists (select from liaison.interviewers w
                                                        where w.interview_id = i.id and w.contact_id = n.id),
                             'last_contact_on', (select max(h.made_on) from liaison.chases h
                                                  where h.client_id = n.client_id and h.contact_id = n.id)) order by n.id)
              from liaison.contacts n where n.client_id = i.client_id
            """
        return """
            select i.id as interview_id, i.submission_id, s.channel, i.held_on,
                   liaison.local_date(liaison.now(), c.time_zone) as today, i.client_id, c.calendar_id,
                   g.version as calendar_version, \(SQL.policyVersion) as policy_version, i.cancelled_at, \(stopped) as stopped_on, \(decisionMaker) as decision_maker_id,
                   (select coalesce(jsonb_agg(jsonb_build_object('date', p.date, 'given_on', p.given_on) order by p.given_on, p.id), '[]')
                      from liaison.promises p where p.interview_id = i.id) as promises,
                   (select coalesce(jsonb_agg(jsonb_build_object('made_on', h.made_on, 'kind', h.kind, 'contact_id', h.contact_id,
                                              'is_answered', h.is_answered) order by h.made_on, h.id), '[]')
                      from liaison.chases h where h.interview_id = i.id) as contacts,
                   coalesce((\(people)), '[]') as people,
                   (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'company', o.company, 'position', o.position,
                                              'reply_by', o.reply_by, 'is_attested', o.attested_at is not null,
                                              'is_untrue', o.untrue_at is not null, 'has_untrue_before', \(Offer.hasUntrueBefore),
                                              'cited_on', o.cited_on) order by o.id), '[]')
                      from liaison.offers o where o.candidate_id = i.candidate_id) as offers,
                   jsonb_build_object('name', r.name, 'email', r.email, 'phone', r.phone) as agent
              from liaison.interviews i
              join liaison.submissions s on s.id = i.submission_id
              join liaison.vacancies v on v.id = s.vacancy_id
              join liaison.clients c on c.id = i.client_id
              join liaison.calendars g on g.id = c.calendar_id
              join liaison.recruiters r on r.id = i.recruiter_id
             where i.id = \(interview)
            """
    }

    /// The facts in the shape of the pure rules.
    func scenario(asOf: CivilDate, grace: Int, calendar: CalendarName) -> EtiquetteScenario {
        EtiquetteScenario(
            interview: heldOn, promises: promises.map { PromiseGiven(givenOn: $0.givenOn, date: $0.date) },
            contacts: contacts.map { ContactMade(on: $0.madeOn, kind: $0.kind) }, grace: grace, feedbackOn: stoppedOn,
            closedOn: nil, asOf: asOf, calendar: calendar)
    }

    /// Whom to ask, as known on a day (T8, T19).
    func advice(asOf: CivilDate, policy: EtiquettePolicy) -> ContactAdvice? {
        ContactAdvice.make(
            contacts: people.map { .init(id: $0.id, function: $0.function, mayCall: $0.mayCall) },
            decisionMakerID: decisionMakerId, interviewerIDs: Set(people.filter(\.isInterviewer).map(\.id)),
            attempts: contacts.filter { $0.madeOn <= asOf }.map {
                .init(contactID: $0.contactId, kind: $0.kind, isAnswered: $0.isAnswered)
            }, policy: policy)
    }

    /// The refusal of R1: everything on the agency channel goes through the agent, who is named.
    var throughAgent: Problem {
        Problem(
            .routeThroughAgent,
            "\(agent.name) speaks to the company for you. Ask them: they see your question at once and answer by the next business day.",
            rule: "R1",
            facts: [
                "agent": [
                    "name": .string(agent.name), "email": .string(agent.email),
                    "phone": agent.phone.map { .string($0) } ?? .null,
                ],
                "instead": [
                    "operation": "enquiry.ask", "submission_id": .integer(submissionId),
                    "path": .string("/api/v1/submissions/\(submissionId)/enquiries"),
                ],
            ])
    }
}
