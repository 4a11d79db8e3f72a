import Postgres

/// What is to be explained.
enum ExplainedSubject: Sendable {
    case interview(Int64)
    /// With its latest interview that was not cancelled.
    case submission(Int64)

    /// An expression for the submission's id.
    var submission: SQL {
        switch self {
        case .interview(let id): "(select x.submission_id from liaison.interviews x where x.id = \(id))"
        case .submission(let id): "\(id)"
        }
    }

    /// An expression for the interview's id, or null.
    var interview: SQL {
        switch self {
        case .interview(let id): "\(id)"
        case .submission(let id):
            """
            (select x.id from liaison.interviews x where x.submission_id = \(id) and x.cancelled_at is null
              order by x.ends_at desc, x.id desc limit 1)
            """
        }
    }
}
