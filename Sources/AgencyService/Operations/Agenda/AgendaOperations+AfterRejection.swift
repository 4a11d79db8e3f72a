import Agency
import Postgres

extension AgendaOperations {
    /// A task after a rejection that was open on the day (T15).
    struct OpenTask: Decodable {
        var taskId: Int64
        var kind: TaskKind
        var dueOn: CivilDate
        var submissionId: Int64
        var interviewId: Int64
        var recruiterId: Int64
        var candidate: String
        var client: String
        var asOf: CivilDate

        var agenda: AgendaItem {
            AgendaItem(
                dueOn: dueOn, state: AgendaState(on: asOf, due: dueOn), opensOn: nil, rule: "T15", what: what,
                interviewId: interviewId, submissionId: submissionId, candidate: candidate, client: client,
                command: "liaison task done \(taskId)")
        }

        private var what: String {
            switch kind {
            case .thankClient: "Thank \(client) for the interview"
            case .askImpression: "Ask once how the candidate came across, and what to improve"
            case .offerInterest: "Offer the candidate to be kept in mind"
            case .askLeads: "Ask whom else they know that hires"
            }
        }
    }

    static func openTasks(_ asOf: CivilDate?, _ call: Call) -> SQL {
        // Of today only what is open now, which has an index of its own.
        let isOpen: SQL =
            asOf == nil
            ? "t.state = 'open'"
            : "t.opened_on <= (select y.as_of from day y) and (t.closed_on is null or t.closed_on > (select y.as_of from day y))"
        return """
            with \(ReportDay.table(asOf)), page as materialized (
                select t.id from liaison.tasks t
                 where \(isOpen)\(call.desk("t.recruiter_id", only: nil))
                 order by t.due_on, t.id limit \(Agenda.largest))
            select t.id as task_id, t.kind, t.due_on, t.submission_id, f.interview_id, t.recruiter_id, k.name as candidate, c.name as client, d.as_of
              from page
             cross join day d
              join liaison.tasks t on t.id = page.id
              join liaison.feedback f on f.id = t.feedback_id
              join liaison.candidates k on k.id = t.candidate_id
              join liaison.clients c on c.id = t.client_id
             order by t.due_on, t.id
            """
    }
}
