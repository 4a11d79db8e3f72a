import Agency
import AgencyService
import TestSupport
import Testing

/// Bonuses over many histories.
@Suite struct BonusPropertyTests {
    @Test func `the database and the pure rules agree on three hundred programmes, to the minor unit`() async throws {
        try await withDatabase { database in
            var random = SeededRandom(state: 20_260_307)
            let start = try #require(CivilDate(iso: "2026-03-09"))
            for round in 1...300 {
                let (amount, parts) = random.programme()
                let plan = try BonusPlan.make(
                    for: BonusScenario(
                        amount: Money(minor: amount, currency: try #require(Currency("GBP"))), instalments: parts, start: start, asOf: start))
                guard plan.instalments.allSatisfy({ $0.amountMinor >= 0 }) else { continue }
                let stored = parts.map { "{\"share_bp\": \($0.share.value), \"after_days\": \($0.afterDays)}" }.joined(separator: ",")
                let amounts = plan.instalments.map { "\($0.amountMinor)" }.joined(separator: ",")
                let days = plan.instalments.map { "\($0.dueOn)" }.joined(separator: ",")
                let outcome = try await database.outcome(
                    """
                    update liaison.programmes set amount_minor = \(amount), instalments = '[\(stored)]' where id = 2;
                    select liaison.place_candidate(4, '\(start)', null, null, null, null, null);
                    select liaison.grant_bonuses(max(p.id), '{\(amounts)}', '{\(days)}') from liaison.placements p;
                    set constraints all immediate;
                    select (select sum(b.amount_minor) from liaison.bonuses b) || ' '
                           || (select -sum(e.amount_minor) from liaison.ledger_entries e where e.account = 'bonus_liability')
                    """)
                #expect(outcome == "\(amount) \(amount)", "round \(round): \(amount) \(stored)")
            }
        }
    }

    /// What becomes of a friend; none of these ends with a payable bonus on the days on which the referrer looks.
    private enum History: CaseIterable {
        case nothing, registered, rejected, withdrawn, placed, left, voided, closed
    }

    @Test func `a referrer reads the same, byte for byte, through every history that ends without a payable bonus`() async throws {
        var answers: [History: [String]] = [:]
        for history in History.allCases {
            answers[history] = try await withDatabase { database in
                let service = try database.service()
                let nominated = try await service.call(
                    "referral.nominate", as: Cast.rafe,
                    ["id": 2, "candidate_name": "Bea Lund", "candidate_email": "bea@x.test", "vacancy_id": 11])
                if history != .nothing { try await live(history, nomination: try #require(nominated["id"]), database) }
                var read: [String] = []
                for day in ["2026-03-04", "2026-05-01", "2026-06-06", "2026-12-01"] {
                    let then = try database.service(now: "\(day)T10:00:00Z")
                    // Only who left in time, or never was to be paid, is looked at after the due date.
                    if day > "2026-06-06", history == .placed { continue }
                    for operation in ["bonus.list", "referral.list", "programme.list", "session.show", "agenda"] {
                        let body = try await then.respond(operation, as: Cast.rafe.token).body
                        read.append("\(day) \(operation) \(String(decoding: body, as: UTF8.self))")
                    }
                }
                return read
            }
        }
        let plain = try #require(answers[.nothing])
        #expect(plain.count == 20)
        for history in History.allCases {
            let read = try #require(answers[history])
            #expect(read == Array(plain.prefix(read.count)), "\(history)")
        }
    }

    private func live(_ history: History, nomination: JSONValue, _ database: TestDatabase) async throws {
        let service = try database.service()
        let candidate = try await service.call("candidate.add", as: Cast.ruth, ["name": "Bea Lund", "email": "bea@x.test"])
        let person = try #require(candidate["id"])
        if history == .registered { return }
        try await service.call("referral.confirm", as: Cast.ruth, ["id": nomination])
        if history == .voided {
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            let put = try await service.call(
                "submission.add", as: Cast.ruth, ["candidate_id": person, "vacancy_id": 12, "channel": "agency"])
            try await service.call("submission.consent", as: Cast.ruth, ["id": try #require(put["id"])])
            try await service.call("submission.send", as: Cast.ruth, ["id": try #require(put["id"])])
        }
        let submission = try await service.call(
            "submission.add", as: Cast.ruth,
            ["candidate_id": person, "vacancy_id": 11, "channel": "referral", "nomination_id": nomination])
        let id = try #require(submission["id"])
        try await service.call("submission.send", as: Cast.ruth, ["id": id])
        switch history {
        case .withdrawn: try await service.call("submission.withdraw", as: Cast.ruth, ["id": id])
        case .closed: try await service.call("submission.close", as: Cast.ruth, ["id": id, "reason": "Filled."])
        case .rejected:
            let interview = try await database.heldInterview(try #require(id.integer), on: "2026-03-03")
            try await service.call("feedback.log", as: Cast.ruth, ["id": .integer(interview), "decision": "reject", "comments": "No."])
        default:
            let placed = try await service.call(
                "placement.start", as: Cast.ruth, ["id": id, "start_on": "2026-03-09", "salary": MoneyScenes.money(4_800_000)])
            if history == .left {
                try await service.call("placement.leave", as: Cast.ruth, ["id": try #require(placed["id"]), "left_on": "2026-06-06"])
            }
        }
    }
}

extension SeededRandom {
    /// An amount and up to six parts of it.
    fileprivate mutating func programme() -> (Int64, [BonusInstalment]) {
        let count = Int.random(in: 1...6, using: &self)
        var rest: Int64 = 10_000
        var days = 0
        var parts: [BonusInstalment] = []
        for place in 1...count {
            let share = place == count ? rest : Int64.random(in: 1...(rest - Int64(count - place)), using: &self)
            rest -= share
            days += Int.random(in: 1...90, using: &self)
            parts.append(BonusInstalment(share: BasisPoints(share), afterDays: days))
        }
        return (Int64.random(in: 1...300_000, using: &self), parts)
    }
}
