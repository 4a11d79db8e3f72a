import AgencyService
import TestSupport
import Testing

/// A competing offer: declared, attested, cited once, found untrue, and cleared (T13).
@Suite struct OfferAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            let declare = "offer declare --company Vale --position Engineer --reply-by 2026-03-06"
            func cite(_ offer: Int64) -> String {
                "offer cite \(offer) --interview \(interview) --on 2026-03-04 --contact 101 --method phone"
            }
            let first = try await run.json(declare, as: Cast.anna).id
            #expect(try await run(cite(first), expect: 6).errors.contains("not attested"))
            try await run("offer attest \(first)", as: Cast.anna)
            #expect(try await run("agenda").output.contains("liaison offer cite \(first)"))
            try await run("chase log \(interview) --on 2026-03-04 --contact 101 --method phone", expect: 6)
            try await run(cite(first))
            #expect(try await run(cite(first), expect: 6).errors.contains("cited once"))
            #expect(try await run("offer list", as: Cast.anna).output.contains("cited"))

            let second = try await run.json("\(declare) --attested", as: Cast.anna).id
            try await run("offer untrue \(first) --reason 'They know of none.'")
            #expect(try await run(cite(second), expect: 6).errors.contains("found untrue"))
            try await run("offer clear \(first)", expect: 4)
            try await run("offer clear \(first)", as: Cast.cora)
            try await run(cite(second))
        }
    }

    @Test func overHTTP() async throws {
        try await WebCaller.with { call, database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            let declaration: JSONObject = ["company": "Vale", "position": "Engineer", "reply_by": "2026-03-06", "attested": true]
            let id = try await call("POST", "/offers", declaration, as: Cast.anna, 201).id
            let plan = try await call("GET", "/interviews/\(interview)/plan", 200)
            #expect(plan["citable_offers"]?.array?.count == 1)
            try await call("POST", "/offers/\(id)/falsity", ["reason": "They know of none."], 201)
            let citation: JSONObject = [
                "on": "2026-03-04", "contact_id": 101, "method": "phone", "kind": "offer_notice", "offer_id": .integer(id),
                "note": "Take it or leave it.",
            ]
            let refused = try await call("POST", "/interviews/\(interview)/chases", citation, 409)
            #expect(refused["type"] == "/problems/offer-not-citable" && refused["why"] == "untrue")
            try await call("POST", "/offers/\(id)/clearing", [:], 403)
            try await call("POST", "/offers/\(id)/clearing", [:], as: Cast.cora, 201)
            let second = try await call("POST", "/offers", declaration, as: Cast.anna, 201).id
            let cited = try await call(
                "POST", "/interviews/\(interview)/chases", citation.merging(["offer_id": .integer(second)]) { $1 }, 201)
            #expect(cited["warnings"]?.array?.first?["kind"] == "ultimatum")
            #expect(try await call("GET", "/interviews/\(interview)/plan", 200)["citable_offers"]?.array?.isEmpty == true)
        }
    }
}
