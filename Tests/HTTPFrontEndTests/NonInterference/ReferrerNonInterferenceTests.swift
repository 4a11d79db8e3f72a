import Agency
import AgencyService
import TestSupport
import Testing

/// R6: what a referrer reads is the same whether their friend is rejected, is interviewing, or was never called.
@Suite struct ReferrerNonInterferenceTests {
    static let histories = 200

    @Test func `a referrer reads the same whatever becomes of their friend`() async throws {
        try await withTwoWorlds { plain, other in
            for number in 0..<Self.histories {
                try await compare(number, plain, other)
            }
        }
    }

    private func compare(_ number: Int, _ plain: World, _ other: World) async throws {
        var generator = SeededGenerator(seed: UInt64(number) &* 104_729 &+ 5)
        // The friend is registered and nominated in both worlds; only the other world goes on.
        let email = "friend\(number)@history.test"
        var made: [Int64] = []
        for world in [plain, other] {
            let candidate = try await world.service.call(
                "candidate.add", as: Cast.cora, ["name": .string("Friend \(number)"), "email": .string(email)])
            made.append(try #require(candidate["id"]?.integer))
        }
        #expect(made[0] == made[1])
        try await progress(made[1], other, &generator)
        let acts: [(String, JSONObject?)] = [
            (
                "/programmes/\(Cast.agencyProgramme)/nominations",
                ["candidate_name": .string("Friend \(number)"), "candidate_email": .string(email)]
            ),
            (
                "/programmes/\(Cast.albionProgramme)/nominations",
                ["candidate_name": .string("Friend \(number)"), "candidate_email": .string(email), "vacancy_id": 11]
            ),
        ]
        let token = Cast.rafe.token
        for (path, body) in acts.shuffled(using: &generator) {
            let expected = try await plain.answer(.post, path, as: token, body: body)
            #expect(
                try await other.answer(.post, path, as: token, body: body) == expected,
                "history \(number), POST \(path)")
        }
        let reads = [
            "/referrals", "/programmes", "/me", "/agenda", "/status", "/submissions", "/interviews", "/candidates",
            "/enquiries", "/bonuses", "/bonuses?state=pending", "/placements", "/ledger",
            "/feedback", "/submissions/\(number + 1)",
            "/submissions/\(number + 1)/explanation", "/interviews/\(number + 1)/explanation", "/candidates/\(made[0])", "/reports/silent",
        ]
        for path in reads.shuffled(using: &generator) {
            let expected = try await plain.answer(.get, path, as: token)
            #expect(try await other.answer(.get, path, as: token) == expected, "history \(number), GET \(path)")
        }
    }

    private func progress(_ candidate: Int64, _ world: World, _ generator: inout SeededGenerator) async throws {
        let depth = Int.random(in: 0...5, using: &generator)
        guard depth > 0 else { return }
        let company = Cast.Client.all.randomElement(using: &generator) ?? 1
        let vacancy = [1: Cast.Vacancy.engineer, 2: Cast.Vacancy.nurse][company] ?? Cast.Vacancy.architect
        let submission = try await world.service.call(
            "submission.add", as: Cast.cora,
            ["candidate_id": .integer(candidate), "vacancy_id": .integer(vacancy), "channel": "direct"])
        let submissionId = try #require(submission["id"]?.integer)
        guard depth > 1 else { return }
        let interview = try await world.service.call(
            "interview.schedule", as: Cast.cora,
            ["id": .integer(submissionId), "starts_at": "2026-02-24T14:00:00Z", "ends_at": "2026-02-24T15:00:00Z"])
        guard depth > 2, let id = interview["id"] else { return }
        let decision = Decision.allCases.randomElement(using: &generator) ?? .reject
        let feedback = try await world.service.call(
            "feedback.log", as: Cast.cora, ["id": id, "decision": .string(decision.rawValue), "comments": "Words."])
        guard depth > 3, let feedbackId = feedback["id"] else { return }
        try await world.service.call(
            "feedback.release", as: Cast.cora, ["id": feedbackId, "message": "They have decided."])
        guard depth > 4, decision == .offer else { return }
        try await world.service.call("placement.start", as: Cast.cora, ["id": .integer(submissionId), "start_on": "2026-03-09"])
    }
}
