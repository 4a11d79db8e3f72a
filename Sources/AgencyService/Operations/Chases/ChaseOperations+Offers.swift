import Agency
import Postgres

/// An offer that may be cited to the client of an interview (T13).
package struct CitableOffer: Codable, Sendable {
    package var id: Int64
    package var company: String
    package var position: String
    package var opensOn: CivilDate
    package var through: CivilDate
}

extension ChaseFacts.DeclaredOffer {
    /// The offer as the pure rules see it on a day.
    func standing(asOf day: CivilDate) -> OfferStanding {
        OfferStanding(
            replyBy: replyBy, isAttested: isAttested, isUntrue: isUntrue, hasUntrueBefore: hasUntrueBefore,
            citedOn: citedOn.flatMap { $0 <= day ? $0 : nil })
    }
}

extension ChaseFacts {
    /// The offers that may be cited on a day or later (T13).
    func citableOffers(on day: CivilDate, _ etiquette: Etiquette) throws -> [CitableOffer] {
        guard cancelledAt == nil else { return [] }
        return try offers.compactMap { offer in
            guard let days = try etiquette.citableDays(held: heldOn, replyBy: offer.replyBy),
                try etiquette.refusal(toCite: offer.standing(asOf: day), on: max(day, days.opens), held: heldOn) == nil
            else { return nil }
            return CitableOffer(
                id: offer.id, company: offer.company, position: offer.position, opensOn: days.opens, through: days.by)
        }
    }
}

extension ChaseOperations {
    /// Says no to a citation with the facts, whatever the chase window (T13); the database says the same to whoever comes another way.
    static func refuseNotice(_ input: Log, _ facts: ChaseFacts, _ call: Call) async throws {
        let etiquette = try await call.etiquette(facts.source).on(input.on)
        if facts.cancelledAt != nil { throw Problem.interviewCancelled }
        if input.on < facts.heldOn { throw Problem.chaseDate(facts) }
        if facts.stoppedOn != nil { throw Problem.chaseStopped(facts, isCandidate: call.role == .candidate) }
        guard let offer = facts.offers.first(where: { $0.id == input.offerId }) else {
            throw Problem(
                .offerNotCitable, "No such offer of this candidate is on record; declare it, and have it attested.", rule: "T13",
                facts: ["why": "no_offer", "offer_id": input.offerId.map { .integer($0) } ?? .null])
        }
        // What was cited on a later day was cited all the same: once is once.
        if let why = try etiquette.refusal(toCite: offer.standing(asOf: .latest), on: input.on, held: facts.heldOn) {
            throw Problem.notCitable(offer, why, opensOn: try etiquette.citationOpens(held: facts.heldOn))
        }
        try checkDay(input.on, facts, etiquette.calendar)
    }
}

extension Problem {
    fileprivate static func notCitable(_ offer: ChaseFacts.DeclaredOffer, _ why: CitationRefusal, opensOn: CivilDate) -> Problem {
        let detail =
            switch why {
            case .notAttested: "The candidate has not attested that this offer is true: liaison offer attest \(offer.id)."
            case .untrue: "This offer was found untrue."
            case .earlierUntrue: "An earlier offer of this candidate was found untrue, and no coordinator has cleared that."
            case .citedBefore: "This offer was cited on \(offer.citedOn?.description ?? "another day"); an offer is cited once."
            case .tooEarly: "An offer may be cited from \(opensOn) on."
            case .replyByPassed: "The offer was to be answered by \(offer.replyBy)."
            }
        return Problem(
            .offerNotCitable, detail, rule: "T13",
            facts: [
                "why": .string(why.rawValue), "offer_id": .integer(offer.id), "opens_on": .string(opensOn.description),
                "reply_by": .string(offer.replyBy.description),
                "cited_on": offer.citedOn.map { .string($0.description) } ?? .null,
            ])
    }
}
