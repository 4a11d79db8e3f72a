import AgencyService
import TestSupport
import Testing

/// A contract, a hire, its fee and what comes back of it, as people would do it (M5 to M7).
@Suite struct PlacementAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await withDatabase { database in
            try await LiaisonInstallation.with(database) { installation in
                @discardableResult
                func run(_ command: String, as person: Cast.Person = Cast.ruth, expect status: Int32 = 0) async throws -> LiaisonProcess.Outcome {
                    let outcome = try await installation.shell("liaison \(command)", as: person, input: nil)
                    #expect(outcome.status == status, "\(command): \(outcome.errors)")
                    return outcome
                }
                try await run("contract show 1", expect: 5)
                try await run("contract set 1 --kind percent --currency GBP --payment-days 30", expect: 65)
                try await run(
                    "contract set 1 --kind percent --currency gbp --fee-bp 2000 --minimum 500000 --payment-days 30 --rebate 28:10000 --effective-from 2026-01-01"
                )
                #expect(try await run("contract show 1").output.contains("fee_bp\t2000"))
                try await run("placement start 1 --start-on 2026-03-09", expect: 65)
                try await run("placement start 1 --start-on 2026-03-09 --salary 4800000 --currency gbp", as: Cast.rahul, expect: 4)
                try await run("placement start 1 --start-on 2026-03-09 --salary 4800000 --currency gbp")
                try await run("placement start 1 --start-on 2026-03-09 --salary 4800000 --currency gbp", expect: 6)
                let placement = try #require(try await run("placement list").output.split(separator: "\t").first)
                #expect(try await run("report introduced-hires").output.contains("960000"))
                #expect(try await run("fee list").output.contains("\topen\t"))
                try await run("fee invoice \(placement) --reference 2026-0117")
                try await run("fee invoice \(placement) --reference 2026-0118", expect: 6)
                #expect(try await run("report introduced-hires").output.isEmpty)
                try await run("placement leave \(placement) --left-on 2026-03-08", expect: 6)
                try await run("placement leave \(placement) --left-on 2026-04-06")
                #expect(try await run("fee list --state settled").output.contains("2026-0117"))
                let journal = try await run("ledger show --format csv").output
                #expect(journal.hasPrefix("transaction_id,made_on,kind,") && journal.split(separator: "\r\n").count == 5)
                let balances = try await run("ledger balance").output.split(separator: "\n").map(String.init)
                #expect(balances.contains { $0.hasPrefix("receivable\t") && $0.hasSuffix("\t0") })
                #expect(try await run("ledger balance --as-of 2026-03-03").output.isEmpty)
                try await run("ledger show", as: Cast.anna, expect: 4)
            }
        }
    }

    @Test func overHTTP() async throws {
        try await withDatabase { database in
            try await LiaisonInstallation.with(database) { installation in
                try await LiaisonServer.with(installation) { server in
                    @discardableResult
                    func call(
                        _ method: String, _ path: String, _ input: JSONObject? = nil, as person: Cast.Person = Cast.ruth, _ status: Int
                    ) async throws -> JSONValue {
                        let text = try input.map { String(decoding: try JSONWriter.bytes(JSONValue.object($0)), as: UTF8.self) }
                        let answer = try await server.request(
                            method, "/api/v1\(path)", headers: ["Authorization": "Bearer \(person.token)"], body: text)
                        #expect(answer.status == status, "\(method) \(path): \(answer.text)")
                        return try JSONReader.value(answer.body)
                    }
                    let contract: JSONObject = [
                        "kind": "flat", "currency": "GBP", "flat_minor": 250_000, "payment_days": 14, "effective_from": "2026-01-01",
                        "rebates": [["within_days": 28, "rebate_bp": 5_000]],
                    ]
                    try await call("POST", "/clients/1/contracts", contract, as: Cast.clara, 403)
                    try await call("POST", "/clients/1/contracts", contract, 201)
                    let early = try await call("POST", "/submissions/1/placement", ["start_on": "2026-02-01"], 422)
                    #expect(early["type"] == "/problems/invalid-date" && early["sent_on"] == "2026-02-02")
                    let placed = try await call("POST", "/submissions/1/placement", ["start_on": "2026-03-09"], 201)
                    #expect(placed["fee"] == ["minor": 250_000, "currency": "GBP"] && placed["fee_due_on"] == "2026-03-23")
                    let id = try #require(placed["id"]?.integer)
                    #expect(try await call("GET", "/submissions/1", as: Cast.anna, 200)["stage"] == "placed")
                    try await call("POST", "/submissions/1/placement", ["start_on": "2026-03-09"], 409)
                    #expect(try await call("GET", "/fees", nil, 200)["items"]?.array?.count == 1)
                    try await call("POST", "/fees/\(id)/invoice", ["reference": "A-1"], 201)
                    let left = try await call("POST", "/placements/\(id)/departure", ["left_on": "2026-03-20"], 201)
                    #expect(left["rebate"] == ["minor": 125_000, "currency": "GBP"])
                    try await call("POST", "/placements/\(id)/departure", ["left_on": "2026-03-20"], 409)
                    let balances = try await call("GET", "/ledger/balance", as: Cast.cora, 200)["items"]?.array ?? []
                    #expect(balances.map { $0["balance_minor"] } == [-250_000, 125_000, 125_000])
                    try await call("GET", "/ledger", as: Cast.rafe, 403)
                }
            }
        }
    }
}
