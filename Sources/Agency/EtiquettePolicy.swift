/// The numbers of the etiquette rules, per agency with an override per client.
///
/// "Days" are calendar days, "business days" those of the client's calendar.
package struct EtiquettePolicy: Hashable, Sendable {
    /// T1: business days after the interview by which the agent debriefs.
    package var debriefBusinessDays = 1
    /// T2: days after the interview until feedback is due without a promise.
    package var answerDays = 7
    /// T4: further business days before an agent chases.
    package var agentGraceBusinessDays = 0
    /// T4: further business days before a candidate chases who may do so.
    package var candidateGraceBusinessDays = 2
    /// T4: business days after a promise when the first chase opens, grace apart.
    package var promiseOpensBusinessDays = 1
    /// T4: business days after a promise by which the first chase should be made, grace apart.
    package var promiseClosesBusinessDays = 2
    /// T5: business days after the interview when the courtesy call opens.
    package var courtesyOpensBusinessDays = 2
    /// T5: business days after the interview through which the courtesy call is allowed.
    package var courtesyClosesBusinessDays = 3
    /// T5: days after the interview when the first chase opens without a promise.
    package var chaseOpensDays = 7
    /// T5: days after the interview by which the first chase should be made without a promise.
    package var chaseClosesDays = 10
    /// T6: days from the latest contact until the next chase opens.
    package var spacingOpensDays = 3
    /// T6: days from the latest contact by which the next chase should be made.
    package var spacingClosesDays = 4
    /// T8: unanswered chases to HR after which the decision maker is recommended.
    package var unansweredBeforeDecisionMaker = 2
    /// T10: business days after the interview by which a thank-you note is recommended.
    package var thankYouRecommendedBusinessDays = 1
    /// T10: business days after the interview after which a thank-you note is late.
    package var thankYouDeadlineBusinessDays = 2
    /// T10: percentage of likeness from which a note is warned of.
    package var similarNotePercent = 80
    /// T11: business days after the interview by which promised material is due.
    package var materialsBusinessDays = 2
    /// T13: business days after the interview from which an offer may be cited.
    package var offerCitableBusinessDays = 1
    /// T17: business days on the agency's calendar within which an enquiry is answered.
    package var enquiryBusinessDays = 1
    /// T17: business days within which logged feedback is released or withheld.
    package var releaseBusinessDays = 1
    /// T17: days within which a candidate with an open submission hears something.
    package var silenceDays = 7
    /// T18: days before the same person is chased again.
    package var personSpacingDays = 3
    /// T19: unanswered chases after which the plan recommends to escalate.
    package var unansweredBeforeEscalation = 4

    /// The numbers of the rulebook.
    package static let standard = EtiquettePolicy()

    package init() {}

    /// T4: the grace of whoever chases.
    package func graceBusinessDays(candidateChases: Bool) -> Int {
        candidateChases ? candidateGraceBusinessDays : agentGraceBusinessDays
    }
}
