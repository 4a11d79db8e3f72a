import AgencyService
import Foundation
import Testing

@testable import CommandLine

struct ImportTests {
    private static let fine = """
        {"kind":"candidates","rows":2,"added":1,"unchanged":1,"refused":0,"problems":[],"untold":0,"dry_run":false}
        """

    @Test func csvGoesInPiecesWithItsKind() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/people.csv"
            let content = Data(("name,email\n" + String(repeating: "Ida,ida@mail.test\n", count: 40_000)).utf8)
            try content.write(to: URL(filePath: path))
            let transport = ScriptedTransport(.answer(Self.fine))
            let (output, errors) = try await run(
                ["import", "csv", "candidates", path, "--recruiter", "dana@a.test", "--dry-run"], transport)
            #expect(output.contains("added\t1") && errors.isEmpty)
            let sent = try #require(transport.requests.first)
            #expect(sent.operation == "import.csv")
            #expect(sent.request.input == ["kind": "candidates", "recruiter": "dana@a.test", "dry_run": true])
            let file = try #require(sent.request.file)
            var sizes: [Int] = []
            let pieces = try file.open()
            while let piece = try pieces() { sizes.append(piece.count) }
            #expect(sizes.count > 1 && sizes.reduce(0, +) == content.count)
            #expect(try Data(file.bytes(limit: 1 << 20)) == content)
            #expect(file.digest == SentFile(bytes: Array(content)).digest)
            #expect(throws: Failure.self) { try file.bytes(limit: 1_000) }
        }
    }

    @Test func refusedRowsAreToldAndEndWith65() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/people.csv"
            try Data("name,email\n".utf8).write(to: URL(filePath: path))
            let answer = """
                {"kind":"candidates","rows":3,"added":2,"unchanged":0,"refused":1,"untold":0,"dry_run":false,"problems":[{"line":6,"row":4,\
                "column":"email","reason":"must be an e-mail address","remedy":"correct it in the file"}]}
                """
            let failure = await #expect(throws: Failure.self) {
                try await run(["import", "csv", "candidates", path], ScriptedTransport(.answer(answer)))
            }
            #expect(failure?.status == .badData)
            #expect(failure?.message == "1 of 3 rows were refused; the others were kept.")
            #expect(
                ImportReport(file: "p.csv", answer: try OrderedJSON(parsing: Array(answer.utf8))).problems == [
                    "p.csv:6: row 4: email must be an e-mail address; correct it in the file"
                ])
        }
    }

    @Test func aFileThatIsNotThereEndsWith65() async {
        let transport = ScriptedTransport()
        let failure = await #expect(throws: Failure.self) {
            try await run(["import", "csv", "candidates", "/nonexistent/people.csv"], transport)
        }
        #expect(failure?.status == .badData && transport.requests.isEmpty)
    }

    @Test func overHTTPTheFileIsTheBody() throws {
        let request = try RemoteRequest(
            .post("/imports/csv/{kind}"), ["kind": "candidates", "dry_run": true], hasFile: true)
        #expect(request.target == "/imports/csv/candidates?dry_run=true")
        #expect(request.body == nil)
    }
}
