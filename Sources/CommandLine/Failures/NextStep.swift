import AgencyService

/// The command to try after a refusal.
struct NextStep {
    let problem: Problem
    let operation: String
    let input: JSONObject
    let key: String?

    private var noun: String { String(operation.prefix { $0 != "." }) }

    /// The id that the refused command was about, or a word in its place.
    private func id(_ member: String, else word: String = "ID") -> String {
        let fact = problem.facts[member]?.integer
        return (fact ?? (member.hasPrefix(noun) || member == "id" ? input["id"]?.integer : input[member]?.integer))
            .map(String.init) ?? word
    }

    /// The interview that a chase, promise or plan is about stands in the path, as `id`.
    private var interview: String {
        (problem.facts["interview_id"]?.integer ?? input["id"]?.integer).map(String.init) ?? "INTERVIEW"
    }

    private var submission: String {
        (problem.facts["submission_id"]?.integer ?? input["id"]?.integer).map(String.init) ?? "SUBMISSION"
    }

    var command: String? {
        switch problem.name {
        case .notSignedIn: "liaison login EMAIL"
        case .notPermitted: "liaison whoami"
        case .notFound: existing("list") ?? "liaison agenda"
        case .invalid, .malformed, .tooLarge: "\(typed) --help"
        case .conflict, .changedMeanwhile, .conflictOfInterest, .alreadyPaid: shown
        case .alreadyRepresented: "liaison submission list --candidate \(id("candidate_id", else: "CANDIDATE"))"
        case .consentMissing: "liaison submission consent \(submission)"
        case .routeThroughAgent: "liaison enquiry ask \(submission) --question TEXT"
        case .notABusinessDay where noun == "call": "\(typed) --help"
        case .chaseTooEarly, .notABusinessDay, .contactDeclinesCalls: "liaison chase plan \(interview)"
        case .invalidDate: noun == "chase" ? "liaison chase plan \(interview)" : "\(typed) --help"
        case .referenceNotAlerted: "liaison reference told \(id("reference_id", else: "REFERENCE"))"
        case .offerNotCitable: "liaison chase plan \(interview)"
        case .selfReferral, .alreadyKnown, .lateNomination: "liaison referral list"
        case .notTailored: "\(typed) --help"
        case .idempotencyKeyReused: typed
        case .inDoubt: key.map { "the same command with --idempotency-key \($0)" } ?? "the same command again"
        case .tooManyAttempts, .busy:
            problem.facts["retry_after"]?.integer.map { "the same command in \($0) s" } ?? "the same command again"
        case .internal: "liaison doctor"
        }
    }

    /// The command as it is typed.
    private var typed: String { "liaison " + CommandNames.typed(operation) }

    private var shown: String? {
        // What was held back is looked at in the draft.
        if noun == "silence" { return "liaison silence draft \(submission)" }
        guard let show = existing("show") else { return existing("list") }
        return "\(show) \(id("id"))"
    }

    private func existing(_ verb: String) -> String? {
        if noun == "silence" { return "liaison report silent" }
        return Catalogue.operation(named: "\(noun).\(verb)") == nil ? nil : "liaison \(noun) \(verb)"
    }
}

/// How operations are typed where that is not `NOUN VERB`.
enum CommandNames {
    private static let special = ["session.create": "login", "session.delete": "logout", "session.show": "whoami"]

    static func typed(_ operation: String) -> String {
        special[operation] ?? operation.replacing(".", with: " ")
    }
}
