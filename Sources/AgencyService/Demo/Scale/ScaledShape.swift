/// How many of everything a branch of a thousand candidates has, the same in every branch, so that ids follow from places.
struct ScaledShape: Sendable {
    static let recruiters = 5
    static let candidates = 1000
    static let clients = 10
    static let contactsPerClient = 8
    static let vacanciesPerClient = 10
    static let referrers = 10
    static let interviews = 5000

    /// A submission's place in its branch.
    struct Slot: Sendable {
        var candidate: Int
        /// Which of the candidate's submissions it is.
        var index: Int
        var isLast: Bool
        var rounds: Int
        /// The first of its interviews, by place in the branch.
        var interview: Int
        /// Its turn when submissions are chosen to be overdue, or nil without an interview.
        var rank: Int?
    }

    static let shared = ScaledShape()

    let slots: [Slot]
    /// Where the submissions of each candidate begin, and after the last one where they end.
    let starts: [Int]
    /// How many submissions can be overdue.
    let ranked: Int

    /// Interviews in each submission of twenty candidates, a hundred in all.
    private static let careers = [
        [1], [2], [0, 1], [3], [1, 1], [2, 1], [0, 2, 2], [3, 2], [1, 2, 2], [2, 2, 1], [2, 3], [0, 3, 3], [3, 2, 2], [2, 2, 3], [1, 3, 3],
        [2, 3, 3], [3, 2, 2], [0, 3, 2, 2], [3, 2, 1, 1], [2, 2, 2, 2],
    ]

    private init() {
        var slots: [Slot] = []
        var starts: [Int] = []
        var interview = 0
        for candidate in 0..<Self.candidates {
            starts.append(slots.count)
            // Each run of twenty has every career once, in another order.
            let career = Self.careers[(candidate / 20 + candidate * 7) % 20]
            for (index, rounds) in career.enumerated() {
                slots.append(
                    Slot(candidate: candidate, index: index, isLast: index == career.count - 1, rounds: rounds, interview: interview))
                interview += rounds
            }
        }
        starts.append(slots.count)
        // First one submission of each candidate, then the others, each time spread over the desks.
        let spread = (0..<Self.candidates).map { ($0 * 919 + 137) % Self.candidates }
        var rank = 0
        for isLast in [true, false] {
            for candidate in spread {
                for place in starts[candidate]..<starts[candidate + 1] where slots[place].isLast == isLast && slots[place].rounds > 0 {
                    slots[place].rank = rank
                    rank += 1
                }
            }
        }
        self.slots = slots
        self.starts = starts
        ranked = rank
    }
}
