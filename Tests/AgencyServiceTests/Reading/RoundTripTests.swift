import AgencyService
import TestSupport
import Testing

/// A signed-in read is one round trip: token, identity and query in one pipeline with one sync.
@Suite struct RoundTripTests {
    @Test(arguments: ["session.show", "status", "submission.list", "interview.list", "enquiry.list"])
    func onePipelineForARead(operation: String) async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-24")
            // The first read of all brings the holiday calendars, which stay.
            try await service.call("status", as: Cast.anna)
            let before = pipelines(service)
            try await service.call(operation, as: Cast.anna)
            #expect(pipelines(service) - before == 1)
        }
    }

    @Test(arguments: [Cast.ruth, Cast.anna, Cast.clara])
    func onePipelineForAnExplanation(person: Cast.Person) async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-24")
            try await service.call("status", as: Cast.anna)
            let before = pipelines(service)
            try await service.call("explain.interview", as: person, ["id": .integer(interview)])
            try await service.call("explain.submission", as: person, ["id": .integer(Cast.Submission.anna)])
            #expect(pipelines(service) - before == 2)
        }
    }

    private func pipelines(_ service: AgencyService) -> Int {
        service.statistics.reduce(0) { $0 + $1.statistics.pipelines }
    }
}
