import Agency
import Foundation
import Testing

@testable import CommandLine

struct WhatIfTests {
    /// Answers the text line by line.
    private static func answer(
        _ input: [UInt8], _ answer: (String) -> Result<String, LineProblem>
    ) async throws -> (output: String, errors: String, failure: Failure?) {
        try await withTemporaryFolder { folder in
            try PrivateFile(path: folder + "/input").write(input)
            let descriptor = open(folder + "/input", O_RDONLY)
            defer { close(descriptor) }
            let output = MemorySink()
            let errors = MemorySink()
            let context = scriptedContext(memoryTerminal(output, errors), ScriptedTransport())
            var failure: Failure?
            do {
                try LineByLine(context: context, descriptor: descriptor).answer(answer)
            } catch let error as Failure {
                failure = error
            }
            return (output.text, errors.text, failure)
        }
    }

    private static let fee = """
        {"currency":"GBP","kind":"flat","flat_minor":250000,"salary_minor":null,"payment_days":30,"rebates":[],\
        "start":"2025-10-01","left":null}
        """

    @Test func badLinesAreNamedAndTheOthersAnswered() async throws {
        let input = Array("\(Self.fee)\nnot json\n\n".utf8) + [0xFF, 0x0A] + Array("{}\n\(Self.fee)".utf8)
        let (output, errors, failure) = try await Self.answer(input) { FeePlan.answer(line: $0) }
        #expect(output.split(separator: "\n").count == 2)
        #expect(errors.contains("line 2:") && errors.contains("line 4: not UTF-8") && errors.contains("line 5:"))
        #expect(failure?.status == .badData)
    }

    @Test func goodLinesEndWithNothingSaid() async throws {
        let (output, errors, failure) = try await Self.answer(Array("\(Self.fee)\r\n".utf8)) {
            FeePlan.answer(line: $0)
        }
        #expect(output.hasSuffix("}\n") && errors.isEmpty && failure == nil)
    }

    @Test func endlessLineIsPassedOverWithoutBeingKept() async throws {
        let input = [UInt8](repeating: 0x20, count: 3 << 20) + [0x0A] + Array(Self.fee.utf8)
        let (output, errors, failure) = try await Self.answer(input) { FeePlan.answer(line: $0) }
        #expect(output.split(separator: "\n").count == 1)
        #expect(errors == "liaison: line 1: longer than 1 MiB\n")
        #expect(failure?.status == .badData)
    }

    @Test func calendarsComeFromTheSqlFolderAndNowhereElse() {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        var folder = HolidayFolder(path: here.appending(path: "../../sql/holidays").path())
        #expect(folder.calendar(named: "GB-ENG") != nil)
        #expect(folder.calendar(named: "XX") == nil)
        #expect(folder.calendar(named: "../holidays/GB-ENG") == nil)
    }
}
