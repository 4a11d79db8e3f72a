import Agency
import Postgres

/// The facts that an agent gets after an interview (T1).
package struct Debrief: Codable, Sendable {
    package var interviewId: Int64
    package var furtherRound: Bool?
    package var furtherRoundOn: CivilDate?
    package var decisionOn: CivilDate?
    package var feedbackBy: CivilDate?
    package var attendees: String?
    package var promised: String?
    package var wouldNotSay: [String]
    /// The facts that are neither known nor marked; a task on the agenda until they are.
    package var missing: [String]
    package var debriefedAt: Instant
    /// What to expect of `feedback_by` by how earlier dates were kept, with enough cases.
    package var hint: String?

    /// The facts that a debrief `d` lacks.
    static let missing: SQL = """
        array(select f from unnest(array[
            case when d.further_round is null then 'further_round' end,
            case when d.further_round and d.further_round_on is null then 'further_round_on' end,
            case when d.decision_on is null then 'decision_on' end,
            case when d.feedback_by is null then 'feedback_by' end,
            case when d.attendees is null and not exists (select from liaison.interviewers w where w.interview_id = d.id)
                 then 'attendees' end,
            case when d.promised is null then 'promised' end]) f
          where f is not null and f <> all (d.would_not_say))
        """
}

extension InterviewOperations {
    struct DebriefInput: Codable, Sendable {
        var id: Int64
        var furtherRound: Bool?
        var furtherRoundOn: CivilDate?
        var decisionOn: CivilDate?
        var feedbackBy: CivilDate?
        /// The day on which the client named `feedback_by`; the day of the interview if it is not given.
        var givenOn: CivilDate?
        var contactId: Int64?
        var attendees: LongText?
        var promised: LongText?
        var wouldNotSay: [DebriefFact]?
    }

    private struct Held: Decodable {
        var heldOn: CivilDate
        var today: CivilDate
        var cancelledAt: Instant?
        var isPromised: Bool
    }

    static let debrief = Operation<DebriefInput, Debrief>(
        "interview.debrief", "Record the facts after an interview", route: .put("/interviews/{id}/debrief"), roles: .staff,
        rules: ["T1", "T2"], problems: [.invalidDate, .conflict], resource: "interview.show"
    ) { input, call in
        try await call.requireDesk("liaison.interviews", input.id, noun: "interview")
        let held: Held = try await call.one(
            "interview",
            """
            select i.held_on, liaison.local_date(liaison.now(), c.time_zone) as today, i.cancelled_at,
                   exists (select from liaison.promises p
                            where p.interview_id = i.id and p.date = \(input.feedbackBy)
                              and p.given_on = coalesce(\(input.givenOn), i.held_on)) as is_promised
              from liaison.interviews i join liaison.clients c on c.id = i.client_id
             where i.id = \(input.id) for no key update of i
            """)
        if held.cancelledAt != nil { throw Problem(.conflict, "The interview was cancelled.", rule: "T1") }
        guard held.heldOn <= held.today else {
            throw Problem(
                .invalidDate, "The interview is on \(held.heldOn); debrief once it was held.", rule: "T1",
                facts: ["held_on": .string(held.heldOn.description)])
        }
        try await call.execute(
            """
            insert into liaison.debriefs as d (id, client_id, recruiter_id, further_round, further_round_on, decision_on,
                                               feedback_by, attendees, promised, would_not_say)
            select i.id, i.client_id, i.recruiter_id, \(input.furtherRound), \(input.furtherRoundOn), \(input.decisionOn),
                   \(input.feedbackBy), \(input.attendees), \(input.promised),
                   \((input.wouldNotSay ?? []).map(\.rawValue))
              from liaison.interviews i where i.id = \(input.id)
            on conflict on constraint debriefs_pkey do update set
                further_round = excluded.further_round, further_round_on = excluded.further_round_on,
                decision_on = excluded.decision_on, feedback_by = excluded.feedback_by, attendees = excluded.attendees,
                promised = excluded.promised, would_not_say = excluded.would_not_say, debriefed_at = liaison.now()
            """)
        if let date = input.feedbackBy, !held.isPromised {
            // T1 asks what was promised at the interview, so the promise was given on its day unless said otherwise.
            try await call.promise(
                interview: input.id, date: date, givenOn: input.givenOn ?? held.heldOn, contact: input.contactId)
        }
        var debrief: Debrief = try await call.one(
            "debrief",
            """
            select d.id as interview_id, d.further_round, d.further_round_on, d.decision_on, d.feedback_by, d.attendees, d.promised,
                   d.would_not_say, d.debriefed_at,
                   \(Debrief.missing) as missing
              from liaison.debriefs d where d.id = \(input.id)
            """)
        if input.feedbackBy != nil {
            debrief.hint = try await call.promiseHint(interview: input.id, contact: input.contactId)
        }
        return debrief
    }
}

/// The facts of T1 by the names of the input.
package enum DebriefFact: String, CaseIterable, Codable, Sendable, SchemaDescribing {
    case furtherRound = "further_round"
    case furtherRoundOn = "further_round_on"
    case decisionOn = "decision_on"
    case feedbackBy = "feedback_by"
    case attendees, promised
}
