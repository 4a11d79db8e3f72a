import Agency
import AgencyService
import HTTPTypes
import TestSupport
import Testing

/// R9: two installations that differ only in what a candidate must not know give them the same bytes, headers included.
@Suite struct CandidateNonInterferenceTests {
    static let histories = 200

    @Test func `a candidate reads the same whatever is hidden from them`() async throws {
        try await withTwoWorlds { plain, other in
            for number in 0..<Self.histories {
                var history = History(number: number, plain: plain, other: other)
                try await history.run()
            }
        }
    }
}

private struct History {
    let number: Int
    let plain: World
    let other: World
    var generator: SeededGenerator

    private var channel: Channel
    private var token: String

    init(number: Int, plain: World, other: World) {
        self.number = number
        self.plain = plain
        self.other = other
        generator = SeededGenerator(seed: UInt64(number) &* 7919 &+ 17)
        channel = Channel.allCases[number % Channel.allCases.count]
        let start = "lc_history\(number)"
        token = start + String(repeating: "-", count: 46 - start.utf8.count)
    }

    mutating func run() async throws {
        let ids = try await begin(plain)
        let again = try await begin(other)
        #expect(ids == again)
        try await hide(ids)
        for step in try steps(ids) {
            let expected = try await plain.answer(step.method, step.path, as: token, body: step.body)
            let got = try await other.answer(step.method, step.path, as: token, body: step.body)
            #expect(got == expected, "history \(number), \(channel), \(step.method) \(step.path)")
        }
    }

    private struct Ids: Equatable {
        var candidate: Int64
        var submission: Int64
        var interview: Int64?
        var offer: Int64?
        var contact: Int64
    }

    /// What the candidate takes part in; the same in both worlds.
    private func begin(_ world: World) async throws -> Ids {
        var chance = generator
        let company = Cast.Client.all[number % 3]
        let vacancy = [1: Cast.Vacancy.engineer, 2: Cast.Vacancy.nurse][company] ?? Cast.Vacancy.architect
        let candidate = try await world.service.call(
            "candidate.add", as: Cast.cora,
            ["name": .string("Person \(number)"), "email": .string("person\(number)@history.test")])
        let id = try #require(candidate["id"]?.integer)
        try await world.database.query(
            """
            with made as (
                insert into liaison.accounts (email, role, name, person_id)
                values (\("person\(number)@history.test"), 'candidate', \("Person \(number)"), \(id)) returning id)
            select s.id from made, liaison.open_session(
                made.id, sha256(convert_to(\(token), 'UTF8')), null, interval '1 year', interval '1 year') s
            """)
        let submission = try await world.service.call(
            "submission.add", as: Cast.cora,
            ["candidate_id": .integer(id), "vacancy_id": .integer(vacancy), "channel": .string(channel.rawValue)])
        let submissionId = try #require(submission["id"]?.integer)
        let contact = Cast.contact(company, "interviewer", mayCall: number % 2 == 0)
        var ids = Ids(candidate: id, submission: submissionId, interview: nil, contact: contact)
        if channel == .agency {
            try await world.service.call("submission.consent", as: Cast.cora, ["id": .integer(submissionId)])
            try await world.service.call("submission.send", as: Cast.cora, ["id": .integer(submissionId)])
        }
        let held = ["2026-02-05", "2026-02-17", "2026-02-24", "2026-03-02"][Int.random(in: 0..<4, using: &chance)]
        let interview = try await world.service.call(
            "interview.schedule", as: Cast.cora,
            [
                "id": .integer(submissionId), "starts_at": .string("\(held)T14:00:00Z"),
                "ends_at": .string("\(held)T15:00:00Z"),
                "interviewer_ids": [.integer(contact)],
            ])
        ids.interview = interview["id"]?.integer
        if Bool.random(using: &chance), let interview = ids.interview {
            try await world.service.call(
                "promise.set", as: Cast.cora,
                [
                    "id": .integer(interview), "date": "2026-03-10", "given_on": .string(held),
                    "contact_id": .integer(contact),
                ])
        }
        if Bool.random(using: &chance) {
            try await world.service.call("call.promise", as: Cast.cora, ["id": .integer(submissionId), "call_by": "2026-03-05"])
            try await world.service.call("silence.send", as: Cast.cora, ["id": .integer(submissionId)])
        }
        let offer = try await world.service.call(
            "offer.declare", as: token,
            ["company": "Vale & Co", "position": "Engineer", "reply_by": "2026-03-10", "attested": .bool(number % 3 == 0)])
        ids.offer = offer["id"]?.integer
        return ids
    }

    /// What happens in the other world only: feedback, stages, chases, incidents, ties, a quiet closing.
    private mutating func hide(_ ids: Ids) async throws {
        guard let interview = ids.interview else { return }
        let staff = other.service
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            switch Int.random(in: 0..<9, using: &generator) {
            case 0, 1, 2:
                let decision = Decision.allCases.randomElement(using: &generator) ?? .hold
                let logged = try await staff.call(
                    "feedback.log", as: Cast.cora,
                    [
                        "id": .integer(interview), "decision": .string(decision.rawValue),
                        "comments": "Not to be told.", "rating": 2,
                    ])
                if Bool.random(using: &generator), let id = logged["id"] {
                    try await staff.call("feedback.withhold", as: Cast.cora, ["id": id, "reason": "Too harsh."])
                }
            case 3:
                try await hidden("submission.advance", ["id": .integer(ids.submission), "stage": "offered"])
            case 4:
                try await hidden(
                    "incident.log",
                    [
                        "id": .integer(ids.submission), "kind": "bypass", "happened_on": "2026-03-02",
                        "description": "Called them.",
                    ])
            case 5:
                try await hidden(
                    "interview.debrief",
                    [
                        "id": .integer(interview), "decision_on": "2026-03-20", "promised": "A word.",
                        "would_not_say": ["feedback_by"],
                    ])
            case 6 where channel == .agency:
                try await hidden(
                    "chase.log",
                    [
                        "id": .integer(interview), "on": "2026-03-03",
                        "contact_id": .integer(ids.contact / 100 * 100 + 2),
                        "method": "email",
                    ])
            case 7:
                try await hidden(
                    "interest.add", ["candidate_id": .integer(ids.candidate), "client_id": .integer(ids.contact / 100)])
            default:
                try await hidden("submission.close", ["id": .integer(ids.submission), "reason": "Filled otherwise."])
            }
        }
    }

    /// A hidden act that may be refused where earlier hidden acts stand in its way.
    private func hidden(_ operation: String, _ input: JSONObject) async throws {
        do {
            try await other.service.call(operation, as: Cast.cora, input)
        } catch let problem as Problem {
            #expect(problem.name.status < 500, "\(operation): \(problem)")
        }
    }

    private struct Step {
        var method: HTTPRequest.Method = .get
        var path: String
        var body: JSONObject?
    }

    /// Everything that a candidate can ask for or do, in an order drawn by chance, reading before and after.
    private mutating func steps(_ ids: Ids) throws -> [Step] {
        let interview = try #require(ids.interview)
        let reads = [
            "/status", "/me", "/agenda", "/submissions", "/submissions/\(ids.submission)", "/interviews",
            "/interviews/\(interview)",
            "/interviews/\(interview)/promises", "/interviews/\(interview)/plan",
            "/interviews/\(interview)/plan?as_of=2026-04-01",
            "/interviews/\(interview)/explanation", "/interviews/\(interview)/explanation?as_of=2026-04-01",
            "/submissions/\(ids.submission)/explanation", "/submissions/\(ids.submission)/explanation?as_of=2026-03-01",
            "/enquiries", "/chases", "/clients", "/vacancies", "/candidates", "/candidates/\(ids.candidate)",
            "/referrals",
            "/clients/\(ids.contact / 100)", "/clients/\(ids.contact / 100)/contacts", "/feedback", "/incidents",
            "/ties",
            "/offers", "/offers?state=citable", "/tasks", "/interests", "/leads", "/phrases",
            "/notes", "/notes?queued=true", "/materials", "/references", "/call-promises", "/agenda?as_of=2026-03-06",
            "/submissions/\(ids.submission)/holding-messages", "/submissions/\(ids.submission)/holding-message", "/reports/calls",
            "/placements", "/fees", "/bonuses", "/ledger",
            "/reports/overdue-feedback", "/submissions?stage=rejected", "/submissions?stage=interviewing",
        ].map { Step(path: $0) }
        var acts = [
            Step(method: .post, path: "/submissions/\(ids.submission)/enquiries", body: ["question": "Any news?"]),
            Step(
                method: .post, path: "/interviews/\(interview)/chases",
                body: ["on": "2026-03-04", "contact_id": .integer(ids.contact), "method": "email"]),
            Step(
                method: .post, path: "/interviews/\(interview)/chases",
                body: ["on": "2026-03-04", "contact_id": .integer(ids.contact), "method": "email", "as_enquiry": true]),
            Step(
                method: .post, path: "/interviews/\(interview)/notes",
                body: ["contact_id": .integer(ids.contact), "message": "Thank you for the talk."]),
            Step(method: .post, path: "/interviews/\(interview)/materials", body: ["what": "A link"]),
            Step(method: .post, path: "/interviews/\(interview)/materials", body: ["what": "A drawing", "promised": true]),
            Step(method: .post, path: "/references", body: ["name": "Ida Kern", "phone": "+44 20 7946 0000"]),
            Step(method: .post, path: "/submissions/\(ids.submission)/consent", body: [:]),
            Step(
                method: .post, path: "/submissions/\(ids.submission)/withdrawal", body: ["reason": "Found something."]),
            Step(method: .post, path: "/submissions/\(ids.submission)/withdrawal", body: [:]),
            Step(method: .post, path: "/submissions/\(ids.submission)/closure", body: ["reason": "No."]),
        ]
        if let offer = ids.offer {
            acts += [
                Step(method: .post, path: "/offers/\(offer)/attestation", body: [:]),
                Step(
                    method: .post, path: "/interviews/\(interview)/chases",
                    body: ["on": "2026-03-04", "contact_id": .integer(ids.contact), "method": "email", "offer_id": .integer(offer)]),
                Step(method: .post, path: "/wording", body: ["text": "I beg you, as soon as possible."]),
            ]
        }
        acts.shuffle(using: &generator)
        return reads.shuffled(using: &generator) + acts + reads
    }
}
