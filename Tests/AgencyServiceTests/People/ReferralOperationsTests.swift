import AgencyService
import TestSupport
import Testing

@Suite("Referral programmes and nominations")
struct ReferralOperationsTests {
    private let programme: JSONObject = [
        "name": "Spring", "amount": ["minor": 75_000, "currency": "GBP"], "starts_on": "2026-03-01",
    ]

    @Test("a programme keeps its money whole and its instalments in order")
    func programmes() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let input = programme.merging([
                "sponsor_client_id": 1, "both": true, "ends_on": "2026-12-31",
                "instalments": [["share_bp": 4_000, "after_days": 30], ["share_bp": 6_000, "after_days": 90]],
            ]) { $1 }
            let made = try await service.call("programme.add", as: Cast.cora, input)
            #expect(made["amount"] == ["minor": 75_000, "currency": "GBP"])
            #expect(made["instalments"] == input["instalments"])
            #expect(made["both"] == true)
            let simple = try await service.call("programme.add", as: Cast.cora, programme)
            #expect(simple["instalments"] == [["share_bp": 10_000, "after_days": 0]])
            #expect(simple.isNull("sponsor_client_id"))
            #expect(try await service.ids("programme.list", as: Cast.ruth).count == 4)
            #expect(try await service.ids("programme.list", as: Cast.kenji) == [])
            #expect(try await service.ids("programme.list", as: Cast.clara).count == 2)
            #expect(try await service.ids("programme.list", as: Cast.rafe).count == 4)
        }
    }

    private static let amounts: [Refused] = [
        Refused(["amount": ["minor": 0, "currency": "GBP"]], ["amount.minor"]),
        Refused(["amount": ["minor": 1, "currency": "XXX"]], ["amount.currency"]),
        Refused(["amount": ["minor": 1]], ["amount.currency"]),
        Refused(["amount": 500], ["amount"]),
        Refused(["amount": ["minor": .number(1.5), "currency": "GBP"]], ["amount.minor"]),
        Refused(["ends_on": "2026-02-01"], ["ends_on"]),
        Refused(["sponsor_client_id": 99], ["sponsor_client_id"]),
    ]

    private static let instalments: [Refused] = [
        [], [["share_bp": 9_999, "after_days": 1]], [["share_bp": 10_000, "after_days": -1]],
        [["share_bp": 5_000, "after_days": 9], ["share_bp": 5_000, "after_days": 9]],
        [["share_bp": 9_223_372_036_854_775_807, "after_days": 9]],
    ].map { (parts: JSONValue) in Refused(["instalments": parts], ["instalments"]) }

    @Test(
        "programmes that cannot be paid are refused",
        arguments: amounts + instalments)
    func badProgramme(_ refused: Refused) async throws {
        try await withDatabase { db in
            let refusal = try await db.service().refusal(
                "programme.add", as: Cast.cora, programme.merging(refused.input) { $1 })
            #expect(refusal.name == refused.name)
            #expect(refusal.fields == refused.fields)
        }
    }

    @Test("a referrer nominates and reads that it is registered, whatever became of it (R6)")
    func nominates() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let input: JSONObject = ["id": 2, "candidate_name": "Bea Lund", "candidate_email": "bea@x.test"]
            let made = try await service.call("referral.nominate", as: Cast.rafe, input)
            #expect(made.text("state") == "registered")
            #expect(made.int("programme_id") == 2)
            let before = try await service.respond("referral.list", as: Cast.rafe.token)
            try await service.call("candidate.add", as: Cast.ruth, ["name": "Bea Lund", "email": "bea@x.test"])
            try await service.call(
                "referral.confirm", as: Cast.ruth, ["id": .integer(made.int("id") ?? 0)])
            try await db.execute(
                """
                update liaison.submissions set stage = 'rejected', closed_on = '2026-03-04'
                 where id = \(Cast.Submission.rosa)
                """)
            let after = try await service.respond("referral.list", as: Cast.rafe.token)
            #expect(before.body == after.body)
            let items = try await service.call("referral.list", as: Cast.rafe).items
            #expect(items.map { $0.text("state") } == ["registered", "registered"])
            for member in ["candidate_id", "confirmed_at", "vacancy_id", "client_id", "referrer_id", "candidate_email"] {
                #expect(items.allSatisfy { $0.isNull(member) })
            }
        }
    }

    @Test("a referrer's answer is the same for somebody who applied before; the agency's own is the verdict (M2, R6)")
    func verdicts() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let input: JSONObject = [
                "id": 2, "candidate_name": "Anna Brook", "candidate_email": "anna@cast.test", "vacancy_id": 11,
            ]
            let staff = input.merging(["referrer_id": 1]) { $1 }
            #expect(try await service.refusal("referral.nominate", as: Cast.ruth, staff).name == .lateNomination)
            #expect(try await service.call("referral.nominate", as: Cast.rafe, input).text("state") == "registered")
            #expect(try await service.refusal("referral.nominate", as: Cast.ruth, staff).name == .alreadyKnown)
        }
    }

    @Test(
        "nominations that cannot be are refused",
        arguments: [
            .init(["candidate_email": "RAFE@cast.test"], .selfReferral, []),
            .init(["id": 99], .notFound, []), .init(["candidate_email": "x"], .invalid, ["candidate_email"]),
            .init(["candidate_name": ""], .invalid, ["candidate_name"]),
            .init(["referrer_id": 1], .invalid, ["referrer_id"]),
        ] as [Refused])
    func badNomination(_ refused: Refused) async throws {
        try await withDatabase { db in
            let input = (["id": 2, "candidate_name": "Bea", "candidate_email": "bea@x.test"] as JSONObject)
                .merging(refused.input) { $1 }
            let refusal = try await db.service().refusal("referral.nominate", as: Cast.rafe, input)
            #expect(refusal.name == refused.name)
            #expect(refusal.fields == refused.fields)
            #expect(try await db.count("liaison.nominations") == 1)
        }
    }

    @Test("a referrer learns nothing from the id of a position, staff that it is not the client's")
    func positionOfAnotherClient() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let input: JSONObject = [
                "id": 2, "candidate_name": "Bea", "candidate_email": "bea@x.test", "vacancy_id": 31,
            ]
            let staff = input.merging(["referrer_id": 1]) { $1 }
            #expect(try await service.refusal("referral.nominate", as: Cast.ruth, staff).name == .notFound)
            #expect(try await service.call("referral.nominate", as: Cast.rafe, input).text("state") == "registered")
        }
    }

    @Test("staff name the referrer, and only one of their own desk")
    func staffNominate() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let input: JSONObject = ["id": 2, "candidate_name": "Bea", "candidate_email": "bea@x.test"]
            #expect(try await service.refusal("referral.nominate", as: Cast.ruth, input).fields == ["referrer_id"])
            let named = input.merging(["referrer_id": 1]) { $1 }
            #expect(try await service.refusal("referral.nominate", as: Cast.rahul, named).name == .notFound)
            let made = try await service.call("referral.nominate", as: Cast.ruth, named)
            #expect(made.int("referrer_id") == 1)
            #expect(made.int("client_id") == 1)
            #expect(try await service.ids("referral.list", as: Cast.rahul) == [])
            #expect(try await service.ids("referral.list", as: Cast.cora).count == 2)
        }
    }

    @Test("the candidate confirms; nobody else's nomination can be seen")
    func confirms() async throws {
        try await withDatabase { db in
            let service = try db.service()
            try await db.execute(
                """
                alter table liaison.nominations disable trigger confirm_nomination;
                update liaison.nominations set confirmed_at = null where id = 1;
                alter table liaison.nominations enable trigger confirm_nomination
                """)
            let listed = try await service.call("referral.list", as: Cast.rosa).items
            #expect(listed.map { $0.text("state") } == ["registered"])
            #expect(listed[0].isNull("referrer_id"))
            #expect(try await service.refusal("referral.confirm", as: Cast.anna, ["id": 1]).name == .notFound)
            #expect(try await service.refusal("referral.confirm", as: Cast.rahul, ["id": 1]).name == .notFound)
            #expect(try await service.refusal("referral.confirm", as: Cast.rafe, ["id": 1]).name == .notPermitted)
            let confirmed = try await service.call("referral.confirm", as: Cast.rosa, ["id": 1])
            #expect(confirmed.text("state") == "confirmed")
            #expect(confirmed.text("confirmed_at") == Cast.now)
            #expect(try await service.call("referral.confirm", as: Cast.rosa, ["id": 1]) == confirmed)
        }
    }
}
