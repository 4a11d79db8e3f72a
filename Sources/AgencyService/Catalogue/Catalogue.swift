import Agency

/// Every operation of the service; what is not listed here cannot be done by any front end.
package enum Catalogue {
    package static let operations: [AnyOperation] =
        SessionOperations.all + AccountOperations.all + TokenOperations.all + RecruiterOperations.all
        + CandidateOperations.all + ClientOperations.all + ContactOperations.all + VacancyOperations.all
        + DeskOperations.all + SubmissionOperations.all + InterviewOperations.all + PromiseOperations.all
        + ChaseOperations.all + FeedbackOperations.all + EnquiryOperations.all + SilenceOperations.all + CallOperations.all
        + IncidentOperations.all
        + NoteOperations.all + MaterialOperations.all + ReferenceOperations.all
        + TieOperations.all + ProgrammeOperations.all + ReferralOperations.all + StatusOperations.all
        + AgendaOperations.all + ReportOperations.all + CalendarOperations.all + ImportOperations.all
        + AuditOperations.all + OfferOperations.all + TaskOperations.all + InterestOperations.all + LeadOperations.all
        + PhraseOperations.all + WordingOperations.all + PolicyOperations.all + ExplanationOperations.all
        + LedgerOperations.all + ContractOperations.all + PlacementOperations.all + FeeOperations.all
        + BonusOperations.all + BatchOperations.all

    private static let byName = Dictionary(uniqueKeysWithValues: operations.map { ($0.name, $0) })

    /// The operation of that name, or nil.
    package static func operation(named name: String) -> AnyOperation? { byName[name] }
}

extension Set<Role> {
    /// Recruiters and coordinators.
    static let staff: Set<Role> = [.recruiter, .coordinator]
    static let everybody = Set(Role.allCases)
}
