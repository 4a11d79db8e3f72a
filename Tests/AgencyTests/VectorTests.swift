import Testing

@testable import Agency

@Suite struct VectorTests {
    @Test func everyEtiquetteCaseIsAnsweredAsWorkedOut() throws {
        let lines = try Fixtures.vectorLines("etiquette")
        #expect(lines.count == 60)
        for line in lines {
            let answer = try EtiquettePlan.answer(line: line) { Fixtures.calendars[$0] }.get()
            #expect(answer == (try Fixtures.part("expect", of: line)))
            let scenario = try Fixtures.part("scenario", of: line)
            #expect(try EtiquettePlan.answer(line: scenario) { Fixtures.calendars[$0] }.get() == answer)
        }
    }

    @Test func everyBonusCaseIsAnsweredAsWorkedOut() throws {
        let lines = try Fixtures.vectorLines("bonus")
        #expect(lines.count == 30)
        for line in lines {
            #expect(try BonusPlan.answer(line: line).get() == (try Fixtures.part("expect", of: line)))
        }
    }

    @Test func everyFeeCaseIsAnsweredAsWorkedOut() throws {
        let lines = try Fixtures.vectorLines("fee")
        #expect(lines.count == 30)
        for line in lines {
            #expect(try FeePlan.answer(line: line).get() == (try Fixtures.part("expect", of: line)))
        }
    }
}
