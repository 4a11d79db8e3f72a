import AgencyService
import TestSupport
import Testing

/// R11, T17: a candidate who was promised a call sees by when, and whether it was made in time is counted.
@Suite struct CallPromiseTests {
    private func status(_ service: AgencyService) async throws -> (known: [String], next: JSONValue) {
        let submission = try #require(try await service.call("status", as: Cast.anna)["submissions"]?.array?.first)
        return (submission["known"]?.array?.compactMap { $0.text("what") } ?? [], submission["next"] ?? .null)
    }

    private func promise(
        _ service: AgencyService, by day: JSONValue, _ submission: Int64 = Cast.Submission.anna, as person: Cast.Person = Cast.ruth
    ) async throws -> JSONValue {
        try await service.call("call.promise", as: person, ["id": .integer(submission), "call_by": day])
    }

    private func line(_ service: AgencyService, _ person: Cast.Person, _ input: JSONObject = [:]) async throws -> JSONValue? {
        try await service.call("agenda", as: person, input).items.first {
            ["Call the candidate, as promised", "Your agent calls you, as they said they would"].contains($0.text("what"))
        }
    }

    @Test func `it is seen by whom it is made to, due on its day, and heard when it is kept`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let made = try await promise(service, by: "2026-03-06")
            #expect(made.text("state") == "open" && made.text("promised_on") == "2026-03-04" && made.isNull("called_on"))
            let shown = try await status(service)
            #expect(shown.known.contains("Your agent said they would call you by 2026-03-06"))
            #expect(shown.next == ["what": "Your agent calls you, as they said they would.", "by": "2026-03-06"])
            let id = made.int("id") ?? 0
            let own = try #require(try await line(service, Cast.ruth))
            #expect(own.text("state") == "opens" && own.text("opens_on") == "2026-03-06" && own.text("rule") == "T17")
            #expect(own.text("command") == "liaison call keep \(id)")
            #expect(try await line(service, Cast.anna)?.text("state") == "opens")
            #expect(try await line(service, Cast.rahul) == nil)
            #expect(try await line(service, Cast.ruth, ["as_of": "2026-03-06"])?.text("state") == "today")
            // A promise is no word yet.
            #expect(try await service.call("report.silent", as: Cast.ruth).items.contains { $0.int("submission_id") == 1 })

            let friday = try database.service(now: "2026-03-06T16:00:00Z")
            #expect(try await line(friday, Cast.ruth)?.text("state") == "today")
            let kept = try await friday.call("call.keep", as: Cast.ruth, ["id": .integer(id), "note": "She is in two minds."])
            #expect(kept.text("state") == "kept" && kept.text("called_on") == "2026-03-06")
            #expect(kept.text("note") == "She is in two minds.")
            #expect(try await status(friday).known.contains("Your agent called you"))
            #expect(try await !friday.call("report.silent", as: Cast.ruth).items.contains { $0.int("submission_id") == 1 })
            #expect(try await line(friday, Cast.ruth) == nil)
            #expect(try await line(friday, Cast.anna) == nil)
            // As known the day before.
            #expect(try await line(friday, Cast.ruth, ["as_of": "2026-03-05"])?.text("state") == "opens")
            #expect(try await line(friday, Cast.ruth, ["as_of": "2026-03-03"]) == nil)
            let again = try await friday.refusal("call.keep", as: Cast.ruth, ["id": .integer(id)])
            #expect(again.name == .conflict && again.facts["called_on"] == "2026-03-06")

            let read = try #require(try await friday.call("call.list", as: Cast.anna).items.first)
            #expect(read.isNull("note") && read.text("state") == "kept")
            #expect(try await friday.call("call.list", as: Cast.ruth, ["open": false]).items == [kept])
            #expect(try await friday.call("call.list", as: Cast.ruth, ["open": true]).items.isEmpty)
            #expect(try await friday.call("call.list", as: Cast.cora, ["submission_id": 1]).items == [kept])
            #expect(try await friday.call("call.list", as: Cast.rahul).items.isEmpty)
            #expect(try await friday.call("call.list", as: Cast.otto).items.isEmpty)
        }
    }

    @Test func `a day that passes is a broken promise, and a late call leaves it broken`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let id = try await promise(service, by: "2026-03-06")["id"] ?? .null
            let later = try database.service(now: "2026-03-10T10:00:00Z")
            #expect(try await later.call("call.list", as: Cast.ruth).items.first?.text("state") == "broken")
            #expect(try await line(later, Cast.ruth)?.text("state") == "overdue")
            #expect(try await line(later, Cast.anna)?.text("state") == "overdue")
            #expect(try await status(later).next.text("what")?.hasSuffix("Your agent owed you a call by 2026-03-06; ask them.") == true)
            let late = try await later.call("call.keep", as: Cast.ruth, ["id": id])
            #expect(late.text("state") == "broken" && late.text("called_on") == "2026-03-10")
            #expect(try await line(later, Cast.ruth) == nil)
        }
    }

    @Test func `one call answers every promise of one on that submission, and on no other`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let first = try await promise(service, by: "2026-03-06")
            _ = try await promise(service, by: "2026-03-09")
            let other = try await promise(service, by: "2026-03-06", Cast.Submission.rosa)
            try await service.call("call.keep", as: Cast.ruth, ["id": first["id"] ?? .null])
            let list = try await service.call("call.list", as: Cast.ruth).items
            #expect(list.compactMap { $0.text("state") } == ["open", "kept", "kept"])
            #expect(list.first?["id"] == other["id"])
        }
    }

    @Test func `what cannot be promised or kept is refused, and nothing is stored`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            func refusal(_ day: JSONValue, as person: Cast.Person = Cast.ruth, _ submission: Int64 = 1) async throws -> Problem {
                try await service.refusal("call.promise", as: person, ["id": .integer(submission), "call_by": day])
            }
            #expect(try await refusal("2026-03-03").name == .invalidDate)
            #expect(try await refusal("2028-03-06").name == .invalidDate)
            let saturday = try await refusal("2026-03-07")
            #expect(saturday.name == .notABusinessDay && saturday.rule == "T17")
            #expect(saturday.facts["next_business_day"] == "2026-03-09")
            // Good Friday and Easter Monday on the agency's calendar.
            #expect(try await refusal("2026-04-03").facts["next_business_day"] == "2026-04-07")
            for day: JSONValue in ["2026-02-30", "tomorrow", 20_260_306, .null] {
                #expect(try await refusal(day).fields == ["call_by"])
            }
            #expect(try await refusal("2026-03-06", as: Cast.rahul).name == .notPermitted)
            #expect(try await refusal("2026-03-06", as: Cast.anna).name == .notPermitted)
            #expect(try await refusal("2026-03-06", as: Cast.ruth, 9999).name == .notFound)
            #expect(try await database.count("liaison.call_promises") == 0)

            let made = try await promise(service, by: "2026-03-06")
            let twice = try await refusal("2026-03-06")
            #expect(twice.name == .conflict && twice.rule == "T17")
            let keep: JSONObject = ["id": made["id"] ?? .null]
            #expect(try await service.refusal("call.keep", as: Cast.rahul, keep).name == .notFound)
            #expect(try await service.refusal("call.keep", as: Cast.anna, keep).name == .notPermitted)
            #expect(try await service.refusal("call.keep", as: Cast.ruth, ["id": 9999]).name == .notFound)
            #expect(try await service.refusal("call.keep", as: Cast.ruth, keep.merging(["note": " "]) { $1 }).fields == ["note"])
            #expect(try await service.refusal("call.list", as: Cast.clara).name == .notPermitted)
            #expect(try await service.refusal("call.list", as: Cast.ruth, ["limit": 0]).fields == ["limit"])
            #expect(try await service.call("call.list", as: Cast.ruth).items == [made])
        }
    }

    @Test func `the report counts kept, broken and open by agent, as known on its day`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let kept = try await promise(service, by: "2026-03-05")
            _ = try await promise(service, by: "2026-03-06", Cast.Submission.rosa)
            _ = try await promise(service, by: "2026-03-16", Cast.Submission.dirk)
            _ = try await promise(service, by: "2026-03-09", Cast.Submission.otto, as: Cast.rahul)
            try await service.call("call.keep", as: Cast.ruth, ["id": kept["id"] ?? .null])
            let later = try database.service(now: "2026-03-10T10:00:00Z")
            func rows(_ person: Cast.Person = Cast.cora, _ input: JSONObject = [:]) async throws -> [JSONValue] {
                try await later.call("report.calls", as: person, input).items
            }
            let ruth: JSONValue = ["recruiter_id": 1, "recruiter": "Ruth Amos", "promised": 3, "kept": 1, "broken": 1, "open": 1]
            let rahul: JSONValue = ["recruiter_id": 2, "recruiter": "Rahul Sen", "promised": 1, "kept": 0, "broken": 1, "open": 0]
            #expect(try await rows() == [ruth, rahul])
            #expect(try await rows(Cast.rahul) == [rahul])
            #expect(try await rows(Cast.cora, ["recruiter_id": 1]) == [ruth])
            #expect(try await rows(Cast.rahul, ["recruiter_id": 1]).isEmpty)
            let then = try #require(try await rows(Cast.cora, ["as_of": "2026-03-06"]).first)
            #expect(then["kept"] == 1 && then["broken"] == 0 && then["open"] == 2)
            #expect(try await rows(Cast.cora, ["as_of": "2026-03-03"]).isEmpty)
            #expect(try await rows(Cast.cora, ["from": "2026-03-06", "to": "2026-03-09"]).map { $0["promised"] } == [1, 1])
            let page = try await later.call("report.calls", as: Cast.cora, ["limit": 1])
            #expect(page.items == [ruth])
            #expect(try await rows(Cast.cora, ["limit": 1, "cursor": page["next"] ?? nil]) == [rahul])

            #expect(try await later.refusal("report.calls", as: Cast.ruth, ["from": "2026-03-09", "to": "2026-03-06"]).fields == ["from"])
            #expect(try await later.refusal("report.calls", as: Cast.ruth, ["as_of": "soon"]).fields == ["as_of"])
            #expect(try await later.refusal("report.calls", as: Cast.ruth, ["cursor": "x"]).fields == ["cursor"])
            for person in [Cast.anna, Cast.clara, Cast.rafe, Cast.ada] {
                #expect(try await later.refusal("report.calls", as: person).name == .notPermitted)
            }
        }
    }

    @Test func `not a byte of it changes when feedback is logged (R9)`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-24")
            _ = try await promise(service, by: "2026-03-06")
            func reads() async throws -> [[UInt8]] {
                var answers: [[UInt8]] = []
                for read in ["status", "agenda", "call.list"] { answers.append(try await service.respond(read, as: Cast.anna.token).body) }
                answers.append(try await service.respond("silence.list", as: Cast.anna.token, ["id": 1]).body)
                return answers
            }
            let before = try await reads()
            try await service.call(
                "feedback.log", as: Cast.ruth, ["id": .integer(interview), "decision": "reject", "comments": "No."])
            #expect(try await reads() == before)
        }
    }
}
