import Agency

/// What is recorded of a submission beside its interviews.
extension ScaledBranch {
    mutating func consent(_ course: ScaledCourse, on day: Int) {
        rows[.consents].add(course.id)
        rows[.consents].add(course.candidate)
        rows[.consents].add(word: "Yes, please put me forward for this vacancy.")
        rows[.consents].add(moment: days(course.client).moment(day, minute: 590 + random.below(20)))
        rows[.consents].add(course.account)
        rows[.consents].endRow()
    }

    /// A confirmed recommendation (M2), some days before the candidate is put forward.
    ///
    /// - Returns: the day on which it was made.
    mutating func nominate(_ course: ScaledCourse, _ vacancy: Int, _ person: ScaledPerson, before day: Int) -> Int {
        let agency = plan.setting.agency
        let madeOn = agency.before(day, 3 + random.below(4))
        // Staff recommend for their own company under its programme; whoever works elsewhere under the agency's.
        let isStaff = course.client == 0
        rows[.nominations].add(course.id)
        rows[.nominations].add(isStaff ? programme : 1)
        rows[.nominations].add(referrer(isStaff ? 0 : 1 + random.below(ScaledShape.referrers - 1)))
        rows[.nominations].add(course.recruiter)
        rows[.nominations].add(person.name)
        rows[.nominations].add(person.email)
        rows[.nominations].add(course.candidate)
        rows[.nominations].add(client(course.client))
        rows[.nominations].add(self.vacancy(course.client, vacancy))
        rows[.nominations].add(moment: agency.moment(madeOn, minute: 660))
        rows[.nominations].add(day: madeOn)
        rows[.nominations].add(moment: agency.moment(agency.after(madeOn, 1), minute: 615))
        rows[.nominations].endRow()
        return madeOn
    }

    /// The trail of the sending (L4) in the last ninety days; of what else happened no trail is made.
    mutating func trace(_ course: ScaledCourse) {
        guard let day = course.sentOn, day > today - 90 else { return }
        rows[.auditEvents].add(moment: days(course.client).moment(day, minute: 630))
        rows[.auditEvents].add(course.account)
        rows[.auditEvents].add(word: "submission.send")
        rows[.auditEvents].add(word: "update")
        rows[.auditEvents].add(word: "submissions")
        rows[.auditEvents].add(course.id)
        rows[.auditEvents].add(word: "{\"stage\": [\"registered\", \"sent\"], \"published_stage\": [\"registered\", \"sent\"]}")
        rows[.auditEvents].endRow()
    }

    mutating func withdraw(_ course: inout ScaledCourse, on day: Int) {
        course.withdraw(on: day)
        rows[.withdrawals].add(course.id)
        rows[.withdrawals].add(course.candidate)
        rows[.withdrawals].add(random.pick(ScaledWords.withdrawalReasons))
        rows[.withdrawals].add(moment: days(course.client).moment(day, minute: 930))
        rows[.withdrawals].add(course.account)
        rows[.withdrawals].endRow()
    }

    /// Closes a submission with a word to the candidate (T19).
    mutating func end(_ course: inout ScaledCourse, on day: Int) {
        course.close(on: day, reason: random.pick(ScaledWords.closingReasons))
        release(
            course, nil, "closed", random.pick(ScaledWords.closingWords), on: day, at: days(course.client).moment(day, minute: 960))
    }

    /// - Parameter interview: whose feedback it tells of; nil for a closing without.
    mutating func release(_ course: ScaledCourse, _ interview: Int?, _ outcome: String, _ message: [UInt8], on day: Int, at moment: Int) {
        rows[.releases].add(interview ?? plan.interviews + course.id)
        rows[.releases].add(interview)
        rows[.releases].add(course.id)
        rows[.releases].add(interview)
        rows[.releases].add(course.candidate)
        rows[.releases].add(course.recruiter)
        rows[.releases].add(word: outcome)
        rows[.releases].add(message)
        rows[.releases].add(moment: moment)
        rows[.releases].add(day: day)
        rows[.releases].add(course.account)
        rows[.releases].endRow()
    }

    /// A candidate's question while they wait (T17), and now and then an incident (R3).
    mutating func besides(_ course: ScaledCourse, _ interview: ScaledInterview, _ fate: ScaledFate) {
        guard interview.held < today, interview.cancelledOn == nil else { return }
        let agency = plan.setting.agency
        if random.happens(100) { ask(course, on: agency.after(interview.held, 2)) }
        if random.happens(4) {
            let happenedOn = days(course.client).after(interview.held, 1)
            let recordedOn = days(course.client).after(interview.held, 2)
            guard recordedOn < today else { return }
            let kind = random.below(2)
            rows[.incidents].add(course.id)
            rows[.incidents].add(course.id)
            rows[.incidents].add(course.candidate)
            rows[.incidents].add(course.recruiter)
            rows[.incidents].add(word: kind == 0 ? "bypass" : "client_contact")
            rows[.incidents].add(day: happenedOn)
            rows[.incidents].add(ScaledWords.incidents[kind])
            rows[.incidents].add(moment: days(course.client).moment(recordedOn, minute: 745))
            rows[.incidents].add(course.account)
            rows[.incidents].endRow()
        }
    }

    private mutating func ask(_ course: ScaledCourse, on day: Int) {
        guard day < today else { return }
        let agency = plan.setting.agency
        let dueOn = agency.after(day, 1)
        let answeredOn = random.happens(900) ? dueOn : agency.after(dueOn, 1)
        let isAnswered = answeredOn < today
        rows[.enquiries].add(course.id)
        rows[.enquiries].add(course.id)
        rows[.enquiries].add(course.candidate)
        rows[.enquiries].add(course.recruiter)
        rows[.enquiries].add(random.pick(ScaledWords.questions))
        rows[.enquiries].add(moment: agency.moment(day, minute: 620 + random.below(200)))
        rows[.enquiries].add(day: day)
        rows[.enquiries].add(day: dueOn)
        rows[.enquiries].add(isAnswered ? random.pick(ScaledWords.answers) : nil)
        rows[.enquiries].add(moment: isAnswered ? agency.moment(answeredOn, minute: 640) : nil)
        rows[.enquiries].add(day: isAnswered ? answeredOn : nil)
        rows[.enquiries].add(isAnswered ? course.recruiter : nil)
        rows[.enquiries].endRow()
    }

    mutating func write(_ course: ScaledCourse, _ vacancy: Int, nomination: Int?, startedOn: Int) {
        rows[.submissions].add(course.id)
        rows[.submissions].add(course.candidate)
        rows[.submissions].add(client(course.client))
        rows[.submissions].add(self.vacancy(course.client, vacancy))
        rows[.submissions].add(course.recruiter)
        rows[.submissions].add(nomination)
        rows[.submissions].add(word: course.channel.rawValue)
        rows[.submissions].add(word: course.stage.rawValue)
        rows[.submissions].add(day: course.sentOn)
        rows[.submissions].add(day: course.closedOn)
        rows[.submissions].add(course.closeReason)
        rows[.submissions].add(moment: days(course.client).moment(startedOn, minute: 570 + random.below(15)))
        rows[.submissions].add(word: course.published.rawValue)
        rows[.submissions].add(day: course.publishedOn)
        rows[.submissions].add(day: course.publishedClosedOn)
        rows[.submissions].endRow()
    }
}
