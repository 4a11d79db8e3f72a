extension ConstraintProblem {
    /// Offers, what follows a rejection, and wording.
    static let offers: [Row] = [
        (
            "chases_offer_key",
            Problem(
                .offerNotCitable, "This offer was cited before; an offer is cited once.", rule: "T13", facts: ["why": "cited_before"])
        ),
        (
            "chases_offer_check",
            Problem(.offerNotCitable, "An offer notice names the offer that it cites.", rule: "T13", facts: ["why": "no_offer"])
        ),
        (
            "chases_offer_fkey",
            Problem(.offerNotCitable, "No such offer of this candidate is on record.", rule: "T13", facts: ["why": "no_offer"])
        ),
        missing("offers_candidate_fkey", "candidate"),
        conflict("interests_live_key", "This client keeps the candidate in mind already; see liaison interest list.", rule: "T15"),
        missing("interests_candidate_fkey", "candidate"),
        field("interests_client_fkey", "client_id", "names no client"),
        field("leads_client_fkey", "client_id", "names no client"),
        field("leads_contact_fkey", "contact_id", "must be a contact of this client"),
        field("leads_recruiter_fkey", "recruiter_id", "names no recruiter"),
        conflict("phrases_phrase_key", "This phrase is on the list already; see liaison phrase list.", rule: "T14"),
    ]
}
