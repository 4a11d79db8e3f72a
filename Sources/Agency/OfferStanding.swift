/// What decides whether a competing offer may be cited to a client (T13).
package struct OfferStanding: Hashable, Sendable {
    package var replyBy: CivilDate
    package var isAttested: Bool
    package var isUntrue: Bool
    /// An earlier offer of the candidate was found untrue, and no coordinator has cleared that.
    package var hasUntrueBefore: Bool
    package var citedOn: CivilDate?

    package init(
        replyBy: CivilDate, isAttested: Bool, isUntrue: Bool = false, hasUntrueBefore: Bool = false, citedOn: CivilDate? = nil
    ) {
        self.replyBy = replyBy
        self.isAttested = isAttested
        self.isUntrue = isUntrue
        self.hasUntrueBefore = hasUntrueBefore
        self.citedOn = citedOn
    }
}

/// Why an offer may not be cited on a day (T13).
package enum CitationRefusal: String, CaseIterable, Codable, Sendable {
    case notAttested = "not_attested"
    case untrue
    case earlierUntrue = "earlier_untrue"
    case citedBefore = "cited_before"
    case tooEarly = "too_early"
    case replyByPassed = "reply_by_passed"
}

extension Etiquette {
    /// Why an offer may not be cited for a day, whatever the chase window; nil means that it may (T13).
    ///
    /// Whether the day is a business day and not still to come is T9's question.
    package func refusal(
        toCite offer: OfferStanding, on day: CivilDate, held: CivilDate
    ) throws(DateOutOfRange) -> CitationRefusal? {
        if !offer.isAttested { return .notAttested }
        if offer.isUntrue { return .untrue }
        if offer.hasUntrueBefore { return .earlierUntrue }
        if offer.citedOn != nil { return .citedBefore }
        if day < (try citationOpens(held: held)) { return .tooEarly }
        return day > offer.replyBy ? .replyByPassed : nil
    }

    /// The first day on which an offer may be cited (T13).
    package func citationOpens(held: CivilDate) throws(DateOutOfRange) -> CivilDate {
        try calendar.businessDay(policy.offerCitableBusinessDays, after: held)
    }
}
