import AgencyService
import TestSupport
import Testing

/// Nobody is asked about a candidate who was not told of it first (T12).
@Suite struct ReferenceAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, _ in
            let ida = try await run.json("reference add 'Ida Kern' --relation manager --email ida@kern.test", as: Cast.anna).id
            let contact = "reference contact \(ida) --vacancy 11 --method phone --outcome 'Would hire her again.'"
            let early = try await run(contact, expect: 6)
            #expect(early.errors.contains("[T12]") && early.errors.contains("liaison reference told \(ida)"))
            try await run("reference told \(ida) --vacancy 31", as: Cast.anna, expect: 5)
            try await run("reference told \(ida) --vacancy 11", as: Cast.anna)
            try await run(contact)
            try await run(contact.replacing("11", with: "12"), expect: 6)
            #expect(try await run("reference list").output.contains("Would hire her again."))
            #expect(try await run("reference list", as: Cast.anna).output.contains("Would hire") == false)
            #expect(try await run("reference list", as: Cast.rahul).output.isEmpty)
            try await run("reference list", as: Cast.clara, expect: 4)
        }
    }

    @Test func overHTTP() async throws {
        try await WebCaller.with { call, _ in
            let ida = try await call("POST", "/references", ["name": "Ida Kern", "phone": "+44 20 7946 0000"], as: Cast.anna, 201).id
            let contact: JSONObject = ["vacancy_id": 11, "method": "phone", "outcome": "Fine."]
            let early = try await call("POST", "/references/\(ida)/contacts", contact, 409)
            #expect(early["type"] == "/problems/reference-not-alerted" && early["candidate"] == "Anna Brook")
            let told = try await call("POST", "/references/\(ida)/alerts", ["vacancy_id": 11], as: Cast.anna, 201)
            #expect(told["told"]?.array?.first?["vacancy_id"] == 11)
            let asked = try await call("POST", "/references/\(ida)/contacts", contact, 201)
            #expect(asked["contacts"]?.array?.first?["outcome"] == "Fine.")
            #expect(try await call("GET", "/references", as: Cast.anna, 200).items.first?["contacts"] == .null)
            try await call("GET", "/references", as: Cast.clara, 403)
        }
    }
}
