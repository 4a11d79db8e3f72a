import Agency

/// The rows of the import as its statements read them.
extension OpenCATSPlan {
    struct ClientRow: Encodable {
        var place: Int
        var externalId: String
        var name: String
        var recruiterId: Int64
    }

    struct CandidateRow: Encodable {
        var place: Int
        var externalId: String
        var name: String
        var email: String?
        var phone: String?
        var recruiterId: Int64
        var registeredOn: CivilDate
        var duplicateOf: Int64?
        var duplicateOfExternal: String?
    }

    struct ContactRow: Encodable {
        var place: Int
        var externalId: String
        var client: String
        var name: String
        var title: String?
        var function: ContactFunction
        var email: String?
        var phone: String?
    }

    struct VacancyRow: Encodable {
        var place: Int
        var externalId: String
        var client: String
        var contact: String?
        var title: String
        var recruiterId: Int64
        var openedOn: CivilDate
        var closedOn: CivilDate?
        var closeReason: String?
    }

    struct SubmissionRow: Encodable {
        var place: Int
        var externalId: String
        var candidate: String
        var vacancy: String
        var stage: Stage
        var sentOn: CivilDate?
        var closedOn: CivilDate?
        var closeReason: String?
    }

    var clientRows: [ClientRow] {
        clients.enumerated().map { index, client in
            ClientRow(
                place: index + 1, externalId: client.id, name: client.name, recruiterId: desk(client.desk))
        }
    }

    var firstRows: [CandidateRow] {
        firstCandidates.enumerated().map { index, candidate in row(candidate, place: index + 1, of: nil) }
    }

    var duplicateRows: [CandidateRow] {
        duplicates.enumerated().map { index, duplicate in
            row(duplicate.candidate, place: index + 1, of: duplicate.of)
        }
    }

    private func row(_ candidate: OpenCATSDump.Candidate, place: Int, of root: Root?) -> CandidateRow {
        let person = candidate.person
        var row = CandidateRow(
            place: place, externalId: person.id, name: person.name, email: person.email, phone: person.phone,
            recruiterId: desk(candidate.desk), registeredOn: candidate.registeredOn ?? today)
        switch root {
        case .known(let id): row.duplicateOf = id
        case .new(let id): row.duplicateOfExternal = id
        case nil: break
        }
        return row
    }

    var contactRows: [ContactRow] {
        contacts.enumerated().map { index, entry in
            let person = entry.contact.person
            return ContactRow(
                place: index + 1, externalId: person.id, client: entry.contact.clientID, name: person.name,
                title: entry.contact.title, function: entry.function, email: person.email, phone: person.phone)
        }
    }

    var vacancyRows: [VacancyRow] {
        vacancies.enumerated().map { index, vacancy in
            let openedOn = vacancy.openedOn ?? vacancy.closedOn ?? today
            return VacancyRow(
                place: index + 1, externalId: vacancy.id, client: vacancy.clientID, contact: vacancy.contactID,
                title: vacancy.title, recruiterId: desk(vacancy.desk), openedOn: openedOn,
                closedOn: vacancy.closedBy == nil ? nil : max(openedOn, vacancy.closedOn ?? today),
                closeReason: vacancy.closedBy.map { "OpenCATS: \($0)" })
        }
    }

    func submissionRows(_ round: [OpenCATSDump.Submission]) -> [SubmissionRow] {
        round.enumerated().map { index, submission in
            let isRejected = submission.status.isRejected
            return SubmissionRow(
                place: index + 1, externalId: submission.id, candidate: submission.candidateID,
                vacancy: submission.vacancyID, stage: submission.status.stage,
                sentOn: submission.sentOn, closedOn: isRejected ? submission.decidedOn : nil,
                closeReason: isRejected ? submission.status.closeReason : nil)
        }
    }
}

extension PipelineStatus {
    fileprivate var closeReason: String {
        self == .clientDeclined ? "OpenCATS: client declined" : "OpenCATS: not in consideration"
    }
}
