import AgencyService
import TestSupport
import Testing

/// The phrase list is data: coordinators change it, and from then on drafts are warned by it (T14).
@Suite struct WordingAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, _ in
            let draft = try await run("wording check", input: "We beg you to answer.\n")
            #expect(draft.output.contains("beg you\tpleading"))
            let known = try await run.json("phrase list --kind pleading").items.first { $0["phrase"] == "beg you" }
            let phrase = try #require(known).id
            try await run("phrase retire \(phrase)", expect: 4)
            try await run("phrase retire \(phrase)", as: Cast.cora)
            #expect(try await run("wording check", input: "We beg you to answer.\n").output.isEmpty)
            let add = "phrase add 'pretty pleas*' --language en --kind pleading --why 'It begs.' --better 'would you'"
            try await run(add, expect: 4)
            try await run(add, as: Cast.cora)
            try await run(add, as: Cast.cora, expect: 6)
            let warned = try await run("wording check 'Oh, pretty please!'")
            #expect(warned.lines.first?.contains("pretty please\tpleading\tIt begs.\twould you") == true)
            #expect(try await run("wording check --language de 'Oh, pretty please!'").output.isEmpty)
        }
    }

    @Test func overHTTP() async throws {
        try await WebCaller.with { call, _ in
            let checked = try await call("POST", "/wording", ["text": "Answer as soon as possible!"], 200)
            let warning = try #require(checked["warnings"]?.array?.first)
            #expect(warning["found"] == "as soon as possible" && warning["why"]?.string?.isEmpty == false)
            let phrase: JSONObject = ["phrase": "or walk away", "language": "en", "kind": "ultimatum", "why": "It threatens."]
            try await call("POST", "/phrases", phrase, 403)
            let id = try await call("POST", "/phrases", phrase, as: Cast.cora, 201).id
            #expect(try await call("POST", "/wording", ["text": "Decide, or walk away."], as: Cast.anna, 200)["warnings"]?.array?.count == 1)
            try await call("PATCH", "/phrases/\(id)", ["active": false], as: Cast.cora, 200)
            #expect(try await call("POST", "/wording", ["text": "Decide, or walk away."], 200)["warnings"]?.array?.isEmpty == true)
            try await call("GET", "/phrases", as: Cast.anna, 403)
        }
    }
}
