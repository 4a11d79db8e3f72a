import AgencyService
import TestSupport
import Testing

/// A competing offer, a rejection and what follows it, as people would do it (T13, T14, T15).
@Suite struct OfferAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await withDatabase { database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            try await LiaisonInstallation.with(database) { installation in
                let run = Typist(installation: installation)
                func id(_ outcome: LiaisonProcess.Outcome) throws -> Int64 {
                    try #require(try JSONReader.value(Array(outcome.output.utf8))["id"]?.integer)
                }
                let declared = try await run(
                    "offer declare --company Vale --position Engineer --reply-by 2026-03-06 --json", as: Cast.anna)
                let offer = try id(declared)
                let cite = "offer cite \(offer) --interview \(interview) --on 2026-03-04 --contact 101 --method phone"
                let refused = try await run(cite, expect: 6)
                #expect(refused.errors.contains("not attested"))
                try await run("offer attest \(offer)", as: Cast.anna)
                #expect(try await run("agenda").output.contains("liaison offer cite \(offer)"))
                try await run("chase log \(interview) --on 2026-03-04 --contact 101 --method phone", expect: 6)
                try await run(cite)
                try await run(cite, expect: 6)
                #expect(try await run("offer list", as: Cast.anna).output.contains("cited"))

                let draft = try await run("wording check", input: "We beg you to answer.\n")
                #expect(draft.output.contains("beg you\tpleading"))
                try await run("phrase retire 1", expect: 4)
                try await run("phrase retire 1", as: Cast.cora)
                #expect(try await run("wording check", input: "We beg you to answer.\n").output.isEmpty)

                try await run("feedback log \(interview) --decision reject --comments 'Too green.' --method letter")
                let tasks = try await run("task list --state open").output.split(separator: "\n")
                #expect(tasks.count == 4)
                let numbers = tasks.compactMap { $0.split(separator: "\t").first.map(String.init) }
                let (leads, interest, ask, thanks) = (numbers[0], numbers[1], numbers[2], numbers[3])
                try await run("task done \(thanks) --note Thanked.")
                try await run("task done \(ask)")
                try await run("task done \(ask)", expect: 6)
                try await run("interest add --candidate 1 --client 1 --task \(interest)")
                let lead = try id(try await run("lead add 'Tram Works' --client 1 --task \(leads) --json"))
                try await run("lead convert \(lead) --calendar GB-SCT")
                try await run("lead convert \(lead)", expect: 6)
                #expect(try await run("client list --query Tram").output.contains("GB-SCT"))
                #expect(try await run("task list --state open").output.isEmpty)
            }
        }
    }

    @Test func overHTTP() async throws {
        try await withDatabase { database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            try await LiaisonInstallation.with(database) { installation in
                try await LiaisonServer.with(installation) { server in
                    let call = Caller(server: server)
                    let offer = try await call(
                        "POST", "/offers", ["company": "Vale", "position": "Engineer", "reply_by": "2026-03-06", "attested": true],
                        as: Cast.anna, 201)
                    let id = try #require(offer["id"]?.integer)
                    let plan = try await call("GET", "/interviews/\(interview)/plan", nil, 200)
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
                    let second = try await call(
                        "POST", "/offers", ["company": "Vale", "position": "Engineer", "reply_by": "2026-03-06", "attested": true],
                        as: Cast.anna, 201)
                    let cited = try await call(
                        "POST", "/interviews/\(interview)/chases", citation.merging(["offer_id": try #require(second["id"])]) { $1 }, 201)
                    #expect(cited["warnings"]?.array?.first?["kind"] == "ultimatum")
                    let checked = try await call("POST", "/wording", ["text": "Answer as soon as possible!"], 200)
                    #expect(checked["warnings"]?.array?.count == 1)
                    try await call("POST", "/interviews/\(interview)/feedback", ["decision": "reject", "comments": "No."], 201)
                    let task = try #require(try await call("GET", "/tasks", nil, 200)["items"]?.array?.first?["id"]?.integer)
                    try await call("POST", "/tasks/\(task)/skipping", ["reason": "They hire nowhere."], 201)
                    try await call("POST", "/tasks/\(task)/completion", [:], 409)
                    try await call("GET", "/tasks", nil, as: Cast.anna, 403)
                }
            }
        }
    }
}
