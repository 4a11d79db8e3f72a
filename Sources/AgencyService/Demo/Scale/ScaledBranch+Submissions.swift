import Agency

/// Candidates and the course of their submissions.
extension ScaledBranch {
    mutating func candidates() throws {
        let shape = ScaledShape.shared
        let overdue = plan.overdue(inBranch: number)
        for place in 0..<ScaledShape.candidates {
            let id = candidate(place)
            let person = ScaledPerson.candidate(id, seed: plan.seed)
            let range = shape.starts[place]..<shape.starts[place + 1]
            let firstClient = random.below(ScaledShape.clients)
            var registeredOn = today
            for slot in range {
                let fate = ScaledFate(shape.slots[slot], place: slot, overdue: overdue)
                // Never the same company twice.
                let client = (firstClient + 3 * shape.slots[slot].index) % ScaledShape.clients
                let startedOn = try submit(slot, fate, client, person)
                registeredOn = min(registeredOn, startedOn)
            }
            rows[.candidates].add(id)
            rows[.candidates].add(person.name)
            rows[.candidates].add(person.email)
            rows[.candidates].add(Self.number("+44 7700 900", id, digits: 3))
            rows[.candidates].add(recruiter(of: place))
            rows[.candidates].add(day: plan.setting.agency.before(registeredOn - 12 - random.below(10), 1))
            rows[.candidates].endRow()
        }
    }

    private func recruiter(of candidate: Int) -> Int {
        recruiter(candidate * ScaledShape.recruiters / ScaledShape.candidates)
    }

    /// How long a submission with some interviews takes at the most, from its first day to its last.
    private static func span(rounds: Int) -> Int { 45 + 55 * rounds }

    /// The day of the last interview of a submission that is of the present.
    private mutating func anchor(_ fate: ScaledFate, _ days: ScaledDays) -> Int? {
        switch fate {
        case .past, .registered, .consented, .sent: nil
        case .overdue: days.before(today, 9 + min(random.below(46), random.below(46)))
        case .pending: days.before(today, 1 + random.below(4))
        case .upcoming: days.after(today, 1 + random.below(8))
        case .unreleased: days.before(today, 6 + random.below(6))
        case .offered, .onHold: days.before(today, 10 + random.below(8))
        }
    }

    private mutating func firstDay(_ fate: ScaledFate, rounds: Int, anchor: Int?, _ days: ScaledDays) -> Int {
        if let anchor { return days.roll(anchor - Self.span(rounds: rounds - 1) - random.below(10)) }
        switch fate {
        case .registered, .consented: return days.before(today, 2 + random.below(3))
        case .sent: return days.before(today, 3 + random.below(4))
        default:
            let longest = Self.span(rounds: max(rounds, 2))
            return days.roll(today - longest - random.below(750 - longest))
        }
    }

    /// Tells a submission from its first day on.
    ///
    /// - Returns: the day on which it began, its referral included.
    private mutating func submit(_ slot: Int, _ fate: ScaledFate, _ client: Int, _ person: ScaledPerson) throws -> Int {
        let shape = ScaledShape.shared.slots[slot]
        let days = days(client)
        let last = anchor(fate, days)
        let startedOn = firstDay(fate, rounds: shape.rounds, anchor: last, days)
        let desk = recruiter(of: shape.candidate)
        let channel = ScaledPlan.channel(candidate: shape.candidate, index: shape.index)
        var course = ScaledCourse(
            id: submission(slot), candidate: candidate(shape.candidate), client: client, recruiter: desk,
            account: plan.account(recruiter: desk), channel: channel, registeredOn: startedOn)
        let vacancy = openVacancy(on: startedOn)
        let nominatedOn = channel == .referral ? nominate(course, vacancy, person, before: startedOn) : nil
        if fate != .registered {
            let agreedOn = days.after(startedOn, random.below(2))
            if channel == .agency { consent(course, on: agreedOn) }
            if fate != .consented {
                let sentOn = days.after(agreedOn, random.below(2))
                course.send(on: sentOn)
                trace(course)
                try follow(&course, shape, fate, vacancy, lastHeld: last)
            }
        }
        if let interview = course.interviews.last { besides(course, interview, fate) }
        write(course, vacancy, nomination: nominatedOn == nil ? nil : course.id, startedOn: startedOn)
        for interview in course.interviews { write(interview, of: course) }
        return nominatedOn ?? startedOn
    }

    /// From the sending on.
    private mutating func follow(
        _ course: inout ScaledCourse, _ slot: ScaledShape.Slot, _ fate: ScaledFate, _ vacancy: Int, lastHeld: Int?
    ) throws {
        let days = days(course.client)
        guard var known = course.sentOn else { return }
        for round in 0..<slot.rounds {
            let isLast = round == slot.rounds - 1
            var scheduledOn = days.after(known, 1 + random.below(2))
            var held = days.after(scheduledOn, 3 + random.below(5))
            if isLast, let lastHeld {
                held = lastHeld
                scheduledOn = min(days.before(held, 3 + random.below(3)), days.before(today, 1))
            }
            meet(&course, place: slot.interview + round, scheduledOn: scheduledOn, held: held, vacancy)
            known = isLast ? held : try goOn(&course)
        }
        if slot.rounds == 0 {
            if fate == .past { end(&course, on: days.after(known, 4 + random.below(12))) }
        } else {
            try conclude(&course, fate)
        }
    }

    /// After an interview that is not the last: an answer that leads on, or a cancellation.
    ///
    /// - Returns: the day on which the candidate knows.
    private mutating func goOn(_ course: inout ScaledCourse) throws -> Int {
        let days = days(course.client)
        let index = course.interviews.count - 1
        let held = course.interviews[index].held
        if random.happens(30) {
            let day = days.before(held, 1)
            course.interviews[index].cancelledOn = day
            course.interviews[index].resolvedOn = day
            return day
        }
        let answeredOn = try wait(&course, random.happens(750) ? .inTime : .late)
        let decision: Decision = random.happens(920) ? .advance : .hold
        if random.happens(10) {
            feedback(&course, decision, on: answeredOn, .withheld(days.after(answeredOn, 1)))
            return days.after(answeredOn, 1)
        }
        return tell(&course, decision, on: answeredOn)
    }

    /// Logs feedback and releases it on the same day or the agency's next one.
    private mutating func tell(_ course: inout ScaledCourse, _ decision: Decision, on day: Int) -> Int {
        let toldOn = releaseDay(day)
        feedback(&course, decision, on: day, .released(toldOn))
        return toldOn
    }

    /// The day of a release: by the agency's next business day (T17), in one case of twenty a day too late.
    private mutating func releaseDay(_ day: Int) -> Int {
        let agency = plan.setting.agency
        return random.happens(400) && agency.isBusinessDay(day) ? day : agency.after(day, random.happens(50) ? 2 : 1)
    }

    /// After the last interview.
    private mutating func conclude(_ course: inout ScaledCourse, _ fate: ScaledFate) throws {
        let days = days(course.client)
        let index = course.interviews.count - 1
        let held = course.interviews[index].held
        switch fate {
        case .registered, .consented, .sent, .upcoming: break
        case .pending:
            debrief(course, on: days.after(held, 1), feedbackBy: nil)
            promise(&course, days.after(today, 3 + random.below(6)), givenOn: held)
        case .overdue: _ = try wait(&course, .never(until: days.before(today, 1)))
        case .unreleased:
            // A rejection closes the submission, and the candidate does not see it yet (R9).
            let decision: Decision = random.pick([.reject, .reject, .advance])
            debrief(course, on: days.after(held, 1), feedbackBy: nil)
            feedback(&course, decision, on: days.before(today, 1 + random.below(2)), .open)
        case .offered, .onHold:
            debrief(course, on: days.after(held, 1), feedbackBy: nil)
            _ = tell(&course, fate == .offered ? .offer : .hold, on: days.after(held, 2 + random.below(3)))
        case .past: try concludePast(&course)
        }
    }

    private mutating func concludePast(_ course: inout ScaledCourse) throws {
        let days = days(course.client)
        let index = course.interviews.count - 1
        let held = course.interviews[index].held
        let turn = random.below(1000)
        if turn < 40 {
            debrief(course, on: days.after(held, 1), feedbackBy: nil)
            withdraw(&course, on: days.after(held, 1 + random.below(4)))
        } else if turn < 70 {
            _ = try wait(&course, .never(until: days.after(held, 28)))
            end(&course, on: days.after(max(course.interviews[index].contactedOn ?? 0, course.interviews[index].dueOn), 3))
        } else {
            let answeredOn = try wait(&course, random.happens(750) ? .inTime : .late)
            switch turn {
            case ..<110:
                let toldOn = tell(&course, .offer, on: answeredOn)
                course.place(on: days.after(toldOn, 2 + random.below(6)))
            case ..<150:
                let toldOn = tell(&course, .offer, on: answeredOn)
                end(&course, on: days.after(toldOn, 3 + random.below(5)))
            case ..<200:
                let toldOn = tell(&course, .hold, on: answeredOn)
                end(&course, on: days.after(toldOn, 5 + random.below(5)))
            default: _ = tell(&course, .reject, on: answeredOn)
            }
        }
    }
}
