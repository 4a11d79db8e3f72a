import Agency
import Postgres

extension StatusFacts {
    /// Reads a row of the status query; the order is that of its columns.
    ///
    /// By position and without a tree: candidates refresh all day, and decoding by name took a quarter of a request.
    init(_ row: Row) throws(PostgresError) {
        var cells = RowReader(row)
        id = try cells.next()
        vacancy = try cells.next()
        client = try cells.next()
        channel = try cells.next()
        stage = try cells.next()
        publishedOn = try cells.next()
        publishedClosedOn = try cells.next()
        createdOn = try cells.next()
        consentedOn = try cells.next()
        withdrawnOn = try cells.next()
        nominationId = try cells.next()
        referralConfirmedOn = try cells.next()
        agentName = try cells.next()
        agentEmail = try cells.next()
        agentPhone = try cells.next()
        clientId = try cells.next()
        calendarId = try cells.next()
        calendarVersion = try cells.next()
        agencyCalendarId = try cells.next()
        agencyCalendarVersion = try cells.next()
        policyVersion = try cells.next()
        today = try cells.next()
        agencyToday = try cells.next()
        interviews = try cells.list(Meeting.init)
        releases = try cells.list(Word.init)
        enquiries = try cells.list(Question.init)
        notes = try cells.list(Thanks.init)
        holdingMessages = try cells.list(Holding.init)
        calls = try cells.list(PromisedCall.init)
    }
}

extension StatusFacts.Meeting {
    fileprivate init(_ cell: inout JSONCellReader) throws(PostgresError) {
        self = try cell.record { (cell) throws(PostgresError) in
            Self(
                id: try cell.value(), round: try cell.value(), startsOn: try cell.value(), startsAt: try cell.value(),
                heldOn: try cell.value(), hasEnded: try cell.value(), isCancelled: try cell.value(),
                answeredOn: try cell.value(), people: try cell.list(StatusFacts.Person.init),
                promises: try cell.list(StatusFacts.Promise.init), contactedOn: try cell.value())
        }
    }
}

extension StatusFacts.Person {
    fileprivate init(_ cell: inout JSONCellReader) throws(PostgresError) {
        self = try cell.record { (cell) throws(PostgresError) in
            Self(id: try cell.value(), name: try cell.value(), title: try cell.value())
        }
    }
}

extension StatusFacts.Promise {
    fileprivate init(_ cell: inout JSONCellReader) throws(PostgresError) {
        self = try cell.record { (cell) throws(PostgresError) in Self(givenOn: try cell.value(), date: try cell.value()) }
    }
}

extension StatusFacts.Word {
    fileprivate init(_ cell: inout JSONCellReader) throws(PostgresError) {
        self = try cell.record { (cell) throws(PostgresError) in
            Self(outcome: try cell.value(), message: try cell.value(), releasedOn: try cell.value())
        }
    }
}

extension StatusFacts.Thanks {
    fileprivate init(_ cell: inout JSONCellReader) throws(PostgresError) {
        self = try cell.record { (cell) throws(PostgresError) in
            Self(
                interviewId: try cell.value(), contactId: try cell.value(), writtenOn: try cell.value(),
                returnReason: try cell.value())
        }
    }
}

extension StatusFacts.Holding {
    fileprivate init(_ cell: inout JSONCellReader) throws(PostgresError) {
        self = try cell.record { (cell) throws(PostgresError) in Self(message: try cell.value(), sentOn: try cell.value()) }
    }
}

extension StatusFacts.PromisedCall {
    fileprivate init(_ cell: inout JSONCellReader) throws(PostgresError) {
        self = try cell.record { (cell) throws(PostgresError) in
            Self(callBy: try cell.value(), promisedOn: try cell.value(), calledOn: try cell.value())
        }
    }
}

extension StatusFacts.Question {
    fileprivate init(_ cell: inout JSONCellReader) throws(PostgresError) {
        self = try cell.record { (cell) throws(PostgresError) in
            Self(
                question: try cell.value(), askedOn: try cell.value(), dueOn: try cell.value(), answer: try cell.value(),
                answeredOn: try cell.value())
        }
    }
}
