import Agency
import Testing

@testable import AgencyService

@Suite struct OpenCATSDumpTests {
    private let today = CivilDate(iso: "2026-03-04") ?? .earliest

    private func dump(_ text: String) -> OpenCATSDump { OpenCATSDump(text, today: today) }

    @Test func recordsAreReadAndChecked() {
        let dump = dump(SampleDump.text)
        #expect(dump.clients.map(\.name) == ["Kestrel & Sons", "Löwenbräu Test GmbH"])
        #expect(
            dump.candidates.map(\.person.name) == [
                "Shay O'Neill", "S. ONeill", "Ida Berg", "IDA Berg", "Cher", "Annabel Brook", "Tom 'Q' Quill",
            ])
        #expect(
            dump.candidates.map { $0.registeredOn?.description } == [
                "2007-01-12", "2007-01-13", nil, nil, "2007-01-14", "2007-01-15", "2007-01-15",
            ])
        #expect(dump.users == ["20": "Ruth@Cast.test", "21": "gone@elsewhere.test", "1": "admin"])
        #expect(dump.vacancies.map(\.closedBy) == [nil, "Closed", nil])
        #expect(
            dump.submissions.map { $0.sentOn?.description } == [
                "2007-01-18", nil, "2007-01-18", "2007-01-22", nil, "2007-01-18", "2007-01-18", "2007-01-18",
                "2007-01-24",
            ])
    }

    @Test func laterVersionsCallClientsCompanies() {
        let text = SampleDump.text.replacing("`client`", with: "`company`").replacing(
            "`client_id`", with: "`company_id`")
        let dump = dump(text)
        #expect(dump.clients.count == 2)
        #expect(dump.contacts.count == 4)
        #expect(dump.tally.report(dryRun: false).tables.first?.table == "company")
    }

    @Test func datesOfTheFutureAreUnknown() {
        let text = SampleDump.text.replacing("2007-01-12", with: "2107-01-12")
        #expect(dump(text).candidates.first?.registeredOn == nil)
    }

    @Test(arguments: [
        (0, Stage.registered), (100, .registered), (200, .registered), (250, .registered), (300, .registered),
        (400, .sent),
        (500, .interviewing), (600, .offered), (650, .rejected), (700, .rejected), (800, .placed),
    ])
    func everyStatusHasItsStage(code: Int, stage: Stage) {
        #expect(PipelineStatus(code: String(code))?.stage == stage)
    }

    @Test(arguments: ["", "-100", "401", "4e2", "９９９", "NULL", "99999999999999999999"])
    func otherStatusesAreNone(code: String) {
        #expect(PipelineStatus(code: code) == nil)
    }

    @Test func numbersThatAreNoneAreRefused() {
        let text = SampleDump.text.replacing("('5','0','Cher'", with: "('-5','0','Cher'").replacing(
            "('8','Quill'", with: "('3','Quill'")
        let problems = dump(text).tally.report(dryRun: false).problems.filter { $0.table == "candidate" }
        #expect(problems.contains { $0.reason == "candidate_id is not a positive number" && $0.id == "-5" })
        #expect(problems.contains { $0.reason == "candidate_id 3 stands in the file twice" })
    }

    @Test func manyProblemsAreCountedNotKept() {
        let rows = (1...5_000).map { "('\($0)')" }.joined(separator: ",\n")
        let report = dump(SampleDump.candidates + "INSERT INTO `candidate` VALUES \n\(rows);").tally.report(
            dryRun: false)
        #expect(report.tables.first { $0.table == "candidate" }?.refused == 5_001)
        #expect(report.problems.count <= ImportTally.mostProblems + 1)
    }
}
