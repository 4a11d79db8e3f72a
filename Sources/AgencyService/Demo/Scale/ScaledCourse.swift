import Agency

/// What a submission comes to: as of the day of the load, or over long before.
enum ScaledFate: Sendable {
    /// Over, in one of many ways.
    case past
    /// Held, due before today, and nothing heard.
    case overdue
    /// Held, and due in some days.
    case pending
    /// Still to be held.
    case upcoming
    /// Answered a day or two ago, and the candidate does not know yet.
    case unreleased
    case offered, onHold
    /// No interview so far: not consented, not sent, sent.
    case registered, consented, sent

    /// How many of the last submissions of a branch are in each state of the present.
    private static let present: [(ScaledFate, Int)] = [(.pending, 15), (.upcoming, 15), (.unreleased, 10), (.offered, 10), (.onHold, 10)]

    /// - Parameter overdue: how many submissions of the branch are overdue.
    init(_ slot: ScaledShape.Slot, place: Int, overdue: Int) {
        guard let rank = slot.rank else {
            // Those without an interview are never a candidate's last; some of them are of these days.
            switch place % 26 {
            case 0: self = .registered
            case 1: self = .consented
            case 2: self = .sent
            default: self = .past
            }
            return
        }
        guard rank >= overdue else {
            self = .overdue
            return
        }
        var turn = ScaledShape.candidates - 1 - rank
        for (fate, count) in Self.present {
            if turn >= 0, turn < count {
                self = fate
                return
            }
            turn -= count
        }
        self = .past
    }
}

/// A submission under way, moved by the same events as in the database (R9): what the agency knows, and what the candidate was told.
struct ScaledCourse {
    let id: Int
    let candidate: Int
    let client: Int
    let recruiter: Int
    let account: Int
    let channel: Channel
    var stage = Stage.registered
    var sentOn: Int?
    var closedOn: Int?
    var closeReason: [UInt8]?
    var published = Stage.registered
    var publishedOn: Int
    var publishedClosedOn: Int?
    var interviews: [ScaledInterview] = []

    init(id: Int, candidate: Int, client: Int, recruiter: Int, account: Int, channel: Channel, registeredOn: Int) {
        self.id = id
        self.candidate = candidate
        self.client = client
        self.recruiter = recruiter
        self.account = account
        self.channel = channel
        publishedOn = registeredOn
    }

    mutating func send(on day: Int) {
        (stage, sentOn, published, publishedOn) = (.sent, day, .sent, day)
    }

    mutating func schedule(on day: Int) {
        if [.registered, .sent, .onHold].contains(stage) { stage = .interviewing }
        if ![.interviewing, .offered, .placed].contains(published) { (published, publishedOn) = (.interviewing, day) }
        publishedClosedOn = nil
    }

    mutating func answer(_ interview: Int, _ decision: Decision, on day: Int) {
        interviews[interview].answeredOn = day
        interviews[interview].resolvedOn = day
        switch decision {
        case .advance: stage = .interviewing
        case .hold: stage = .onHold
        case .offer: stage = .offered
        case .reject:
            stage = .rejected
            end(on: day)
        }
    }

    mutating func release(_ interview: Int, _ decision: Decision, on day: Int) {
        interviews[interview].publishedAnsweredOn = day
        publishedOn = day
        switch decision {
        case .advance: published = .interviewing
        case .hold: published = .onHold
        case .offer: published = .offered
        case .reject: (published, publishedClosedOn) = (.rejected, day)
        }
    }

    /// The candidate starts; a release tells them (R9), so nothing is published here.
    mutating func place(on day: Int) {
        stage = .placed
        for index in interviews.indices {
            interviews[index].resolvedOn =
                interviews[index].answeredOn ?? interviews[index].resolvedOn ?? day
        }
    }

    mutating func withdraw(on day: Int) {
        (stage, published, publishedOn, publishedClosedOn) = (.withdrawn, .withdrawn, day, day)
        end(on: day)
    }

    /// Closes it with a word to the candidate (T19).
    mutating func close(on day: Int, reason: [UInt8]) {
        (stage, published, publishedOn, publishedClosedOn) = (.closed, .closed, day, day)
        closeReason = reason
        end(on: day)
    }

    /// Feedback is outstanding only while the submission is open (T3).
    private mutating func end(on day: Int) {
        closedOn = day
        for index in interviews.indices { interviews[index].resolvedOn = min(interviews[index].answeredOn ?? day, day) }
    }
}

/// An interview of a submission under way.
struct ScaledInterview {
    let id: Int
    let round: Int
    let held: Int
    let defaultDueOn: Int
    var dueOn: Int
    var startMinute: Int
    var length: Int
    var resolvedOn: Int?
    var answeredOn: Int?
    var publishedAnsweredOn: Int?
    var cancelledOn: Int?
    /// The promise in force.
    var promisedOn: Int?
    var promises = 0
    /// The latest contact with the client about it.
    var contactedOn: Int?
    var chases = 0
}
