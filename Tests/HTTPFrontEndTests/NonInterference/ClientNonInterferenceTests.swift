import Agency
import AgencyService
import TestSupport
import Testing

/// RULES 7: a client contact reads the same whatever the agency and the candidate do between themselves, and with other companies.
@Suite struct ClientNonInterferenceTests {
    static let histories = 40

    @Test func `a client contact reads the same whatever is hidden from them`() async throws {
        try await withTwoWorlds { plain, other in
            for number in 0..<Self.histories { try await compare(number, plain, other) }
        }
    }

    private func compare(_ number: Int, _ plain: World, _ other: World) async throws {
        var generator = SeededGenerator(seed: UInt64(number) &* 15_485_863 &+ 11)
        let submission = [Cast.Submission.anna, Cast.Submission.rosa][number % 2]
        let interview = try await begin(plain, submission, number)
        #expect(try await begin(other, submission, number) == interview)
        try await hide(interview, submission, other, &generator)
        for path in paths(interview, submission).shuffled(using: &generator) {
            let expected = try await plain.answer(.get, path, as: Cast.clara.token)
            #expect(try await other.answer(.get, path, as: Cast.clara.token) == expected, "history \(number), GET \(path)")
        }
    }

    /// What the company takes part in; the same in both worlds.
    private func begin(_ world: World, _ submission: Int64, _ number: Int) async throws -> Int64 {
        let held = ["2026-02-05", "2026-02-17", "2026-02-24", "2026-03-02", "2026-03-10"][number % 5]
        let made = try await world.service.call(
            "interview.schedule", as: Cast.ruth,
            [
                "id": .integer(submission), "starts_at": .string("\(held)T14:00:00Z"), "ends_at": .string("\(held)T15:00:00Z"),
                "interviewer_ids": [103],
            ])
        let interview = try #require(made["id"]?.integer)
        if number % 3 == 0, held < "2026-03-04" {
            try await world.service.call(
                "promise.set", as: Cast.clara, ["id": .integer(interview), "date": "2026-03-06", "given_on": .string(held)])
        }
        return interview
    }

    /// What happens in the other world only.
    private func hide(_ interview: Int64, _ submission: Int64, _ world: World, _ generator: inout SeededGenerator) async throws {
        let id: JSONValue = .integer(interview)
        let person = submission == Cast.Submission.anna ? Cast.anna : Cast.rosa
        let acts: [(operation: String, person: Cast.Person, input: JSONObject)] = [
            ("chase.log", Cast.ruth, ["id": id, "on": "2026-03-04", "contact_id": 101, "method": "phone"]),
            ("interview.debrief", Cast.ruth, ["id": id, "decision_on": "2026-03-20", "promised": "A word.", "would_not_say": ["feedback_by"]]),
            ("incident.log", Cast.ruth, ["id": .integer(submission), "kind": "bypass", "happened_on": "2026-03-02", "description": "Rang."]),
            ("enquiry.ask", person, ["id": .integer(submission), "question": "Any news?"]),
            ("note.write", person, ["id": id, "contact_id": 103, "message": "Thank you."]),
            ("material.add", person, ["id": id, "what": "A link"]),
            ("reference.add", person, ["name": "Ida Kern", "phone": "+44 20 7946 0000"]),
            ("offer.declare", person, ["company": "Vale", "position": "Engineer", "reply_by": "2026-03-10", "attested": true]),
            ("interest.add", Cast.ruth, ["candidate_id": .integer(submission), "client_id": 1]),
            ("tie.declare", Cast.cora, ["id": 1, "person": "Ruth Amos", "relation": "sister of the owner"]),
            ("desk.lend", Cast.cora, ["recruiter_id": 1, "to_recruiter_id": 3, "to_on": "2026-03-13"]),
            ("submission.add", Cast.ruth, ["candidate_id": 2, "vacancy_id": 12, "channel": "agency"]),
            ("candidate.edit", Cast.ruth, ["id": .integer(submission), "phone": "+44 20 7946 0999"]),
            ("submission.advance", Cast.ruth, ["id": .integer(submission), "stage": "offered"]),
            ("phrase.add", Cast.cora, ["phrase": "or walk away", "language": "en", "kind": "ultimatum", "why": "It threatens."]),
            ("enquiry.ask", Cast.otto, ["id": 5, "question": "Any news?"]),
            ("submission.close", Cast.cora, ["id": 3, "reason": "Filled."]),
        ]
        for act in acts.shuffled(using: &generator).prefix(Int.random(in: 1...8, using: &generator)) {
            do {
                try await world.service.call(act.operation, as: act.person, act.input)
            } catch let problem as Problem {
                #expect(problem.name.status < 500, "\(act.operation): \(problem)")
            }
        }
    }

    private func paths(_ interview: Int64, _ submission: Int64) -> [String] {
        [
            "/me", "/agenda", "/agenda?as_of=2026-03-02", "/submissions", "/submissions/\(submission)", "/submissions/\(submission)/explanation",
            "/interviews", "/interviews/\(interview)", "/interviews/\(interview)/promises", "/interviews/\(interview)/explanation",
            "/interviews/\(interview)/explanation?as_of=2026-03-20", "/submissions/3/explanation", "/submissions/5", "/feedback", "/notes",
            "/materials", "/clients", "/clients/1", "/clients/3", "/clients/1/contacts", "/vacancies", "/candidates",
            "/candidates/\(submission)", "/candidates/2", "/programmes", "/reports/overdue-feedback", "/reports/overdue-feedback?by=contact",
            "/reports/responsiveness", "/reports/responsiveness?by=contact", "/chases", "/enquiries", "/incidents", "/ties", "/offers",
            "/tasks", "/interests", "/leads", "/phrases", "/references", "/policies", "/policies/history", "/desk-loans", "/reports/silent",
            "/interviews/\(interview)/plan",
        ]
    }
}
