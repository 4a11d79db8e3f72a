import Agency

/// The stories of the demo agency: one for each state that a list, a report or a refusal can show.
extension DemoTimeline {
    mutating func stories() throws {
        try ahead()
        try debriefs()
        try promises()
        try overdue()
        try answers()
        try endings()
        try quiet()
        try directly()
        try referrals()
        try besides()
        try courtesy()
    }

    /// Interviews to come, and one that did not take place.
    mutating func ahead() throws {
        let harrow = days(.harrow)
        _ = try candidacy(DemoCast.agencyCandidate, for: 1, interviewOn: harrow.ahead(3))
        let forth = days(.forth)
        _ = try candidacy(2, for: 3, interviewOn: forth.ahead(1), hour: 10)
        let calloway = days(.calloway)
        _ = try candidacy(20, for: 7, interviewOn: calloway.calendar.roll(calloway.today), hour: 16)
        let adeyemi = days(.adeyemi)
        let cancelled = try candidacy(38, for: 12, interviewOn: adeyemi.back(2))
        cancel(cancelled, on: try adeyemi.back(3), reason: "The plant manager is travelling.")
        _ = try schedule(
            cancelled.submission, on: adeyemi.ahead(5), hour: 14, scheduledOn: adeyemi.back(2))
    }

    /// Interviews whose facts the agent has yet to get (T1).
    mutating func debriefs() throws {
        _ = try candidacy(21, for: 5, interviewOn: days(.isar).back(1))
        _ = try candidacy(3, for: 9, interviewOn: days(.mizuhara).back(4))
        let forth = days(.forth)
        let incomplete = try candidacy(17, for: 4, interviewOn: forth.back(3), hour: 9)
        try debrief(incomplete, furtherRound: nil, isComplete: false)
        let returned = thank(incomplete, on: try forth.back(2), "Thanks for your time!")
        giveBack(returned, of: incomplete, on: try forth.back(2), reason: "Say what you spoke about; he remembers details.")
    }

    /// Answers that are not due yet, or may be asked for today.
    mutating func promises() throws {
        let harrow = days(.harrow)
        let courtesy = try candidacy(4, for: 2, interviewOn: harrow.courtesyInterview())
        try debrief(courtesy, furtherRound: nil)
        _ = thank(
            courtesy, on: try harrow.after(courtesy.heldOn, 1),
            "Dear Ms Rahman, your account of the flood barrier tender made me want to start at once. Thank you for the hour.")

        let forth = days(.forth)
        var pending = try candidacy(5, for: 3, interviewOn: forth.back(5))
        let pendingDate = try forth.ahead(3)
        try debrief(pending, feedbackBy: pendingDate, decisionOn: forth.ahead(6))
        promise(&pending, pendingDate, givenOn: try forth.back(4), by: .decisionMaker)
        let forwarded = thank(
            pending, on: try forth.back(4), "Dear Mr Lang, thank you for showing me how you balance the northern lines in winter.")
        forward(forwarded, of: pending, on: try forth.back(3))

        let calloway = days(.calloway)
        let openDate = try calloway.openPromise(grace: 0)
        var open = try candidacy(22, for: 7, interviewOn: calloway.before(openDate, 6))
        try debrief(open, feedbackBy: openDate)
        promise(&open, openDate, givenOn: try calloway.before(openDate, 5))

        var moved = try candidacy(24, for: 8, interviewOn: calloway.back(14))
        try debrief(moved, feedbackBy: calloway.back(6))
        promise(&moved, try calloway.back(6), givenOn: try calloway.back(13))
        if let day = try chase(
            &moved, from: calloway.back(6), .decisionMaker, isAnswered: true, outcome: "They need one more week.")
        {
            promise(&moved, try calloway.ahead(4), givenOn: day, by: .decisionMaker)
        }
        report(
            moved.submission, "client_contact", on: try calloway.back(3),
            "The planner rang the candidate to ask about a start date; the candidate told us the same day.")

        let isar = days(.isar)
        var waiting = try candidacy(25, for: 6, interviewOn: isar.back(9))
        try debrief(waiting, feedbackBy: isar.back(4))
        promise(&waiting, try isar.back(4), givenOn: try isar.back(8))
        try chase(&waiting, from: isar.latest, .decisionMaker, outcome: "Left a message.")
    }

    /// Answers that are overdue, by few and by many days (T3, T8, T19).
    mutating func overdue() throws {
        let isar = days(.isar)
        var late = try candidacy(23, for: 5, interviewOn: isar.back(11))
        try debrief(late, feedbackBy: isar.back(6))
        promise(&late, try isar.back(6), givenOn: try isar.back(10))
        report(
            late.submission, "bypass", on: try isar.back(2),
            "The candidate wrote to the team leader directly to ask for a decision.")
        ask(
            late.submission, on: try setting.agency.back(4),
            "They said two weeks ago that I would hear. Is there any news?")

        promiseCall(late.submission, by: try setting.agency.ahead(1), on: try setting.agency.back(1))

        let mizuhara = days(.mizuhara)
        var slipping = try candidacy(6, for: 9, interviewOn: mizuhara.back(30))
        try debrief(slipping, feedbackBy: mizuhara.back(24))
        promise(&slipping, try mizuhara.back(24), givenOn: try mizuhara.back(29))
        promise(&slipping, try mizuhara.back(18), givenOn: try mizuhara.back(23))
        promise(&slipping, try mizuhara.back(13), givenOn: try mizuhara.back(17), by: .decisionMaker)
        try chase(&slipping, from: mizuhara.back(12), .decisionMaker, outcome: "In a meeting; will call back.")
        let agency = setting.agency
        promiseCall(slipping.submission, by: try agency.back(6), on: try agency.back(8), calledOn: try agency.back(7))
        hold(
            slipping.submission, on: try agency.back(3),
            "No news yet; the head of sales is travelling. I ask again this week, and you hear from me either way.")

        var second = try candidacy(DemoCast.agencyCandidate, for: 10, interviewOn: mizuhara.back(8))
        try debrief(second, feedbackBy: mizuhara.back(2))
        promised(second, on: try mizuhara.back(7), "The sales figures of the last two years")
        handOver(second, on: try mizuhara.back(5), "I forgot to mention the fair in Osaka, where I sold for two summers.", .laterThought)
        try references(second)
        promise(&second, try mizuhara.back(2), givenOn: try mizuhara.back(7))
        ask(
            second.submission, on: try setting.agency.latest,
            "Should I keep the week after next free for a second meeting?")

        let adeyemi = days(.adeyemi)
        var silent = try candidacy(35, for: 11, interviewOn: adeyemi.back(17))
        try debrief(silent)
        try chase(&silent, from: adeyemi.back(12), .hr, outcome: "No answer.")
        try chase(&silent, from: adeyemi.back(6), .hr, outcome: "No answer, message left.")

        let harrow = days(.harrow)
        var stuck = try candidacy(7, for: 1, interviewOn: harrow.back(36))
        try debrief(stuck, feedbackBy: harrow.back(30))
        promise(&stuck, try harrow.back(30), givenOn: try harrow.back(35))
        for (place, function) in [(28, ContactFunction.hr), (23, .hr), (17, .decisionMaker), (11, .decisionMaker)] {
            try chase(&stuck, from: harrow.back(place), function)
        }
    }

    /// Feedback that came, at every point of its way to the candidate (R9, T17).
    mutating func answers() throws {
        let forth = days(.forth)
        let unreleased = try candidacy(8, for: 4, interviewOn: forth.back(9))
        try debrief(unreleased, feedbackBy: forth.back(4))
        _ = feedback(
            unreleased, .reject, on: try forth.back(4),
            "Good on networks, too little protection experience for this team.", rating: 2)

        let harrow = days(.harrow)
        let fresh = try candidacy(9, for: 2, interviewOn: harrow.back(4))
        try debrief(fresh, furtherRound: true)
        _ = feedback(
            fresh, .advance, on: try harrow.latest, "Clear, calm, knows tenders. We want a second round.", rating: 4,
            byClient: true)

        let calloway = days(.calloway)
        let advancing = try candidacy(26, for: 7, interviewOn: calloway.back(10))
        try debrief(advancing, feedbackBy: calloway.back(7))
        let further = feedback(advancing, .advance, on: try calloway.back(7), "Strong planner; meet the VP.", rating: 5)
        release(
            further, of: advancing, .advance, on: try calloway.back(6),
            "They liked how you planned around the port strike and would like a second meeting with the VP of operations."
        )
        _ = try schedule(
            advancing.submission, on: calloway.ahead(2), hour: 15, scheduledOn: calloway.back(5), round: 2)

        let isar = days(.isar)
        let holding = try candidacy(27, for: 6, interviewOn: isar.back(12))
        try debrief(holding)
        let hold = feedback(
            holding, .hold, on: try isar.back(8), "Good, but the budget is decided next month.", rating: 4)
        release(
            hold, of: holding, .hold, on: try isar.back(7),
            "They would like to go on with you but decide on the budget next month. Nothing is lost; keep looking meanwhile."
        )

        let mizuhara = days(.mizuhara)
        let rejected = try candidacy(10, for: 10, interviewOn: mizuhara.back(15))
        try debrief(rejected, feedbackBy: mizuhara.back(10))
        let rejection = feedback(
            rejected, .reject, on: try mizuhara.back(11), "Pleasant, but no sales in Japan so far.", rating: 2)
        release(
            rejection, of: rejected, .reject, on: try mizuhara.back(10),
            "They chose somebody who has sold in Japan before. They praised your preparation and would see you again for another role."
        )
        ask(
            rejected.submission, on: try setting.agency.back(9), "Could they say what I should work on?",
            answer: "They would have liked one example of a long sale that you closed. We can prepare one together.",
            answeredOn: try setting.agency.back(8))

        let adeyemi = days(.adeyemi)
        let offered = try candidacy(36, for: 11, interviewOn: adeyemi.back(7))
        try debrief(offered, feedbackBy: adeyemi.back(3))
        let offer = feedback(
            offered, .offer, on: try adeyemi.back(3), "We want her. Offer goes out this week.", rating: 5)
        release(
            offer, of: offered, .offer, on: try adeyemi.back(2),
            "They want to make you an offer; the letter comes this week.")

        let kept = try candidacy(11, for: 4, interviewOn: forth.back(8))
        try debrief(kept)
        let withheld = feedback(
            kept, .hold, on: try forth.back(5), "Between us: the whole team may move to Glasgow.", rating: 3)
        withhold(
            withheld, of: kept, on: try forth.back(4),
            "The client asked us to keep the move to ourselves until it is announced.")
    }

    /// Submissions that are over.
    mutating func endings() throws {
        let calloway = days(.calloway)
        var given = try candidacy(28, for: 8, interviewOn: calloway.back(44))
        try debrief(given)
        for place in [38, 33, 28, 23] { try chase(&given, from: calloway.back(place), .hr) }
        closeWithWord(
            given.submission, on: try calloway.back(12), reason: "No answer to four chases.",
            "In spite of four reminders they have not answered. We close this one and look on with you.")

        let isar = days(.isar)
        let withdrawn = try candidacy(29, for: 5, interviewOn: isar.back(13))
        try debrief(withdrawn)
        withdraw(withdrawn.submission, on: try isar.back(9), reason: "Took another position.")

        let placed = try candidacy(31, for: 6, interviewOn: isar.back(40))
        try debrief(placed, feedbackBy: isar.back(36))
        let offer = feedback(placed, .offer, on: try isar.back(36), "Exactly whom we were looking for.", rating: 5)
        release(offer, of: placed, .offer, on: try isar.back(35), "They want you. The contract is on its way.")
        try place(placed.submission, on: isar.back(25), startOn: isar.back(10))
    }
}
