/// An interview as one reader may know it, to be explained.
package struct ExplainedMeeting: Sendable {
    package let id: Int64
    /// D of the rules.
    package let held: CivilDate
    package var isCancelled = false
    package var promises: [PromiseGiven] = []
    /// Contacts with the client about it; for a candidate their own.
    package var contacts: [CivilDate] = []
    /// When the chase stopped, as the reader knows it.
    package var stoppedOn: CivilDate?
    /// The facts that the debrief still lacks, nil where there was none; staff only.
    package var debrief: Debrief?
    package var asking: Asking?
    /// Whom the candidate met and what became of their notes; nil for a reader who may not know.
    package var thanks: [Thanks]?
    package var material: [Material]?

    package init(id: Int64, held: CivilDate) {
        self.id = id
        self.held = held
    }

    /// How far the agent got with the facts (T1).
    package struct Debrief: Sendable {
        /// Nil where nothing is on record.
        let missing: [String]?

        package init(missing: [String]?) { self.missing = missing }
    }

    /// Whom to ask (T8, T18, T19).
    package struct Asking: Sendable {
        let advice: ContactAdvice
        let name: String
        let mayCall: Bool
        let spokenToOn: CivilDate?
        let spokenToBy: String?

        package init(advice: ContactAdvice, name: String, mayCall: Bool, spokenToOn: CivilDate?, spokenToBy: String?) {
            self.advice = advice
            self.name = name
            self.mayCall = mayCall
            self.spokenToOn = spokenToOn
            self.spokenToBy = spokenToBy
        }
    }

    /// Somebody whom the candidate met, and the latest note to them (T10).
    package struct Thanks: Sendable, Decodable {
        let contactId: Int64
        let name: String
        let writtenOn: CivilDate?
        let forwardedOn: CivilDate?
        let returnedOn: CivilDate?
    }

    /// Something promised at the interview or thought of later (T11).
    package struct Material: Sendable, Decodable {
        let id: Int64
        let isPromise: Bool
        let addedOn: CivilDate
        let dueOn: CivilDate?
        let doneOn: CivilDate?
        let returnedOn: CivilDate?
    }
}
