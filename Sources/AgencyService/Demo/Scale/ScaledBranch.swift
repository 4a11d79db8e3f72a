import Agency

/// A thousand candidates, their desks and the clients that they are put forward to, told from the seed and the branch's number alone.
struct ScaledBranch {
    let plan: ScaledPlan
    let number: Int
    var random: ScaledRandom
    var rows = ScaledRows()
    /// Which contacts take calls.
    var takesCalls: [Bool] = []
    /// For each contact and day, whether somebody spoke to them (T18).
    private var spoken: [Bool]
    private let firstDay: Int

    /// A full range of days for each contact.
    private static let days = ScaledSetting.daysBack + ScaledSetting.daysAhead

    private init(_ plan: ScaledPlan, number: Int) {
        self.plan = plan
        self.number = number
        random = ScaledRandom(seed: plan.seed, .branch, row: number)
        firstDay = plan.setting.today - ScaledSetting.daysBack
        spoken = [Bool](repeating: false, count: ScaledShape.clients * ScaledShape.contactsPerClient * Self.days)
    }

    /// The rows of a branch.
    ///
    /// - Throws: `DateOutOfRange` near the end of the calendar.
    static func rows(_ plan: ScaledPlan, number: Int) throws -> ScaledRows {
        var branch = ScaledBranch(plan, number: number)
        branch.colleagues()
        branch.companies()
        branch.besides()
        try branch.candidates()
        return branch.rows
    }

    var today: Int { plan.setting.today }

    // Ids by place in the branch.
    func recruiter(_ place: Int) -> Int { number * ScaledShape.recruiters + place + 1 }
    func client(_ place: Int) -> Int { number * ScaledShape.clients + place + 1 }
    func contact(_ client: Int, _ place: Int) -> Int {
        (number * ScaledShape.clients + client) * ScaledShape.contactsPerClient + place + 1
    }
    func vacancy(_ client: Int, _ place: Int) -> Int {
        (number * ScaledShape.clients + client) * ScaledShape.vacanciesPerClient + place + 1
    }
    func referrer(_ place: Int) -> Int { number * ScaledShape.referrers + place + 1 }
    func candidate(_ place: Int) -> Int { number * ScaledShape.candidates + place + 1 }
    func submission(_ place: Int) -> Int { number * ScaledShape.shared.slots.count + place + 1 }
    func interview(_ place: Int) -> Int { number * ScaledShape.interviews + place + 1 }
    /// The branch's own referral programme; the first one is the agency's.
    var programme: Int { number + 2 }

    func days(_ client: Int) -> ScaledDays { plan.setting.clients[client] }

    func takesCalls(_ client: Int, _ contact: Int) -> Bool { takesCalls[client * ScaledShape.contactsPerClient + contact] }

    /// Whether nobody spoke to a contact within two days of a day (T18).
    func isFree(_ client: Int, _ contact: Int, on day: Int) -> Bool {
        let base = (client * ScaledShape.contactsPerClient + contact) * Self.days + day - firstDay
        return !spoken[base - 2...base + 2].contains(true)
    }

    mutating func speak(_ client: Int, _ contact: Int, on day: Int) {
        spoken[(client * ScaledShape.contactsPerClient + contact) * Self.days + day - firstDay] = true
    }
}
