import Agency

/// Interviews and the waiting after them, within the etiquette (T1 to T9, T18).
extension ScaledBranch {
    /// How an answer comes.
    enum Answer {
        case inTime, late
        /// Not through a day, on which the client may still be asked.
        case never(until: Int)
    }

    /// What becomes of logged feedback.
    enum Telling {
        case open
        case released(Int)
        case withheld(Int)
    }

    mutating func meet(_ course: inout ScaledCourse, place: Int, scheduledOn: Int, held: Int, _ vacancy: Int) {
        let due = days(course.client).dueWithoutPromise(held: held)
        let interview = ScaledInterview(
            id: interview(place), round: course.interviews.count + 1, held: held, defaultDueOn: due, dueOn: due,
            startMinute: 600 + 30 * random.below(9), length: 45 + 15 * random.below(3))
        course.schedule(on: scheduledOn)
        course.interviews.append(interview)
        let first = Post.interviewer + random.below(3)
        met(interview.id, course, contact: first)
        if interview.round > 1 { met(interview.id, course, contact: decisionMaker(course.client, vacancy) ?? Post.hr) }
    }

    /// The facts by the next business day, promises, chases, until the answer comes.
    ///
    /// - Returns: the day of the answer; the last day that it could have come on if it never does.
    mutating func wait(_ course: inout ScaledCourse, _ answer: Answer) throws -> Int {
        let days = days(course.client)
        let index = course.interviews.count - 1
        let held = course.interviews[index].held
        let debriefedOn = days.after(held, 1)
        var latest = held
        if random.happens(750) {
            let date = days.after(held, 3 + random.below(6))
            let givenOn = random.happens(500) ? held : debriefedOn
            promise(&course, date, givenOn: givenOn)
            debrief(course, on: debriefedOn, feedbackBy: date)
            latest = givenOn
        } else {
            debrief(course, on: debriefedOn, feedbackBy: nil)
            let day = days.after(held, 2 + random.below(2))
            if random.happens(350), isFree(course.client, Post.hr, on: day) {
                chase(&course, Post.hr, on: day, isCourtesy: true, isAnswered: false)
                latest = day
            }
        }
        let due = course.interviews[index].dueOn
        switch answer {
        case .inTime: return max(latest, days.after(held, 1 + random.below(max(days.span(held, due), 1))))
        case .late:
            try ask(&course, attempts: 1 + random.below(2), until: days.after(held, 18), promisesUntil: days.after(held, 12))
            let interview = course.interviews[index]
            return days.after(max(interview.dueOn, interview.contactedOn ?? 0), 1 + random.below(3))
        case .never(let until):
            try ask(&course, attempts: random.below(5), until: until, promisesUntil: min(days.after(held, 20), until))
            return until
        }
    }

    /// Asks the client again and again, each time in its window; an answered call may bring a later promise.
    private mutating func ask(_ course: inout ScaledCourse, attempts: Int, until: Int, promisesUntil: Int) throws {
        let days = days(course.client)
        let index = course.interviews.count - 1
        for _ in 0..<attempts {
            let interview = course.interviews[index]
            let window = try days.chaseWindow(held: interview.held, promise: interview.promisedOn, latestContact: interview.contactedOn)
            var day = days.after(days.roll(window.opens), random.below(2))
            var found: Int?
            for _ in 0..<4 where found == nil {
                // After two in vain the decision maker is the one to ask (T8).
                let order = interview.chases < 2 ? Post.asked : Array(Post.asked.dropFirst(2))
                found = order.first { isFree(course.client, $0, on: day) }
                if found == nil { day = days.after(day, 1) }
            }
            guard let found, day <= until else { return }
            let date = days.after(day, 3 + random.below(3))
            let isAnswered = random.happens(400) && date <= promisesUntil
            chase(&course, found, on: day, isCourtesy: false, isAnswered: isAnswered)
            if isAnswered { promise(&course, date, givenOn: day) }
        }
    }

    mutating func feedback(_ course: inout ScaledCourse, _ decision: Decision, on day: Int, _ telling: Telling) {
        let days = days(course.client)
        let index = course.interviews.count - 1
        let interview = course.interviews[index]
        let place = Decision.allCases.firstIndex(of: decision) ?? 0
        course.answer(index, decision, on: day)
        rows[.feedback].add(interview.id)
        rows[.feedback].add(interview.id)
        rows[.feedback].add(course.id)
        rows[.feedback].add(course.candidate)
        rows[.feedback].add(client(course.client))
        rows[.feedback].add(course.recruiter)
        rows[.feedback].add(word: decision.rawValue)
        rows[.feedback].add(random.pick(ScaledWords.comments[place]))
        rows[.feedback].add(decision == .reject ? 1 + random.below(3) : 3 + random.below(3))
        rows[.feedback].add(day: day)
        rows[.feedback].add(contact(course.client, random.pick(Post.asked)))
        rows[.feedback].add(word: random.happens(600) ? "phone" : "email")
        rows[.feedback].add(moment: days.moment(day, minute: 780 + random.below(30)))
        rows[.feedback].add(day: day)
        rows[.feedback].add(course.account)
        switch telling {
        case .open:
            rows[.feedback].addNull()
            rows[.feedback].addNull()
        case .released(let toldOn):
            course.release(index, decision, on: toldOn)
            let moment = days.moment(toldOn, minute: 840 + random.below(60))
            rows[.feedback].add(moment: moment)
            rows[.feedback].addNull()
            release(course, interview.id, decision.rawValue, random.pick(ScaledWords.messages[place]), on: toldOn, at: moment)
        case .withheld(let keptOn):
            let moment = days.moment(keptOn, minute: 850)
            rows[.feedback].addNull()
            rows[.feedback].add(moment: moment)
            rows[.withholdings].add(interview.id)
            rows[.withholdings].add(course.recruiter)
            rows[.withholdings].add(random.pick(ScaledWords.withholdReasons))
            rows[.withholdings].add(moment: moment)
            rows[.withholdings].add(course.account)
            rows[.withholdings].endRow()
        }
        rows[.feedback].endRow()
    }

    /// The facts that the agent got; what the client would not say is marked, so that nothing is left to ask (T1).
    mutating func debrief(_ course: ScaledCourse, on day: Int, feedbackBy: Int?) {
        guard day < today, let interview = course.interviews.last, random.happens(970) else { return }
        let days = days(course.client)
        let decisionOn = feedbackBy.flatMap { random.happens(500) ? days.after($0, 2) : nil }
        let furtherRound: Bool? = random.happens(800) ? random.happens(500) : nil
        var unsaid = "{further_round_on,promised"
        if feedbackBy == nil { unsaid += ",feedback_by" }
        if decisionOn == nil { unsaid += ",decision_on" }
        if furtherRound == nil { unsaid += ",further_round" }
        rows[.debriefs].add(interview.id)
        rows[.debriefs].add(client(course.client))
        rows[.debriefs].add(course.recruiter)
        if let furtherRound { rows[.debriefs].add(furtherRound) } else { rows[.debriefs].addNull() }
        rows[.debriefs].add(day: decisionOn)
        rows[.debriefs].add(day: feedbackBy)
        rows[.debriefs].add(random.pick(ScaledWords.titles[2]))
        rows[.debriefs].add(word: unsaid + "}")
        rows[.debriefs].add(moment: days.moment(day, minute: 650 + random.below(30)))
        rows[.debriefs].add(course.account)
        rows[.debriefs].endRow()
    }

    mutating func promise(_ course: inout ScaledCourse, _ date: Int, givenOn: Int) {
        let index = course.interviews.count - 1
        let interview = course.interviews[index]
        // Room for sixteen promises in each interview's ids.
        rows[.promises].add((interview.id - 1) * 16 + interview.promises + 1)
        rows[.promises].add(interview.id)
        rows[.promises].add(course.candidate)
        rows[.promises].add(client(course.client))
        rows[.promises].add(course.recruiter)
        rows[.promises].add(day: date)
        rows[.promises].add(day: givenOn)
        rows[.promises].add(contact(course.client, random.happens(700) ? Post.hr : Post.decisionMaker))
        rows[.promises].add(course.account)
        rows[.promises].add(moment: days(course.client).moment(givenOn, minute: givenOn == interview.held ? 980 : 770))
        rows[.promises].endRow()
        course.interviews[index].promises += 1
        course.interviews[index].promisedOn = date
        course.interviews[index].dueOn = date
    }

    private mutating func chase(_ course: inout ScaledCourse, _ place: Int, on day: Int, isCourtesy: Bool, isAnswered: Bool) {
        let index = course.interviews.count - 1
        let interview = course.interviews[index]
        speak(course.client, place, on: day)
        // Odd ids are the agency's; room for eight in each interview's.
        rows[.chases].add(((interview.id - 1) * 8 + interview.chases) * 2 + 1)
        rows[.chases].add(interview.id)
        rows[.chases].add(course.candidate)
        rows[.chases].add(client(course.client))
        rows[.chases].add(course.recruiter)
        rows[.chases].add(contact(course.client, place))
        rows[.chases].add(day: day)
        rows[.chases].add(word: takesCalls(course.client, place) ? "phone" : "email")
        rows[.chases].add(word: isCourtesy ? "courtesy" : "chase")
        rows[.chases].add(random.pick(isAnswered ? ScaledWords.answeredOutcomes : ScaledWords.chaseOutcomes))
        rows[.chases].add(isAnswered)
        rows[.chases].add(course.account)
        rows[.chases].add(moment: days(course.client).moment(day, minute: 700 + random.below(60)))
        rows[.chases].endRow()
        course.interviews[index].chases += 1
        course.interviews[index].contactedOn = day
    }

    private mutating func met(_ interview: Int, _ course: ScaledCourse, contact place: Int) {
        rows[.interviewers].add(interview)
        rows[.interviewers].add(contact(course.client, place))
        rows[.interviewers].add(course.candidate)
        rows[.interviewers].add(client(course.client))
        rows[.interviewers].endRow()
    }

    mutating func write(_ interview: ScaledInterview, of course: ScaledCourse) {
        let days = days(course.client)
        rows[.interviews].add(interview.id)
        rows[.interviews].add(course.id)
        rows[.interviews].add(course.candidate)
        rows[.interviews].add(client(course.client))
        rows[.interviews].add(course.recruiter)
        rows[.interviews].add(interview.round)
        rows[.interviews].add(moment: days.moment(interview.held, minute: interview.startMinute))
        rows[.interviews].add(moment: days.moment(interview.held, minute: interview.startMinute + interview.length))
        rows[.interviews].add(random.pick(ScaledWords.locations))
        rows[.interviews].add(day: interview.held)
        rows[.interviews].add(day: interview.defaultDueOn)
        rows[.interviews].add(day: interview.dueOn)
        rows[.interviews].add(day: interview.resolvedOn)
        rows[.interviews].add(day: interview.answeredOn)
        rows[.interviews].add(day: interview.publishedAnsweredOn)
        rows[.interviews].add(moment: interview.cancelledOn.map { days.moment($0, minute: 700) })
        rows[.interviews].add(interview.cancelledOn == nil ? nil : random.pick(ScaledWords.cancelReasons))
        rows[.interviews].endRow()
    }
}
