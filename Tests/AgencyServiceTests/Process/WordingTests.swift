import Agency
import AgencyService
import TestSupport
import Testing

/// Drafts are warned of wording, never changed nor refused (T14).
@Suite struct WordingTests {
    private func warnings(
        _ service: AgencyService, _ text: String, as person: Cast.Person = Cast.ruth, language: String? = nil
    ) async throws -> [JSONValue] {
        var input: JSONObject = ["text": .string(text)]
        if let language { input["language"] = .string(language) }
        return try await service.call("wording.check", as: person, input)["warnings"]?.array ?? []
    }

    @Test func `the list that comes with the database knows each kind, in three languages`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let draft = "We beg you: answer as soon as possible. It's ridiculous. Take it or leave it! She is the perfect candidate."
            let found = try await warnings(service, draft)
            #expect(found.compactMap { $0["kind"]?.string } == ["pleading", "pressure", "insult", "ultimatum", "grand_claim"])
            #expect(found.compactMap { $0["found"]?.string }.first == "beg you")
            #expect(found.first?["at"] == 3)
            #expect(found.allSatisfy { $0["why"]?.string?.isEmpty == false })
            #expect(try await warnings(service, draft, as: Cast.anna).count == 5)
            #expect(try await warnings(service, "Bitte antworten Sie schnellstmöglich.", language: "de").count == 1)
            #expect(try await warnings(service, "Bitte antworten Sie schnellstmöglich.", language: "fr").isEmpty)
            #expect(try await warnings(service, "Répondez au plus vite.", language: "fr-CA").count == 1)
            #expect(try await warnings(service, "Thank you for the conversation. Could you answer by Friday?").isEmpty)
            let counted: Int = try await database.value("select count(*) from liaison.phrases where language = 'en'")
            #expect(counted >= 40)
        }
    }

    @Test func `every phrase of the list is a phrase, and finds itself`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let rows = try await database.query("select phrase, language from liaison.phrases order by id").rows
            for row in rows {
                let phrase: String = try row.get(0)
                let language: String = try row.get(1)
                #expect(Phrase.fault(in: phrase) == nil, "\(phrase)")
                #expect(try await !warnings(service, phrase.replacing("*", with: ""), language: language).isEmpty, "\(phrase)")
            }
        }
    }

    @Test func `bad input is refused by name`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            for input: JSONObject in [
                [:], ["text": ""], ["text": " \n"], ["text": 3], ["text": .string(String(repeating: "a", count: 20_001))],
                ["text": "x", "language": "english"], ["text": "x", "language": ""],
            ] {
                #expect(try await service.refusal("wording.check", as: Cast.ruth, input).name == .invalid, "\(input)")
            }
            #expect(try await service.refusal("wording.check", as: Cast.clara, ["text": "x"]).name == .notPermitted)
            #expect(try await warnings(service, "...!? 🙂").isEmpty)
        }
    }

    @Test func `a chase's note is warned of and kept as it was written`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-16")
            let note = "Told her this is their last chance."
            let chase = try await service.call(
                "chase.log", as: Cast.ruth,
                ["id": .integer(interview), "on": "2026-03-04", "contact_id": 102, "method": "email", "note": .string(note)])
            #expect(chase["warnings"]?.array?.compactMap { $0["found"]?.string } == ["last chance"])
            #expect(try await database.value("select note from liaison.chases", as: String.self) == note)
            let listed = try await service.call("chase.list", as: Cast.ruth).items
            #expect(listed.first?["warnings"] == .null)
        }
    }

    @Test func `coordinators add, change and retire`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let input: JSONObject = ["phrase": "pretty please", "language": "en", "kind": "pleading", "why": "It begs."]
            #expect(try await service.refusal("phrase.add", as: Cast.ruth, input).name == .notPermitted)
            let made = try await service.call("phrase.add", as: Cast.cora, input)
            #expect(made["active"] == true && made["better"] == .null)
            #expect(try await warnings(service, "Oh, pretty please!").count == 1)
            let twice = input.merging(["phrase": "Pretty PLEASE"]) { $1 }
            #expect(try await service.refusal("phrase.add", as: Cast.cora, twice).name == .conflict)
            for (field, bad) in [("phrase", JSONValue.string("***")), ("phrase", "a*"), ("kind", "rude"), ("language", "e"), ("why", "")] {
                let refused = try await service.refusal("phrase.add", as: Cast.cora, input.merging([field: bad]) { $1 })
                #expect(refused.name == .invalid, "\(field) \(bad)")
            }
            let id = try #require(made["id"])
            let edited = try await service.call("phrase.edit", as: Cast.cora, ["id": id, "better": "please", "kind": "pressure"])
            #expect(edited["better"] == "please" && edited["kind"] == "pressure" && edited["phrase"] == "pretty please")
            #expect(try await service.refusal("phrase.edit", as: Cast.cora, ["id": id, "phrase": "*"]).name == .invalid)
            #expect(try await service.refusal("phrase.edit", as: Cast.ruth, ["id": id, "active": false]).name == .notPermitted)
            #expect(try await service.refusal("phrase.edit", as: Cast.cora, ["id": 99_999, "active": false]).name == .notFound)
            try await service.call("phrase.edit", as: Cast.cora, ["id": id, "active": false])
            #expect(try await warnings(service, "Oh, pretty please!").isEmpty)
            #expect(try await service.call("phrase.show", as: Cast.ruth, ["id": id])["active"] == false)
            let retired = try await service.call("phrase.list", as: Cast.ruth, ["active": false]).items
            #expect(retired.compactMap { $0["id"] } == [id])
            let german = try await service.call("phrase.list", as: Cast.ruth, ["language": "de", "kind": "insult"]).items
            #expect(!german.isEmpty && german.allSatisfy { $0["language"] == "de" && $0["kind"] == "insult" })
        }
    }
}
