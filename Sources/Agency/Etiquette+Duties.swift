extension Etiquette {
    /// The day by which the agent debriefs (T1).
    package func debriefDue(held: CivilDate) throws(DateOutOfRange) -> CivilDate {
        try calendar.businessDay(policy.debriefBusinessDays, after: held)
    }

    /// The day by which a thank-you note is recommended (T10).
    package func thankYouRecommended(held: CivilDate) throws(DateOutOfRange) -> CivilDate {
        try calendar.businessDay(policy.thankYouRecommendedBusinessDays, after: held)
    }

    /// The last day on which a thank-you note is in time (T10).
    package func thankYouDeadline(held: CivilDate) throws(DateOutOfRange) -> CivilDate {
        try calendar.businessDay(policy.thankYouDeadlineBusinessDays, after: held)
    }

    /// The day by which promised material is due, unless another date was given (T11).
    package func materialsDue(held: CivilDate) throws(DateOutOfRange) -> CivilDate {
        try calendar.businessDay(policy.materialsBusinessDays, after: held)
    }

    /// The day by which an enquiry is answered; ask it of the agency's own calendar (T17).
    package func enquiryDue(asked: CivilDate) throws(DateOutOfRange) -> CivilDate {
        try calendar.businessDay(policy.enquiryBusinessDays, after: asked)
    }

    /// The day by which logged feedback is released or withheld with a reason (T17).
    package func releaseDue(logged: CivilDate) throws(DateOutOfRange) -> CivilDate {
        try calendar.businessDay(policy.releaseBusinessDays, after: logged)
    }

    /// The last day on which a candidate with an open submission must hear something (T17).
    package func wordDue(lastHeard: CivilDate) throws(DateOutOfRange) -> CivilDate {
        try lastHeard.adding(days: policy.silenceDays)
    }
}
