/// A word to a candidate for whom there is no news yet (T17).
///
/// It is made of what the candidate may know and of what the agent did themselves. Whether feedback was logged is not among it, and
/// every sentence is true either way, so that nobody can read an outcome out of it (R9). It names no person and no way to reach one (R2).
package struct HoldingMessage: Hashable, Sendable {
    /// The title of the position.
    package var vacancy: String
    package var client: String
    /// The interview whose answer is awaited; nil where none is.
    package var awaited: Awaited?
    /// When the next interview is, if one is arranged.
    package var meetingOn: CivilDate?
    /// The day by which the agent said they would call.
    package var callBy: CivilDate?
    /// The day by which the candidate hears something again (T17).
    package var hearsBy: CivilDate

    /// An interview that the candidate was told no outcome of.
    package struct Awaited: Hashable, Sendable {
        package var heldOn: CivilDate
        /// The date in force by which the client said it would answer (T7).
        package var promised: CivilDate?
        /// The agent's latest contact with the client about it.
        package var askedOn: CivilDate?
        /// The day on which the agent asks next, if there is no answer before; nil where the candidate asks (R4, R5).
        package var asksOn: CivilDate?

        package init(heldOn: CivilDate, promised: CivilDate?, askedOn: CivilDate?, asksOn: CivilDate?) {
            self.heldOn = heldOn
            self.promised = promised
            self.askedOn = askedOn
            self.asksOn = asksOn
        }
    }

    package init(
        vacancy: String, client: String, awaited: Awaited?, meetingOn: CivilDate?, callBy: CivilDate?, hearsBy: CivilDate
    ) {
        self.vacancy = vacancy
        self.client = client
        self.awaited = awaited
        self.meetingOn = meetingOn
        self.callBy = callBy
        self.hearsBy = hearsBy
    }

    /// What the candidate is written: what is known, and what happens next and by when (R11).
    ///
    /// - Parameter today: the day on which it is sent.
    package func text(on today: CivilDate) -> String {
        let after = awaited.map { " after your interview of \($0.heldOn)" } ?? ""
        var sentences = ["I have no news for you yet about \(vacancy) at \(client)\(after)."]
        if let awaited {
            if let promised = awaited.promised {
                sentences.append(
                    promised < today ? "They had said they would answer by \(promised)." : "They said they would answer by \(promised).")
            }
            if let askedOn = awaited.askedOn { sentences.append("I asked them on \(askedOn).") }
            if let asksOn = awaited.asksOn {
                sentences.append("Unless they answer first, I ask them\(awaited.askedOn == nil ? "" : " again") on \(asksOn).")
            }
        }
        if let meetingOn { sentences.append("Your next interview is on \(meetingOn).") }
        if let callBy, callBy >= today { sentences.append("As I said, I call you by \(callBy).") }
        sentences.append("You hear from me again by \(hearsBy) at the latest.")
        return sentences.joined(separator: " ")
    }
}

extension Etiquette {
    /// The first business day, today or later, on which the agent may ask the client next (T4 to T6).
    ///
    /// Whether there is an answer already makes no difference (R9).
    ///
    /// - Parameters:
    ///   - promise: the date in force by which the client said it would answer.
    ///   - latestContact: the latest contact of any kind.
    package func nextChase(
        held: CivilDate, promise: CivilDate?, latestContact: CivilDate?, on today: CivilDate
    ) throws(DateOutOfRange) -> CivilDate {
        let window = try chaseWindow(
            held: held, promise: promise, latestContact: latestContact, grace: policy.agentGraceBusinessDays)
        return try calendar.roll(max(window.opens, today))
    }
}
