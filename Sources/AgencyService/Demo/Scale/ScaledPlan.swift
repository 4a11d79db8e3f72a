import Agency

/// What a load at scale makes: everything in it follows from these values.
struct ScaledPlan: Sendable {
    let scale: Int
    let seed: UInt64
    /// How many interviews are overdue on the day of the load.
    let overdue: Int
    let setting: ScaledSetting

    /// How many interviews of a branch are overdue: the whole number spread evenly.
    func overdue(inBranch branch: Int) -> Int { overdue * (branch + 1) / scale - overdue * branch / scale }

    /// The account of a recruiter.
    func account(recruiter: Int) -> Int { setting.lastAccount + recruiter }

    /// Ids of what has one for each interview or submission begin here, apart from those by interview.
    var interviews: Int { scale * ScaledShape.interviews }
    var candidates: Int { scale * ScaledShape.candidates }
    var recruiters: Int { scale * ScaledShape.recruiters }

    static func isCoordinator(recruiter: Int) -> Bool { recruiter % ScaledShape.recruiters == 0 }

    /// How a candidate's submission came about; some of each in every run of twenty candidates.
    static func channel(candidate place: Int, index: Int) -> Channel {
        guard index == 0 else { return .agency }
        return switch place % 20 {
        case 7: .direct
        case 13: .referral
        case 17: .speculative
        default: .agency
        }
    }
}
