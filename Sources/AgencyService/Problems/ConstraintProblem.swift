/// What a broken constraint means to the person who asked: one row for each named constraint that input can break.
///
/// A constraint that is not listed here is a fault of the program and becomes `internal`.
enum ConstraintProblem {
    static func problem(for constraint: String?, sqlState: String) -> Problem? {
        constraint.flatMap { rows[$0] }
    }

    private static let rows: [String: Problem] = Dictionary(
        accounts + people + companies + desks + referrals + process + courtesy + offers + money, uniquingKeysWith: { first, _ in first })

    /// A constraint with its problem.
    typealias Row = (String, Problem)

    static func conflict(_ constraint: String, _ detail: String, rule: String? = nil) -> Row {
        (constraint, Problem(.conflict, detail, rule: rule))
    }

    static func field(_ constraint: String, _ field: String, _ reason: String) -> Row {
        (constraint, Problem.invalid([field: reason]))
    }

    static func missing(_ constraint: String, _ noun: String) -> Row { (constraint, Problem.notFound(noun)) }

    private static let accounts: [Row] = [
        conflict("accounts_email_key", "There is an account with this address already; see liaison account list."),
        conflict("accounts_person_key", "This person has an account already; see liaison account list."),
        conflict("recruiters_email_key", "There is a desk with this address already; name it with person_id."),
    ]

    private static let people: [Row] = [
        conflict("candidates_email_key", "This address belongs to another record; use another address."),
        field("candidates_recruiter_fkey", "recruiter_id", "names no recruiter"),
        field("candidates_time_zone_known_check", "time_zone", "is not a name of the time zone database"),
    ]

    private static let companies: [Row] = [
        field("clients_recruiter_fkey", "recruiter_id", "names no recruiter"),
        field("clients_time_zone_known_check", "time_zone", "is not a name of the time zone database"),
        missing("contacts_client_fkey", "client"),
        field("vacancies_client_fkey", "client_id", "names no client"),
        field("vacancies_recruiter_fkey", "recruiter_id", "names no recruiter"),
        field("vacancies_decision_maker_fkey", "decision_maker_id", "names no contact of this client"),
        missing("ties_client_fkey", "client"),
        field("ties_contact_fkey", "contact_id", "names no contact of this client"),
    ]

    private static let desks: [Row] = [
        field("desk_loans_recruiter_fkey", "recruiter_id", "names no recruiter"),
        field("desk_loans_to_recruiter_fkey", "to_recruiter_id", "names no recruiter"),
        field("desk_loans_dates_check", "to_on", "lies before from_on"),
        field("desk_loans_self_check", "to_recruiter_id", "is the desk's own recruiter"),
    ]

    private static let referrals: [Row] = [
        field("programmes_sponsor_fkey", "sponsor_client_id", "names no client"),
        field("programmes_dates_check", "ends_on", "lies before starts_on"),
        field("programmes_amount_check", "amount", "must be more than nothing"),
        field("nominations_client_fkey", "client_id", "names no client"),
        field("nominations_vacancy_fkey", "vacancy_id", "names no vacancy of this client"),
    ]

    /// Two who do the same at once: the second meets the constraint that the first one's check could not see.
    private static let process: [Row] = [
        (
            "submissions_live_key",
            Problem(.alreadyRepresented, "This candidate already has a live submission for this vacancy.", rule: "R10")
        ),
        conflict("consents_pkey", "Consent for this submission is on record already.", rule: "R10"),
        conflict("withdrawals_pkey", "The submission is over already; there is nothing to take back.", rule: "R9"),
        conflict("releases_feedback_key", "This feedback was released before.", rule: "R9"),
        conflict("withholdings_pkey", "This feedback was withheld before.", rule: "T17"),
        conflict("call_promises_open_key", "A call by that day is promised already; see liaison call list.", rule: "T17"),
        ("promises_given_check", Problem(.invalidDate, "A promise cannot lie before the day it was given.", rule: "T7")),
        field("promises_contact_fkey", "contact_id", "must be a contact of this client"),
        field("feedback_contact_fkey", "contact_id", "must be a contact of this client"),
        field("chases_contact_fkey", "contact_id", "must be a contact of this client"),
        field("interviews_times_check", "ends_at", "must be later than starts_at, within 24 hours"),
        missing("submissions_candidate_fkey", "candidate"),
        missing("submissions_vacancy_fkey", "vacancy"),
    ]
    private static let courtesy: [Row] = [
        conflict("notes_reader_key", "You have thanked this person for this interview; one note to each is enough.", rule: "T10"),
        field("notes_interviewer_fkey", "contact_id", "must be somebody you met there"),
        field("materials_interviewer_fkey", "contact_id", "must be an interviewer of this interview"),
        conflict("materials_promise_fkey", "That is no promised material of this interview.", rule: "T11"),
        field("candidate_references_reach_check", "email", "or phone must be given, so that they can be reached"),
        (
            "reference_contacts_alert_fkey",
            Problem(.referenceNotAlerted, "The candidate had not told this reference of this position yet.", rule: "T12")
        ),
    ]
}
